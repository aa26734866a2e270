BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Sync-SalesforceActivityToHubSpot' {
    Context 'with a call and an event in Salesforce' {
        BeforeEach {
            $simulator = Start-SimulatorBack
            $settings = $simulator.SettingPath
        }
        AfterEach { Stop-Simulator $simulator }

        # R46
        It 'writes each to HubSpot once, and sums the run up' {
            $done = Sync-SalesforceActivityToHubSpot $settings -InformationVariable told
            $again = Sync-SalesforceActivityToHubSpot $settings

            $done.Target | Sort-Object | Should -Be 'calls', 'meetings'
            $done.Status | Select-Object -Unique | Should -Be 'created'
            ($done | Where-Object Target -EQ calls).SalesforceId | Should -Be $simulator.CallId
            ($done | Where-Object Target -EQ calls).HubSpotId | Should -Be (Get-SimulatorMade $simulator calls).id
            $told.Tags | Should -Contain 'Run'
            $told.MessageData.Target | Should -Be 'HubSpot'
            "$told" | Should -BeLike 'Run * to HubSpot completed: *2 created*'
            $again | Should -BeNullOrEmpty
            @(Get-SimulatorMade $simulator calls) | Should -HaveCount 1
        }

        It 'writes nothing under -WhatIf, and no store' {
            $before = @(Get-SimulatorLog $simulator).Count

            Sync-SalesforceActivityToHubSpot $settings -WhatIf -InformationVariable told | Should -BeNullOrEmpty

            "$told" | Should -BeLike 'What if: 2 HubSpot activities would be created, *'
            @(Get-SimulatorLog $simulator) | Should -HaveCount $before
            Test-Path $simulator.StorePath | Should -BeFalse
        }

        It 'asks under -Confirm, and what was declined is asked for again' {
            $no = Invoke-Answering 2 { Sync-SalesforceActivityToHubSpot $args[0] -Confirm } $settings
            $yes = Invoke-Answering 0 { Sync-SalesforceActivityToHubSpot $args[0] -Confirm } $settings

            $no.Questions | Should -HaveCount 2
            $no.Output | Should -BeNullOrEmpty
            $yes.Output | Should -HaveCount 2
        }

        It 'takes only the families it is given' {
            (Sync-SalesforceActivityToHubSpot $settings -Family Meetings).Target | Should -Be 'meetings'
        }

        It 'takes what is piped in, its keys alone, and what came through a file' {
            $read = Get-SalesforceActivity $settings
            $read | Export-Clixml "$($simulator.Folder)/read.xml"

            ($read | Where-Object Kind -EQ calls | Sync-SalesforceActivityToHubSpot $settings).Target | Should -Be 'calls'
            (Import-Clixml "$($simulator.Folder)/read.xml" | Sync-SalesforceActivityToHubSpot $settings).Target | Should -Be 'meetings'
            { Sync-SalesforceActivityToHubSpot $settings -ActivityKey sf-00T000000000999AAA } | Should -Throw -ErrorId 'NotFound,*'
        }

        # R48, R49
        It 'imports history with -Backfill alone, of the time that is asked for' {
            Write-SimulatorSetting $simulator -Rest "salesforceToHubSpot: { calls: { sync: true, enabledAt: 2090-01-01T00:00:00Z }, meetings: { sync: true, enabledAt: 2090-01-01T00:00:00Z } }"
            Sync-SalesforceActivityToHubSpot $settings | Should -BeNullOrEmpty

            $done = Sync-SalesforceActivityToHubSpot $settings -Backfill -Since 2026-11-01Z -Until 2026-11-21Z

            $done.Target | Should -Be 'calls'
            Sync-SalesforceActivityToHubSpot $settings -Backfill -Since 2026-11-01Z -Until 2026-11-21Z | Should -BeNullOrEmpty
            { Sync-SalesforceActivityToHubSpot $settings -Backfill -ActivityKey x } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        }

        # O27
        It 'carries out a reviewed plan, and of a plan for both only its own lines' {
            $plan = New-SyncPlan $settings -Direction Both -OutFile "$($simulator.Folder)/plan.jsonl"
            $null = Set-SimulatorSalesforceRecord $simulator Event @{ Id = $simulator.EventId; Subject = 'Demo, moved' }

            $done = Sync-SalesforceActivityToHubSpot $settings -Plan $plan.FullName -Verbose 4>&1

            ($done | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }).Target | Should -Be 'calls'
            $done -like 'Skipped sf-* (PlanStale)*' | Should -HaveCount 1
            Get-SimulatorTask $simulator | Should -BeNullOrEmpty
        }

        It 'tells apart what was born where, with the ids and pages of both sides' {
            $null = Invoke-ActivitySync $settings
            $records = Get-SyncRecord $settings
            $back = $records | Where-Object Kind -EQ calls
            $there = $records | Where-Object Key -EQ hs-call-1

            $back.Source, $there.Source | Should -Be 'Salesforce', 'HubSpot'
            $back.SourceId, $back.SalesforceId | Should -Be $simulator.CallId, $simulator.CallId
            $back.HubSpotUrl | Should -BeLike "https://app.hubspot.com/contacts/*/record/0-48/$($back.HubSpotId)"
            $back.SalesforceUrl | Should -BeLike "*/$($simulator.CallId)"
            $there.SourceId, $there.HubSpotId | Should -Be '1', '1'
        }

        It 'is not taken back from Salesforce, where people made it' {
            $null = Sync-SalesforceActivityToHubSpot $settings
            $run = Get-SyncRun $settings -Latest 1

            $run.Target | Should -Be 'HubSpot'
            { $run | Undo-SyncRun $settings -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'Conflict,*' -ExpectedMessage '*wrote to HubSpot*'
            Invoke-RestMethod "$($simulator.SalesforceUrl)/_sim/records/Task" | ForEach-Object { $_ } | Where-Object { -not $_.IsDeleted } | Should -HaveCount 1
        }

        It 'says who works on the store, and writes nothing' {
            $shell = [powershell]::Create()
            Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = '/calls/'; delayMs = 60000 }
            $null = $shell.AddScript("Import-Module '$(& "$PSScriptRoot/Get-PackedModule.ps1")'; Sync-ActivityToSalesforceTask '$settings'")
            $null = $shell.BeginInvoke()
            try {
                [Threading.SpinWait]::SpinUntil({ (Get-SimulatorFault $simulator).matched -gt 0 }, 60000) | Should -BeTrue

                { Sync-SalesforceActivityToHubSpot $settings } | Should -Throw -ErrorId 'LeaseHeld,HubSpotSalesforce.Cmdlets.SyncSalesforceActivityToHubSpotCommand'
                { Invoke-ActivitySync $settings } | Should -Throw -ErrorId 'LeaseHeld,HubSpotSalesforce.Cmdlets.InvokeActivitySyncCommand'
            } finally {
                $shell.Stop()
                $shell.Dispose()
            }
        }
    }

    Context 'where activities of HubSpot come along' {
        BeforeAll {
            $simulator = Start-SimulatorBack
            $settings = $simulator.SettingPath
        }
        AfterAll { Stop-Simulator $simulator }

        It 'leaves the lines of a plan out that go the other way, says how many, and does the rest' {
            $null = New-SyncPlan $settings -Direction Both | Sync-SalesforceActivityToHubSpot $settings -WhatIf -WarningVariable told -WarningAction SilentlyContinue -InformationVariable total -ErrorAction Stop

            "$told" | Should -Be '5 keys are of activities of HubSpot, without a record in the families that are on, and were left out. Sync-ActivityToSalesforceTask takes them.'
            "$total" | Should -BeLike 'What if: 2 HubSpot activities would be created, *'
        }

        It 'takes keys from the pipeline, and goes on after a record that is not there' {
            ('sf-00T000000000999AAA', "sf-$($simulator.CallId)" | Sync-SalesforceActivityToHubSpot $settings -ErrorVariable unknown -ErrorAction SilentlyContinue).Target | Should -Be 'calls'

            $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.SyncSalesforceActivityToHubSpotCommand'
        }
    }

    Context 'on a portal that was not prepared' {
        BeforeAll {
            $simulator = Start-SimulatorBack -Bare
            $settings = $simulator.SettingPath
        }
        AfterAll { Stop-Simulator $simulator }

        It 'names the property that is missing' {
            { Sync-SalesforceActivityToHubSpot $settings } | Should -Throw -ErrorId 'FieldMissing,HubSpotSalesforce.Cmdlets.SyncSalesforceActivityToHubSpotCommand' -ExpectedMessage '*Initialize-HubSpotPortal*'
        }

        It 'says so where no family is on' {
            Write-SimulatorSetting $simulator

            { Sync-SalesforceActivityToHubSpot $settings } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*salesforceToHubSpot*'
        }
    }
}

Describe 'Sync-SalesforceActivityToHubSpot, told to wait' {
    It 'says what a length of time looks like: <_>' -ForEach 'soon', '-00:01:00', '600', 600, ([timespan]::FromMinutes(-1)) {
        { Sync-SalesforceActivityToHubSpot ./none.yaml -WaitTimeout $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*no length of time*00:10:00*New-TimeSpan*'
    }

    It 'takes one as text and as an object: <_>' -ForEach '00:10:00', ([timespan]::FromMinutes(1)), '1.00:00:00' {
        { Sync-SalesforceActivityToHubSpot ./none.yaml -WaitTimeout $_ } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*none.yaml*'
    }

    It 'does not both wait and not wait' {
        { Sync-SalesforceActivityToHubSpot ./none.yaml -Wait:$false -WaitTimeout 00:10:00 } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*Leave one of the two out.'
    }
}

Describe 'Sync-SalesforceActivityToHubSpot, asked for what cannot be meant' {
    It 'does not take -Backfill:$false for an ordinary run' {
        { Sync-SalesforceActivityToHubSpot ./none.yaml -Backfill:$false -Since 2026-10-01 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage '*-Backfill*leave it out*'
    }

    It 'imports no history that ends before it begins' {
        { Sync-SalesforceActivityToHubSpot ./none.yaml -Backfill -Since 2026-11-01 -Until 2026-10-01 } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*-Until*Exchange the two.'
    }

    It 'chooses no families beside a plan' {
        { Sync-SalesforceActivityToHubSpot ./none.yaml -Plan ./plan.jsonl -Family calls } | Should -Throw -ErrorId 'PlanInvalid,*' -ExpectedMessage '*New-SyncPlan*'
    }
}

Describe 'Sync-SalesforceActivityToHubSpot, given a path of no file system' {
    It 'says that it leads nowhere' {
        { Sync-SalesforceActivityToHubSpot ./none.yaml -Plan nosuch:/p.jsonl } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*nosuch*leads nowhere*'
    }
}
