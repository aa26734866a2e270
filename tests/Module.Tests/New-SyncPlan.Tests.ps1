BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'New-SyncPlan' {
    BeforeEach {
        $simulator = Start-Simulator -Portal small
        $file = "$($simulator.Folder)/plan.jsonl"
    }
    AfterEach { Stop-Simulator $simulator }

    It 'gives a line for every activity, and neither writes nor stores anything' {
        $before = @(Get-SimulatorLog $simulator).Count

        $plan = New-SyncPlan $simulator.SettingPath

        $plan | Should -HaveCount 5
        $plan[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.PlanLine'
        ($plan | Where-Object Action -EQ create).Key | Sort-Object | Should -Be 'hs-call-1', 'hs-call-2', 'hs-call-3', 'hs-call-4'
        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
        Test-Path $simulator.StorePath | Should -BeFalse
    }

    It 'shows an activity on one line, however long its key is' {
        $line = New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-1
        $line.Key = 'hs-email-event-0c9d6f1e-3a52-4f7e-9f5e-2b1f3f5a7c11-1790000000000'

        $shown = ($line | Format-Table -HideTableHeaders | Out-String -Width 120).Trim() -split '\r?\n'

        $shown | Should -HaveCount 1
        $shown | Should -Match "create +New +$($line.OccurredAt.ToString('yyyy-MM-dd')) +hs-email-event-\S+ +$([regex]::Escape($line.Subject))"
        $line | Format-List | Out-String -Width 200 | Should -Match $line.Key
    }

    # O26
    It 'explains a skip by its key' {
        $line = New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-5

        $line.Action | Should -Be 'skip'
        $line.Reason | Should -Be 'NoLinkedContact'
        $line.Sentence | Should -BeLike 'Contact 103 is not linked*'
    }

    # O26
    It 'plans the activities of a contact, by id or address' {
        (New-SyncPlan $simulator.SettingPath -Contact 101).Key | Sort-Object | Should -Be 'hs-call-1', 'hs-call-3'
        (New-SyncPlan $simulator.SettingPath -Contact nobody@customer.example.com).Reason | Should -Be 'NoLinkedContact'
    }

    # O27
    It 'plans the activities that are piped in, in one run' {
        $plan = Get-HubSpotActivity $simulator.SettingPath | Where-Object Key -In 'hs-call-2', 'hs-call-5' | New-SyncPlan $simulator.SettingPath -InformationVariable told

        $plan.Key | Sort-Object | Should -Be 'hs-call-2', 'hs-call-5'
        $told.Tags | Should -Contain 'Plan'
        "$told" | Should -Be 'Plan: 1 to create, 0 to update, 1 to skip.'
    }

    It 'asks nobody when nothing is piped in' {
        $before = Get-SimulatorCallCount $simulator

        @() | New-SyncPlan $simulator.SettingPath | Should -BeNullOrEmpty

        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'takes the kinds it is given' {
        Write-SimulatorSetting $simulator -Kind callMade, noteCreated

        (New-SyncPlan $simulator.SettingPath -Kind NOTECREATED).Key | Should -Be 'hs-note-11'
    }

    It 'lifts the windows for -IgnoreWindow' {
        (Get-Content $simulator.SettingPath -Raw).Replace('assumeSyncedAt: 1970-01-01T00:00:00Z', 'assumeSyncedAt: 2026-11-01T00:00:00Z') | Set-Content $simulator.SettingPath

        (New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-1).Reason | Should -Be 'OutsideWindow'
        (New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-1 -IgnoreWindow).Action | Should -Be 'create'
    }

    It 'is an error for a key that HubSpot does not show' {
        { New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-404 -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,HubSpotSalesforce.Cmdlets.NewSyncPlanCommand' -ExpectedMessage '*hs-call-404*'
    }

    It 'plans the others where one of its keys is not there' {
        $lines = New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-404, hs-call-2 -ErrorVariable missed -ErrorAction SilentlyContinue

        $lines.Key | Should -Be 'hs-call-2'
        $missed.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.NewSyncPlanCommand'
        { Sync-ActivityToSalesforceTask $simulator.SettingPath -ActivityKey hs-call-404, hs-call-2 } | Should -Throw -ErrorId 'NotFound,*' -Because 'what writes is stopped'
    }

    It 'names the key of an id of HubSpot' {
        { New-SyncPlan $simulator.SettingPath -ActivityKey 2 -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*' -ExpectedMessage "*Did you mean hs-call-2?"
        { New-SyncPlan $simulator.SettingPath -ActivityKey 404 -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*' -ExpectedMessage '*Check the key*'
    }

    It 'has no way to mix <Name>' -ForEach @(
        @{ Name = 'a key with a contact'; With = @{ ActivityKey = 'hs-call-1'; Contact = '101' } }
        @{ Name = 'a contact with an activity'; With = @{ Contact = '101'; InputObject = $null } }
    ) {
        { New-SyncPlan $simulator.SettingPath @With } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'tells each request under -Verbose' {
        $said = New-SyncPlan $simulator.SettingPath -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }

        $said -like 'POST /crm/objects/*/calls/*200*(hubspot)' | Should -Not -BeNullOrEmpty
    }

    # O12
    It 'warns once of kinds that the account does not include, and plans the others' {
        Write-SimulatorSetting $simulator -Kind callMade, salesContentViewed, integrationEvent
        Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = 'GET /events/event-occurrences'; status = 403; times = 100 }

        New-SyncPlan $simulator.SettingPath -WarningVariable told -WarningAction SilentlyContinue | Should -HaveCount 5

        "$told" | Should -BeLike 'salesContentViewed and integrationEvent: left out of this run.*'
    }

    # O27
    It 'writes a plan that a run carries out as it stands' {
        $saved = New-SyncPlan $simulator.SettingPath -OutFile $file
        $done = Sync-ActivityToSalesforceTask $simulator.SettingPath -Plan $saved

        $saved | Should -BeOfType IO.FileInfo
        $saved.PSPath | Should -Be (Get-Item $file).PSPath
        Get-Content $file | ForEach-Object { ($_ | ConvertFrom-Json).action } | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be 'create 4', 'skip 1'
        $done.Key | Sort-Object | Should -Be 'hs-call-1', 'hs-call-2', 'hs-call-3', 'hs-call-4'
        (Get-SimulatorTask $simulator).Subject | Sort-Object | Should -Be (Get-Content $file | ConvertFrom-Json | Where-Object action -EQ create | ForEach-Object subject | Sort-Object)
    }

    # O27
    It 'writes a plan of which a run leaves out what changed since' {
        $null = New-SyncPlan $simulator.SettingPath -OutFile $file
        Set-SimulatorRecord $simulator calls 2 @{ hs_call_title = 'Renamed' }
        Set-SimulatorRecord $simulator calls 3 -Archived

        $said = Sync-ActivityToSalesforceTask $simulator.SettingPath -Plan $file -Verbose -InformationVariable told 4>&1

        $said -like 'Skipped hs-call-2 (PlanStale): *something else*' | Should -HaveCount 1
        $said -like 'Skipped hs-call-3 (PlanStale): *not shown any more*' | Should -HaveCount 1
        $told.MessageData.Created | Should -Be 2
        $told.MessageData.Skipped['PlanStale'] | Should -Be 2
        (Sync-ActivityToSalesforceTask $simulator.SettingPath).Subject | Should -Be 'Call: Renamed'
    }

    It 'shows the reason of a skip as a sentence where a change shows its subject' {
        $skip = New-SyncPlan $simulator.SettingPath | Where-Object Action -EQ skip | Select-Object -First 1

        ($skip | Format-Table -HideTableHeaders | Out-String -Width 200).Trim() | Should -BeLike "skip *$($skip.Key)*$($skip.Sentence.Substring(0, 30))*"
    }

    # O15
    It 'is what a first run leaves that would create too many, to be carried out whole' {
        Set-SyncSetting $simulator.SettingPath limits.maxCreates 2
        $left = try { Sync-ActivityToSalesforceTask $simulator.SettingPath } catch { $_ }

        $left.FullyQualifiedErrorId | Should -BeLike 'LimitReached,*'
        $left.ErrorDetails.RecommendedAction | Should -BeLike '*-Plan (--plan)*-Force (--force)*'
        (Get-Command Sync-ActivityToSalesforceTask).Parameters.Keys | Should -Contain 'Plan'
        Sync-ActivityToSalesforceTask $simulator.SettingPath -Plan $left.TargetObject | Should -HaveCount 4
        Sync-ActivityToSalesforceTask $simulator.SettingPath | Should -BeNullOrEmpty
    }

    It 'gives the lines of a plan file with -PassThru' {
        New-SyncPlan $simulator.SettingPath -OutFile $file -PassThru | Should -HaveCount 5

        Get-Content $file | Should -HaveCount 5
    }

    It 'replaces a plan file with -Force alone, and refuses before any request' {
        Set-Content $file 'mine'
        $before = Get-SimulatorCallCount $simulator

        { New-SyncPlan $simulator.SettingPath -OutFile $file } | Should -Throw -ErrorId 'PlanInvalid,HubSpotSalesforce.Cmdlets.NewSyncPlanCommand' -ExpectedMessage '*-Force*'
        Get-SimulatorCallCount $simulator | Should -Be $before
        Get-Content $file | Should -Be 'mine'
        $null = New-SyncPlan $simulator.SettingPath -OutFile $file -Force
        Get-Content $file | Should -HaveCount 5
    }

    It 'names a folder that is not there' {
        { New-SyncPlan $simulator.SettingPath -OutFile "$($simulator.Folder)/none/plan.jsonl" } | Should -Throw -ErrorId 'PlanInvalid,*' -ExpectedMessage '*folder*'
    }

    It 'leaves no file of a plan that was not finished' {
        Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = '/associations/'; status = 403; body = @{ status = 'error'; category = 'MISSING_SCOPES'; message = 'no' } }

        { New-SyncPlan $simulator.SettingPath -OutFile $file } | Should -Throw -ErrorId 'ScopeMissing,*'
        $null = New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-1 -OutFile $file -WhatIf -ErrorAction Stop

        Get-ChildItem $simulator.Folder -Filter plan* | Should -BeNullOrEmpty
    }

    It 'writes no file without a yes' {
        $asked = Invoke-Answering 2 { New-SyncPlan $args[0] -OutFile $args[1] -Confirm } $simulator.SettingPath, $file

        @($asked.Questions) | Should -HaveCount 1
        Test-Path $file | Should -BeFalse
    }

    It 'stops early for Select-Object -First, and leaves no file' {
        New-SyncPlan $simulator.SettingPath -OutFile $file -PassThru | Select-Object -First 1 | Should -HaveCount 1

        Get-ChildItem $simulator.Folder -Filter plan* | Should -BeNullOrEmpty
    }

    It 'takes a relative path from the current location' {
        Push-Location $simulator.Folder
        try {
            (New-SyncPlan ./settings.yaml -OutFile here.jsonl).FullName | Should -Be "$($simulator.Folder)/here.jsonl"
            Sync-ActivityToSalesforceTask ./settings.yaml -Plan here.jsonl | Should -HaveCount 4
        } finally {
            Pop-Location
        }
    }

    It 'takes what only names an activity: a deserialised one, a line of a plan, a contact link' {
        $read = Get-HubSpotActivity $simulator.SettingPath | Where-Object Key -EQ 'hs-call-2'
        $stored = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($read))

        ($stored | New-SyncPlan $simulator.SettingPath).Key | Should -Be 'hs-call-2'
        (New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-2, hs-call-5 | New-SyncPlan $simulator.SettingPath).Key | Should -Be 'hs-call-2', 'hs-call-5'
        (Get-ContactLink $simulator.SettingPath ((Get-HubSpotActivity $simulator.SettingPath | Where-Object Key -EQ 'hs-call-2').ContactIds[0]) | New-SyncPlan $simulator.SettingPath).Key | Should -Contain 'hs-call-2'
    }

    It 'refuses activities and names of activities in one pipeline' {
        $read = Get-HubSpotActivity $simulator.SettingPath | Where-Object Key -EQ 'hs-call-2'

        { $read, [pscustomobject]@{ Key = 'hs-call-5' } | New-SyncPlan $simulator.SettingPath } | Should -Throw -ErrorId 'PlanInvalid,*'
    }

    It 'plans nothing when a pipeline brings nothing' {
        @() | New-SyncPlan $simulator.SettingPath | Should -BeNullOrEmpty
    }
}

Describe 'New-SyncPlan, the way back' {
    BeforeAll {
        $simulator = Start-SimulatorBack
        $settings = $simulator.SettingPath
    }
    AfterAll { Stop-Simulator $simulator }

    It 'plans the way it is asked for: <Direction>' -ForEach @(
        @{ Direction = 'ToSalesforce'; Targets = 'Salesforce' }
        @{ Direction = 'ToHubSpot'; Targets = 'HubSpot' }
        @{ Direction = 'Both'; Targets = 'Salesforce', 'HubSpot' }
    ) {
        $lines = New-SyncPlan $settings -Direction $Direction

        $lines.Target | Select-Object -Unique | Should -Be $Targets
        Test-Path $simulator.StorePath | Should -BeFalse
    }

    It 'lets a key tell where its activity was born, and takes records that are piped in' {
        (New-SyncPlan $settings -ActivityKey "sf-$($simulator.CallId)", hs-call-1).Target | Should -Be 'Salesforce', 'HubSpot'
        (Get-SalesforceActivity $settings | New-SyncPlan $settings -Direction ToHubSpot -Family meetings).Action | Select-Object -Unique | Should -Be 'create'
        { Get-SalesforceActivity $settings | New-SyncPlan $settings -Direction Both } | Should -Throw -ErrorId 'PlanInvalid,*'
        { New-SyncPlan $settings -Direction ToHubSpot -Contact 101 } | Should -Throw -ErrorId 'PlanInvalid,*'
    }

    It 'refuses before any request what cannot be meant: <Name>' -ForEach @(
        @{ Name = 'kinds of HubSpot on the way to HubSpot'; With = @{ Direction = 'ToHubSpot'; Kind = 'callMade' }; Says = '*-Family*' }
        @{ Name = 'windows on the way to HubSpot'; With = @{ Direction = 'ToHubSpot'; IgnoreWindow = $true }; Says = '*-IgnoreWindow*' }
        @{ Name = 'families of Salesforce on the way to Salesforce'; With = @{ Family = 'calls' }; Says = '*-Direction ToHubSpot or Both*' }
        @{ Name = 'to replace no file'; With = @{ Force = $true }; Says = '*-OutFile*' }
        @{ Name = 'the lines of no file'; With = @{ PassThru = $true }; Says = '*-OutFile*' }
    ) {
        $before = Get-SimulatorCallCount $simulator

        { New-SyncPlan $settings @With } | Should -Throw -ErrorId 'PlanInvalid,HubSpotSalesforce.Cmdlets.NewSyncPlanCommand' -ExpectedMessage $Says

        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'takes families and kinds where keys choose their way' {
        (New-SyncPlan $settings -ActivityKey "sf-$($simulator.CallId)" -Family calls).Target | Should -Be 'HubSpot'
        (New-SyncPlan $settings -Direction Both -Kind callMade -Family meetings).Kind | Select-Object -Unique | Should -Be 'callMade', 'meetings'
    }
}

Describe 'New-SyncPlan, given a path of no file system' {
    It 'says that it leads nowhere' {
        { New-SyncPlan ./none.yaml -OutFile nosuch:/p.jsonl } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*nosuch*leads nowhere*'
    }
}
