BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force

    function Get-Fault([scriptblock] $Script) {
        try { $null = & $Script } catch { return $_ }
    }
}

Describe 'Sync-ActivityToSalesforceTask' {
    Context 'on a portal of five calls, one of them with nobody in Salesforce' {
        BeforeEach { $simulator = Start-Simulator -Portal small }
        AfterEach { Stop-Simulator $simulator }

        It 'writes each activity that has somebody in Salesforce, and the second run writes nothing' {
            $done = Sync-ActivityToSalesforceTask $simulator.SettingPath

            $done.Key | Sort-Object | Should -Be 'hs-call-1', 'hs-call-2', 'hs-call-3', 'hs-call-4'
            $done.Status | Select-Object -Unique | Should -Be 'created'
            $done[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.SyncOutcome'
            Sync-ActivityToSalesforceTask $simulator.SettingPath | Should -BeNullOrEmpty
            @(Get-SimulatorTask $simulator) | Should -HaveCount 4
        }

        It 'goes on after a record that is refused' {
            Set-SimulatorRefusal $simulator 'hs-call-3'

            $done = Sync-ActivityToSalesforceTask $simulator.SettingPath -ErrorVariable refused -ErrorAction SilentlyContinue

            $done | Should -HaveCount 3
            $refused.FullyQualifiedErrorId | Should -Be 'RecordRejected,HubSpotSalesforce.Cmdlets.SyncActivityToSalesforceTaskCommand'
            $refused[0].CategoryInfo.Category | Should -Be 'InvalidData'
            $refused[0].CategoryInfo.TargetName | Should -Be 'hs-call-3'
            $refused[0].TargetObject.Activity.Key | Should -Be 'hs-call-3'
            $refused[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'ends at a refused record under -ErrorAction Stop, and leaves the store free and whole' {
            Set-SimulatorRefusal $simulator 'hs-call-3'

            $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath -ErrorAction Stop }

            $fault.FullyQualifiedErrorId | Should -BeLike 'RecordRejected,*'
            $null = Sync-ActivityToSalesforceTask $simulator.SettingPath -ErrorVariable again -ErrorAction SilentlyContinue
            $again | Where-Object FullyQualifiedErrorId -NotLike 'RecordRejected,*' | Should -BeNullOrEmpty
            (Get-SimulatorTask $simulator).HubSpot_Activity_Id__c | Sort-Object | Should -Be 'hs-call-1', 'hs-call-2', 'hs-call-4'
        }

        It 'writes nothing under -WhatIf, and no store' {
            $before = @(Get-SimulatorLog $simulator).Count

            Sync-ActivityToSalesforceTask $simulator.SettingPath -WhatIf | Should -BeNullOrEmpty

            @(Get-SimulatorLog $simulator) | Should -HaveCount $before
            Test-Path $simulator.StorePath | Should -BeFalse
        }

        It 'ends -WhatIf with its total, where its lines are seen' {
            $seen = Invoke-Answering 0 { Sync-ActivityToSalesforceTask $args[0] -WhatIf } $simulator.SettingPath

            @($seen.Lines)[-1] | Should -Be 'What if: 4 tasks would be created, 0 updated, 0 unchanged, 1 skipped (1 NoLinkedContact).'
        }

        It 'ends -WhatIf with its total where the pipeline brought nothing, and is silent without' {
            $null = @() | Sync-ActivityToSalesforceTask $simulator.SettingPath -WhatIf -InformationVariable planned 6>$null
            $null = @() | Sync-ActivityToSalesforceTask $simulator.SettingPath -InformationVariable ran 6>$null
            $null = @() | Sync-SalesforceActivityToHubSpot $simulator.SettingPath -WhatIf -InformationVariable back 6>$null

            "$planned" | Should -Be 'What if: 0 tasks would be created, 0 updated, 0 unchanged, 0 skipped.'
            "$back" | Should -Be 'What if: 0 HubSpot activities would be created, 0 updated, 0 unchanged, 0 skipped.'
            $ran | Should -BeNullOrEmpty
        }

        It 'writes nothing when the caller prefers -WhatIf' {
            & { $WhatIfPreference = $true; Sync-ActivityToSalesforceTask $simulator.SettingPath } | Should -BeNullOrEmpty

            Get-SimulatorLog $simulator Task | Should -BeNullOrEmpty
        }

        It 'asks under -Confirm, and what was declined is asked for again' {
            $no = Invoke-Answering 2 { Sync-ActivityToSalesforceTask $args[0] -Confirm } $simulator.SettingPath
            $yes = Invoke-Answering 0 { Sync-ActivityToSalesforceTask $args[0] -Confirm } $simulator.SettingPath

            $no.Questions | Should -HaveCount 4
            $no.Output | Should -BeNullOrEmpty
            (Get-SyncRun $simulator.SettingPath)[1].Skipped['Declined'] | Should -Be 4
            (Get-SyncRun $simulator.SettingPath)[0].Skipped.Keys | Should -Not -Contain 'Declined'
            $yes.Questions | Should -HaveCount 4
            $yes.Output | Should -HaveCount 4
        }

        It 'tells each request and each skip under -Verbose' {
            $said = Sync-ActivityToSalesforceTask $simulator.SettingPath -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }

            $said -like 'POST /services/oauth2/token 200 * ms (salesforce)' | Should -HaveCount 1
            $said -like 'PATCH */composite/sobjects/Task/HubSpot_Activity_Id__c 200*' | Should -HaveCount 1
            $said -like 'Skipped hs-call-5 (NoLinkedContact)*' | Should -HaveCount 1
            $said -match 'pat-|Bearer' | Should -BeNullOrEmpty
        }

        It 'sums the run up in a tagged information record' {
            $null = Sync-ActivityToSalesforceTask $simulator.SettingPath -InformationVariable told

            $told.Tags | Should -Contain 'Run'
            $told.MessageData.Created | Should -Be 4
            $told.MessageData.Skipped['NoLinkedContact'] | Should -Be 1
            "$told" | Should -BeLike '*4 created*NoLinkedContact 1*'

            $table = $told.MessageData | Format-Table | Out-String -Width 120
            $table | Should -Match ([regex]::Escape($told.MessageData.RunId))
            $table | Should -Match 'Failed .*Deleted +Unchanged'
        }

        It 'writes exactly those of the piped activities that the rules let through, in one run' {
            Get-HubSpotActivity $simulator.SettingPath | Where-Object Key -In 'hs-call-2', 'hs-call-5' |
                Sync-ActivityToSalesforceTask $simulator.SettingPath -InformationVariable told | ForEach-Object Key | Should -Be 'hs-call-2'

            @($told) | Should -HaveCount 1
            (Get-SimulatorTask $simulator).HubSpot_Activity_Id__c | Should -Be 'hs-call-2'
        }

        It 'sends no write for piped activities under -WhatIf' {
            $before = @(Get-SimulatorLog $simulator).Count

            Get-HubSpotActivity $simulator.SettingPath | Where-Object Kind -EQ callMade | Sync-ActivityToSalesforceTask $simulator.SettingPath -WhatIf | Should -BeNullOrEmpty

            @(Get-SimulatorLog $simulator) | Should -HaveCount $before
        }

        It 'moves no cursor for piped activities: the run after them writes the rest' {
            $null = Get-HubSpotActivity $simulator.SettingPath | Where-Object Key -EQ 'hs-call-4' | Sync-ActivityToSalesforceTask $simulator.SettingPath

            (Sync-ActivityToSalesforceTask $simulator.SettingPath).Key | Sort-Object | Should -Be 'hs-call-1', 'hs-call-2', 'hs-call-3'
        }

        It 'does nothing when nothing is piped in' {
            @() | Sync-ActivityToSalesforceTask $simulator.SettingPath | Should -BeNullOrEmpty

            Test-Path $simulator.StorePath | Should -BeFalse
        }

        It 'stops early for Select-Object -First, and leaves the store free and whole' {
            Sync-ActivityToSalesforceTask $simulator.SettingPath | Select-Object -First 1 | Should -HaveCount 1

            $null = Sync-ActivityToSalesforceTask $simulator.SettingPath -ErrorAction Stop
            @(Get-SimulatorTask $simulator) | Should -HaveCount 4
        }

        It 'counts what it wrote, also of a pipeline that was cut off' {
            $null = Sync-ActivityToSalesforceTask $simulator.SettingPath | Select-Object -First 1

            $run = Get-SyncRun $simulator.SettingPath -Latest 1
            $run.Ending | Should -Be 'canceled'
            $run.Created | Should -Be @(Get-SyncRecord $simulator.SettingPath -RunId $run.RunId).Count
            $run.Created | Should -Be 4 -Because 'one request writes them all, and the first is told when it was answered'
        }

        It 'takes what is asked for: <Name>' -ForEach @(
            @{ Name = 'a contact by address'; With = @{ Contact = 'bo@customer.example.com' }; Keys = 'hs-call-2', 'hs-call-4' }
            @{ Name = 'a contact by id'; With = @{ Contact = '101' }; Keys = 'hs-call-1', 'hs-call-3' }
            @{ Name = 'single activities'; With = @{ ActivityKey = 'hs-call-3', 'hs-call-5' }; Keys = 'hs-call-3' }
        ) {
            (Sync-ActivityToSalesforceTask $simulator.SettingPath @With).Key | Sort-Object | Should -Be $Keys

            (Sync-ActivityToSalesforceTask $simulator.SettingPath) | Should -HaveCount (4 - @($Keys).Count)
        }

        It 'says that there is no such <Name>' -ForEach @(
            @{ Name = 'activity'; With = @{ ActivityKey = 'hs-call-99' } }
            @{ Name = 'contact'; With = @{ Contact = 'who@nowhere.example.com' } }
        ) {
            $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath @With }

            $fault.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
            $fault.TargetObject | Should -Be @($With.Values)[0]
        }

        It 'takes keys from the pipeline, and goes on after one that is not there' {
            ('hs-call-99', 'hs-call-3', 'hs-call-1' | Sync-ActivityToSalesforceTask $simulator.SettingPath -ErrorVariable unknown -ErrorAction SilentlyContinue).Key | Should -Be 'hs-call-3', 'hs-call-1'

            $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.SyncActivityToSalesforceTaskCommand'
            $unknown.TargetObject | Should -Be 'hs-call-99'
        }

        It 'has no way to mix a choice with piped activities' {
            { Get-HubSpotActivity $simulator.SettingPath | Sync-ActivityToSalesforceTask $simulator.SettingPath -Contact 101 -ErrorAction Stop } | Should -Throw -ErrorId 'InputObjectNotBound,*'
        }

        It 'stops before more tasks than limits.maxCreates, leaves the plan, and goes on with it or with -Force' {
            Set-SyncSetting $simulator.SettingPath limits.maxCreates 3

            $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath }

            $fault.FullyQualifiedErrorId | Should -BeLike 'LimitReached,*'
            $fault.CategoryInfo.Category | Should -Be 'LimitsExceeded'
            Get-SimulatorLog $simulator Task | Should -BeNullOrEmpty
            $some = "$($simulator.Folder)/some.jsonl"
            Get-Content $fault.TargetObject | Select-Object -First 2 | Set-Content $some
            Sync-ActivityToSalesforceTask $simulator.SettingPath -Plan $some | Should -HaveCount 2
            Sync-ActivityToSalesforceTask $simulator.SettingPath -Force | Should -HaveCount 2
        }

        # O12
        It 'warns once of kinds that the account does not include, and writes the others' {
            Write-SimulatorSetting $simulator -Kind callMade, salesContentViewed, integrationEvent
            Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = 'GET /events/event-occurrences'; status = 403; times = 100 }

            Sync-ActivityToSalesforceTask $simulator.SettingPath -WarningVariable told -WarningAction SilentlyContinue | Should -HaveCount 4

            @($told) | Should -HaveCount 1
            "$told" | Should -BeLike 'salesContentViewed and integrationEvent: left out of this run.*'
        }

        It 'prefers the connection of the session' {
            $env:SIMULATED_HUBSPOT_TOKEN = 'pat-na1-not-this-one-00000000'
            $env:SIMULATED_SALESFORCE_SECRET = 'nor-this-one'
            $token = ConvertTo-SimulatorSecret $simulator.Token
            $secret = ConvertTo-SimulatorSecret $simulator.ClientSecret
            $null = Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl -AllowLoopback
            $null = Connect-Salesforce -LoginUrl $simulator.SalesforceUrl -ClientId $simulator.ClientId -ClientSecret $secret -AllowLoopback
            try {
                Sync-ActivityToSalesforceTask $simulator.SettingPath | Should -HaveCount 4
            } finally {
                Disconnect-HubSpot
                Disconnect-Salesforce
            }
        }
    }

    Context 'with several batches in flight' {
        BeforeEach { $simulator = Start-Simulator -Generate 60x1500 -Kind callMade, noteCreated, formSubmission, marketingEmailOpened, marketingEmailSent }
        AfterEach { Stop-Simulator $simulator }

        It 'tells and writes everything under -Verbose and a consent for each' {
            $said = Invoke-Answering 0 { Sync-ActivityToSalesforceTask $args[0] -Confirm -Verbose } $simulator.SettingPath

            $said.Errors | Should -BeNullOrEmpty
            $said.Output.Count | Should -BeGreaterThan 400
            $said.Questions.Count | Should -Be $said.Output.Count
            @(Get-SimulatorTask $simulator).Count | Should -Be $said.Output.Count
            $said.Progress.StatusDescription | Should -Contain ($said.Progress.StatusDescription -like '*read, * created, *skipped*')[0]
            $said.Progress[-1].RecordType | Should -Be 'Completed'
        }

        It 'takes its progress away when the pipeline is cut off' {
            Set-SimulatorFault $simulator @{ host = 'salesforce'; endpoint = '/composite/'; delayMs = 1100; times = 100 }    # what is over within a second shows none

            $said = Invoke-Answering 0 { Sync-ActivityToSalesforceTask $args[0] | Select-Object -First 3 } $simulator.SettingPath

            $said.Output | Should -HaveCount 3
            $said.Progress.RecordType | Should -Contain 'Processing'
            foreach ($bar in $said.Progress | Group-Object ActivityId) { $bar.Group[-1].RecordType | Should -Be 'Completed' }
        }

        It 'takes more than a page of piped activities as one run' {
            $read = @(Get-HubSpotActivity $simulator.SettingPath)
            3 * $read.Count | Should -BeGreaterThan 2000

            # The same activities again fill a second page, and none of them is written twice.
            $done = @($read + $read + $read | Sync-ActivityToSalesforceTask $simulator.SettingPath -InformationVariable told)

            @($told) | Should -HaveCount 1
            ($done.Key | Select-Object -Unique).Count | Should -Be $done.Count
            @(Get-SimulatorTask $simulator).Count | Should -Be $done.Count
        }

        It 'plans the same under -WhatIf as it then writes' {
            $plan = Invoke-Answering 0 { Sync-ActivityToSalesforceTask $args[0] -WhatIf -Verbose -InformationVariable told; $told } $simulator.SettingPath

            $done = @(Sync-ActivityToSalesforceTask $simulator.SettingPath)

            "$($plan.Output)" | Should -BeLike "What if: $($done.Count) tasks would be created, 0 updated, 0 unchanged, * skipped (*)."
        }

        It 'ends within two seconds when it is stopped, and the next run writes each exactly once' {
            Set-SimulatorFault $simulator @{ host = 'salesforce'; endpoint = '/composite/'; delayMs = 60000 }
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module '$(& "$PSScriptRoot/Get-PackedModule.ps1")'; Sync-ActivityToSalesforceTask '$($simulator.SettingPath)'")
            $null = $shell.BeginInvoke()
            [Threading.SpinWait]::SpinUntil({ (Get-SimulatorFault $simulator).matched -gt 0 }, 30000) | Should -BeTrue

            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
            $shell.Dispose()

            Set-SimulatorFault $simulator
            $null = Sync-ActivityToSalesforceTask $simulator.SettingPath -ErrorAction Stop
            $keys = (Get-SimulatorTask $simulator).HubSpot_Activity_Id__c
            $keys.Count | Should -BeGreaterThan 400
            ($keys | Select-Object -Unique).Count | Should -Be $keys.Count
        }
    }

    It 'completes kinds' {
        $found = [Management.Automation.CommandCompletion]::CompleteInput('Sync-ActivityToSalesforceTask -Kind marketing', 45, $null).CompletionMatches

        $found.CompletionText | Should -Be 'marketingEmailSent', 'marketingEmailOpened', 'marketingEmailClicked'
    }
}

Describe 'Sync-ActivityToSalesforceTask, where records of Salesforce come along' {
    BeforeAll {
        $simulator = Start-SimulatorBack
        $settings = $simulator.SettingPath
    }
    AfterAll { Stop-Simulator $simulator }

    It 'leaves the lines of a plan out that go the other way, says how many, and does the rest' {
        $plan = New-SyncPlan $settings -Direction Both

        $null = $plan | Sync-ActivityToSalesforceTask $settings -WhatIf -WarningVariable told -WarningAction SilentlyContinue -InformationVariable total -ErrorAction Stop
        $null = $plan | New-SyncPlan $settings -Direction ToSalesforce -WarningVariable planned -WarningAction SilentlyContinue

        "$told" | Should -Be '2 keys are of activities born in Salesforce, and were left out. Sync-SalesforceActivityToHubSpot takes them.'
        "$planned" | Should -Be "$told"
        "$total" | Should -BeLike 'What if: 4 tasks would be created, *'
    }

    It 'leaves the records of the other way out, and does nothing where there are no others' {
        $null = Invoke-ActivitySync $settings

        $null = Get-SyncRecord $settings | Sync-ActivityToSalesforceTask $settings -WhatIf -WarningVariable told -WarningAction SilentlyContinue -ErrorAction Stop
        $none = Get-SyncRecord $settings -Key "sf-$($simulator.CallId)" | Sync-ActivityToSalesforceTask $settings -WarningVariable single -WarningAction SilentlyContinue

        "$told" | Should -BeLike '2 keys are *'
        "$single" | Should -Be '1 key is of an activity born in Salesforce, and was left out. Sync-SalesforceActivityToHubSpot takes it.'
        $none | Should -BeNullOrEmpty
    }

    It 'stops at such a key that somebody wrote' {
        { Sync-ActivityToSalesforceTask $settings -ActivityKey "sf-$($simulator.CallId)" } | Should -Throw -ErrorId 'NotFound,*'
    }
}
