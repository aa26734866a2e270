BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Invoke-ActivitySync' {
    BeforeEach {
        $simulator = Start-SimulatorBack
        $settings = $simulator.SettingPath
    }
    AfterEach { Stop-Simulator $simulator }

    It 'writes both sides, each once, and sums each way up' {
        $done = Invoke-ActivitySync $settings -InformationVariable told
        $again = Invoke-ActivitySync $settings

        $done.Target | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object | Should -Be 'calls 1', 'meetings 1', 'Task 4'
        $told.MessageData.Target | Should -Be 'Salesforce', 'HubSpot'
        $told.MessageData.Created | Should -Be 4, 2
        $again | Should -BeNullOrEmpty
        (Get-SyncRun $settings).Target | Should -Be 'HubSpot', 'Salesforce', 'HubSpot', 'Salesforce'
    }

    It 'writes nothing under -WhatIf, and no store' {
        $before = @(Get-SimulatorLog $simulator).Count

        Invoke-ActivitySync $settings -WhatIf -InformationVariable told | Should -BeNullOrEmpty

        $told | ForEach-Object { "$_" -replace ',.*' } | Should -Be 'What if: 4 tasks would be created', 'What if: 2 HubSpot activities would be created'
        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
        Test-Path $simulator.StorePath | Should -BeFalse
    }

    It 'asks for each record under -Confirm, and writes none without a yes' {
        $no = Invoke-Answering 2 { Invoke-ActivitySync $args[0] -Confirm } $settings
        $yes = Invoke-Answering 0 { Invoke-ActivitySync $args[0] -Confirm } $settings

        @($no.Questions).Count, @($yes.Questions).Count | Should -Be 6, 6
        $no.Output | Should -BeNullOrEmpty
        @($yes.Output) | Should -HaveCount 6
    }

    It 'carries out a plan of both ways' {
        $plan = New-SyncPlan $settings -Direction Both -OutFile "$($simulator.Folder)/plan.jsonl"

        (Get-Content $plan | ConvertFrom-Json).target | Select-Object -Unique | Should -Be 'Salesforce', 'HubSpot'
        @(Invoke-ActivitySync $settings -Plan $plan.FullName) | Should -HaveCount 6
    }

    It 'leaves out the way that is off, and says so when both are' {
        Write-SimulatorSetting $simulator
        (Invoke-ActivitySync $settings).Target | Select-Object -Unique | Should -Be 'Task'

        Set-SyncSetting $settings timeline.kinds.callMade.sync false
        Invoke-ActivitySync $settings -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$said" | Should -BeLike 'Nothing is switched on*'
    }

    It 'stops early for Select-Object -First, and leaves the store free and whole' {
        Invoke-ActivitySync $settings | Select-Object -First 1 | Should -HaveCount 1

        $null = Invoke-ActivitySync $settings -ErrorAction Stop
        @(Get-SimulatorTask $simulator) | Should -HaveCount 4
        @(Get-SimulatorMade $simulator calls) | Should -HaveCount 1
    }

    # R52
    It 'leaves a conflict to a person, and carries what was taken to the other side' {
        Write-SimulatorSetting $simulator -Rest "salesforceToHubSpot: { calls: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: manual } }"
        $null = Invoke-ActivitySync $settings
        $id = (Get-SimulatorMade $simulator calls).id
        $null = Set-SimulatorSalesforceRecord $simulator Task @{ Id = $simulator.CallId; Subject = 'From Salesforce' }
        Set-SimulatorHubSpotProperty $simulator calls $id @{ hs_call_title = 'From HubSpot' }
        $null = Invoke-ActivitySync $settings -ErrorAction SilentlyContinue

        $conflict = Get-SyncIssue $settings -Code Conflict -Kind calls
        $conflict.Field, $conflict.Property, $conflict.HubSpotValue, $conflict.SalesforceValue, $conflict.Winner | Should -Be 'Subject', 'hs_call_title', 'From HubSpot', 'From Salesforce', 'waiting'
        $conflict | Resolve-SyncIssue $settings -Take HubSpot -WhatIf
        (Get-SyncIssue $settings).Winner | Should -Be 'waiting'

        ($conflict | Resolve-SyncIssue $settings -Take HubSpot -PassThru).Action | Should -Be 'take the value of HubSpot for Subject with the next run'
        (Get-SyncIssue $settings).Winner | Should -Be 'HubSpot'
        $null = Invoke-ActivitySync $settings

        (Get-SalesforceActivity $settings -Id $simulator.CallId).Title | Should -Be 'From HubSpot'
        (Get-SimulatorMade $simulator calls).properties.hs_call_title | Should -Be 'From HubSpot'
    }

    # R52
    It 'tells a new conflict as an error with its issue, and one that waits as a warning' {
        Write-SimulatorSetting $simulator -Rest "salesforceToHubSpot: { calls: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: manual } }"
        $null = New-SimulatorConflict $simulator

        $null = Invoke-ActivitySync $settings -ErrorVariable met -ErrorAction SilentlyContinue -WarningVariable before
        $null = Invoke-ActivitySync $settings -ErrorAction Stop -WarningVariable waits -WarningAction SilentlyContinue -InformationVariable told

        $met.FullyQualifiedErrorId | Should -Be 'Conflict,HubSpotSalesforce.Cmdlets.InvokeActivitySyncCommand'
        $met.TargetObject.Field, $met.TargetObject.Winner | Should -Be 'Subject', 'waiting'
        $met.TargetObject.HubSpotUrl, $met.TargetObject.SalesforceUrl | Should -Not -BeNullOrEmpty
        $met.ErrorDetails.RecommendedAction | Should -BeLike '*Resolve-SyncIssue -Take*-Ignore*'
        $before | Should -BeNullOrEmpty
        "$waits" | Should -BeLike '1 conflict waits*Get-SyncIssue -Code Conflict*'
        $told[-1].MessageData.Conflicts | Should -Be 1
        (Get-SyncIssue $settings).HubSpotUrl | Should -Be $met.TargetObject.HubSpotUrl
    }

    It 'tells no conflict under -WhatIf' {
        Write-SimulatorSetting $simulator -Rest "salesforceToHubSpot: { calls: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: manual } }"
        $null = New-SimulatorConflict $simulator

        Invoke-ActivitySync $settings -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty

        Get-SyncIssue $settings | Should -BeNullOrEmpty
    }

    It 'forgets a conflict with -Ignore, and names a field that has none' {
        Write-SimulatorSetting $simulator -Rest "salesforceToHubSpot: { calls: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: manual } }"
        $null = Invoke-ActivitySync $settings
        $null = Set-SimulatorSalesforceRecord $simulator Task @{ Id = $simulator.CallId; Subject = 'From Salesforce' }
        Set-SimulatorHubSpotProperty $simulator calls (Get-SimulatorMade $simulator calls).id @{ hs_call_title = 'From HubSpot' }
        $null = Invoke-ActivitySync $settings -ErrorAction SilentlyContinue

        Resolve-SyncIssue $settings -Key "sf-$($simulator.CallId)" -Field Status -Take Salesforce -ErrorVariable unknown -ErrorAction SilentlyContinue
        $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.ResolveSyncIssueCommand'
        Get-SyncIssue $settings | Resolve-SyncIssue $settings -Ignore -ErrorAction Stop

        Get-SyncIssue $settings | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-ActivitySync, told to wait' {
    It 'says what a length of time looks like: <_>' -ForEach 'soon', '-00:01:00', '600', 600, ([timespan]::FromMinutes(-1)) {
        { Invoke-ActivitySync ./none.yaml -WaitTimeout $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*no length of time*00:10:00*New-TimeSpan*'
    }

    It 'takes one as text and as an object: <_>' -ForEach '00:10:00', ([timespan]::FromMinutes(1)), '1.00:00:00' {
        { Invoke-ActivitySync ./none.yaml -WaitTimeout $_ } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*none.yaml*'
    }

    It 'does not both wait and not wait' {
        { Invoke-ActivitySync ./none.yaml -Wait:$false -WaitTimeout 00:10:00 } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*Leave one of the two out.'
    }
}

Describe 'Invoke-ActivitySync, given a path of no file system' {
    It 'says that it leads nowhere' {
        { Invoke-ActivitySync ./none.yaml -Plan nosuch:/p.jsonl } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*nosuch*leads nowhere*'
    }
}
