BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Undo-SyncRun' {
    BeforeEach {
        $simulator = Start-Simulator -Portal small
        $settings = $simulator.SettingPath
        $null = Sync-ActivityToSalesforceTask $settings
        $first = (Get-SyncRun $settings -Latest 1).RunId
        function Edit-Call([string] $Id, [string] $Title) {
            Set-SimulatorRecord $simulator calls $Id @{ hs_call_title = $Title; hs_lastmodifieddate = [datetime]::UtcNow.ToString('o') }
            $null = Sync-ActivityToSalesforceTask $settings
            (Get-SyncRun $settings -Latest 1).RunId
        }
    }
    AfterEach { Stop-Simulator $simulator }

    It 'deletes the tasks a run made, and no later run makes them again' {
        $before = @(Get-SimulatorTask $simulator | Where-Object { -not $_.IsDeleted }).Count
        $done = Undo-SyncRun $settings $first -Confirm:$false

        $done | Should -HaveCount $before
        $done.Status | Select-Object -Unique | Should -Be 'deleted'
        Get-SimulatorTask $simulator | Where-Object { -not $_.IsDeleted } | Should -BeNullOrEmpty
        Sync-ActivityToSalesforceTask $settings -Force | Should -BeNullOrEmpty
        Get-SyncRecord $settings | Where-Object { -not $_.IsGone } | Should -BeNullOrEmpty
    }

    It 'gives a task that a run changed its former values, comments and their footer included' {
        $former = Get-SimulatorTask $simulator | Where-Object HubSpot_Activity_Id__c -EQ 'hs-call-1'
        $run = Edit-Call 1 'Another title'
        (Get-SimulatorTask $simulator | Where-Object HubSpot_Activity_Id__c -EQ 'hs-call-1').Subject | Should -Be 'Call: Another title'

        $done = Get-SyncRun $settings -RunId $run | Undo-SyncRun $settings -Confirm:$false

        $done.Status | Should -Be 'updated'
        $restored = Get-SimulatorTask $simulator | Where-Object HubSpot_Activity_Id__c -EQ 'hs-call-1'
        $restored.Subject | Should -Be $former.Subject
        $restored.Description | Should -Be $former.Description
        Sync-ActivityToSalesforceTask $settings | Should -BeNullOrEmpty -Because 'it is written again when its activity changes, and not before'
    }

    It 'is a run of its own' {
        $null = Undo-SyncRun $settings $first -Force -InformationVariable told

        $run = Get-SyncRun $settings -Latest 1
        $run.Ending | Should -Be 'completed'
        $told.MessageData.Deleted | Should -Be 4
        $told.MessageData.RunId | Should -Be $run.RunId
        $run.Undoes | Should -Be $first
        $run | Format-List | Out-String | Should -Match "Undoes\s+: $first"
        (Get-SyncRun $settings -RunId $first).UndoneBy | Should -Be $run.RunId
    }

    It 'says in one error that a run was taken back already' {
        $null = Undo-SyncRun $settings $first -Force
        $undo = (Get-SyncRun $settings -Latest 1).RunId

        { Undo-SyncRun $settings $first -Force } | Should -Throw "*Run $first was taken back by run $undo at *; nothing of it is left to take back.*" -ErrorId 'Conflict,*'
        $first, $first | Undo-SyncRun $settings -WhatIf -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused | Should -HaveCount 2 -Because 'each run has one, not each of its tasks'
        @(Get-SyncRun $settings) | Should -HaveCount 2
    }

    It 'takes back the rest of a run of which a part was taken back' {
        $null = Edit-Call 1 'Another title'
        $edit = (Get-SyncRun $settings -Latest 1).RunId
        $null = Undo-SyncRun $settings $first -Force -ErrorAction SilentlyContinue
        $null = Undo-SyncRun $settings $edit -Force

        Undo-SyncRun $settings $first -WhatIf -ErrorVariable refused -ErrorAction SilentlyContinue -InformationVariable told -InformationAction SilentlyContinue

        $refused | Should -HaveCount 1
        "$refused" | Should -BeLike "*'hs-call-1' is left as it is*"
        "$($told.MessageData)" | Should -Be 'What if: 0 tasks would be deleted, 0 given back their former values, 1 left as they are, 3 taken back already.'
    }

    It 'counts what it took back, also of a pipeline that was cut off' {
        $null = Undo-SyncRun $settings $first -Force | Select-Object -First 1

        $run = Get-SyncRun $settings -Latest 1
        $run.Ending | Should -BeIn 'canceled', 'completed' -Because 'it may be over before it hears of the cut'
        $run.Deleted | Should -Be @(Get-SimulatorTask $simulator | Where-Object IsDeleted).Count
    }

    It 'leaves what a later run wrote, and takes back the rest' {
        $null = Edit-Call 1 'Another title'

        $done = Undo-SyncRun $settings $first -Force -ErrorVariable refused -ErrorAction SilentlyContinue

        $done.Key | Should -Not -Contain 'hs-call-1'
        $done | Should -HaveCount 3
        $refused.FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
        "$refused" | Should -BeLike "*'hs-call-1'*run * wrote it since*"
    }

    It 'leaves what somebody edited in Salesforce' {
        $client = @{ grant_type = 'client_credentials'; client_id = $simulator.ClientId; client_secret = $simulator.ClientSecret }
        $token = (Invoke-RestMethod "$($simulator.SalesforceUrl)/services/oauth2/token" -Method Post -Body $client).access_token
        $task = Get-SimulatorTask $simulator | Where-Object HubSpot_Activity_Id__c -EQ 'hs-call-2'
        $null = Invoke-RestMethod "$($simulator.SalesforceUrl)/services/data/v67.0/sobjects/Task/$($task.Id)" -Method Patch -Headers @{ Authorization = "Bearer $token" } -ContentType application/json -Body '{"Subject":"Mine"}'

        $done = Undo-SyncRun $settings $first -Force -ErrorVariable refused -ErrorAction SilentlyContinue

        $done | Should -HaveCount 3
        "$refused" | Should -BeLike "*'hs-call-2' is left as it is*"
    }

    It 'deletes no more than limits.maxDeletes without -Force' {
        Set-SyncSetting $settings limits.maxDeletes 3

        { Undo-SyncRun $settings $first -Confirm:$false } | Should -Throw -ErrorId 'LimitReached,*'
        { Undo-SyncRun $settings $first -WhatIf } | Should -Not -Throw -Because 'that is where one looks which they are'
        Get-SimulatorTask $simulator | Where-Object IsDeleted | Should -BeNullOrEmpty
        Undo-SyncRun $settings $first -Force | Should -HaveCount 4
    }

    It 'says under -WhatIf that a run would stop at limits.maxDeletes, and not where -Force goes past it' {
        Set-SyncSetting $settings limits.maxDeletes 3

        Undo-SyncRun $settings $first -WhatIf -WarningVariable over -WarningAction SilentlyContinue
        Undo-SyncRun $settings $first -WhatIf -Force -WarningVariable forced -WarningAction SilentlyContinue

        "$over" | Should -Be 'A run would stop here. The undo would delete 4 tasks, more than limits.maxDeletes (3); -Force goes past it.'
        $forced | Should -BeNullOrEmpty
    }

    It 'does nothing under -WhatIf' {
        $writes = @(Get-SimulatorLog $simulator).Count
        $runs = @(Get-SyncRun $settings).Count

        Undo-SyncRun $settings $first -WhatIf | Should -BeNullOrEmpty
        Undo-SyncRun $settings $first -Force -WhatIf | Should -BeNullOrEmpty

        @(Get-SimulatorLog $simulator).Count | Should -Be $writes
        @(Get-SyncRun $settings).Count | Should -Be $runs
    }

    It 'asks for each, without -Confirm too' {
        $no = Invoke-Answering 2 { Undo-SyncRun $args[0] $args[1] } $settings, $first

        $no.Questions | Should -HaveCount 4
        Get-SimulatorTask $simulator | Where-Object IsDeleted | Should -BeNullOrEmpty
    }

    It 'tells each request under -Verbose' {
        $said = Undo-SyncRun $settings $first -Force -Verbose 4>&1

        @($said | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and $_ -like 'DELETE*' }) | Should -Not -BeNullOrEmpty
    }

    It 'takes a run alone from the pipeline, and no record or issue of one' {
        $issue = [pscustomobject]@{ Key = 'hs-call-5'; RunId = $first }

        (@(Get-SyncRecord $settings)[0], $issue | Undo-SyncRun $settings -Force -ErrorVariable refused -ErrorAction SilentlyContinue) | Should -BeNullOrEmpty

        $refused.FullyQualifiedErrorId | Should -Be (@('ParameterArgumentTransformationError,HubSpotSalesforce.Cmdlets.UndoSyncRunCommand') * 2)
        "$($refused[0])" | Should -BeLike '*SyncRecord*one activity*Get-SyncRun*'
        Get-SimulatorTask $simulator | Where-Object IsDeleted | Should -BeNullOrEmpty
    }

    It 'takes back <Name>' -ForEach @(
        @{ Name = 'a run that came through a file'; Piped = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-SyncRun $settings -RunId $first))) } }
        @{ Name = 'the run of an id'; Piped = { $first } }
    ) {
        (& $Piped | Undo-SyncRun $settings -Force).Status | Should -Be (@('deleted') * 4)
    }

    It 'takes back the run of a summary' {
        Set-SimulatorRecord $simulator calls 1 @{ hs_call_title = 'Another title'; hs_lastmodifieddate = [datetime]::UtcNow.ToString('o') }
        $null = Sync-ActivityToSalesforceTask $settings -InformationVariable told

        ($told.MessageData | Undo-SyncRun $settings -Force).Status | Should -Be 'updated'
    }

    It 'goes on after a run that cannot be taken back' {
        ('none', $first | Undo-SyncRun $settings -Force -ErrorVariable unknown -ErrorAction SilentlyContinue) | Should -HaveCount 4

        $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.UndoSyncRunCommand'
    }

    It 'does not know a run that was not' {
        { Undo-SyncRun $settings none } | Should -Throw -ErrorId 'NotFound,*'
    }
}
