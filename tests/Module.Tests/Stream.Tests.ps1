# What goes to the streams beside the output: progress, verbose, debug, information.
BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    if (-not ('HandClock' -as [type])) {
        Add-Type 'public sealed class HandClock : System.TimeProvider { public long Now; public override long TimestampFrequency => 1000; public override long GetTimestamp() => Now; }'
    }
    function Get-Step([int] $Done, [string] $Stage) {
        $kinds = [string[]]('callMade', 'noteCreated', 'taskCreated', 'meetingScheduled')
        [Func[HubSpotSalesforce.Cmdlets.RunStep]] { [HubSpotSalesforce.Cmdlets.RunStep]::new("$Done read", $Done, $Stage, $kinds) }.GetNewClosure()
    }
}

Describe 'Progress' {
    BeforeEach {
        $clock = [HandClock]::new()
        $progress = [HubSpotSalesforce.Cmdlets.RunProgress]::new('Salesforce tasks', $clock)
    }

    It 'says nothing of what is over within a second' {
        $clock.Now = 999
        $progress.Next((Get-Step 10 callMade)) | Should -BeNullOrEmpty
    }

    It 'has the run above the stage, with counts, rate and what remains' {
        $clock.Now = 2000
        $run, $stage = $progress.Next((Get-Step 300 noteCreated))

        $run.StatusDescription | Should -Be '300 read (150 a second)'
        $run.PercentComplete | Should -Be 25
        $run.SecondsRemaining | Should -Be 6
        $stage.ParentActivityId | Should -Be $run.ActivityId
        $stage.Activity | Should -Be '2 of 4: noteCreated'
    }

    It 'counts the stage from where it began' {
        $clock.Now = 2000
        $null = $progress.Next((Get-Step 300 callMade))
        $clock.Now = 3000
        $null = $progress.Next((Get-Step 400 noteCreated))
        $clock.Now = 4000

        $progress.Next((Get-Step 450 noteCreated))[1].StatusDescription | Should -Be '50 done'
    }

    It 'speaks ten times a second at most' {
        $shown = foreach ($now in 1000..1999) {
            $clock.Now = $now
            @($progress.Next((Get-Step $now callMade))).Count -gt 0
        }

        @($shown -eq $true).Count | Should -Be 10
    }
}

Describe 'The streams of a run' {
    BeforeAll { $simulator = Start-Simulator -Portal small }
    AfterAll { Stop-Simulator $simulator }

    It 'tells bodies to those who debug, without a secret in them' {
        $DebugPreference = 'Continue'    # -Debug asks before each line where somebody sits
        $said = @(Sync-ActivityToSalesforceTask $simulator.SettingPath -WhatIf 5>&1 4>$null | Where-Object { $_ -is [Management.Automation.DebugRecord] }) -join "`n"

        $said | Should -Match '(?m)^POST /services/oauth2/token$'
        $said | Should -Match '"grant_type"'
        $said | Should -Match '"access_token":"\(removed\)"'
        $said | Should -Not -Match ([regex]::Escape($simulator.Token))
        $said | Should -Not -Match ([regex]::Escape($simulator.ClientSecret))
    }

    It 'makes no body for others' {
        @(Sync-ActivityToSalesforceTask $simulator.SettingPath -WhatIf -Verbose 5>&1 4>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }) | Should -BeNullOrEmpty
    }

    It 'tells method, path without query, status and time of each request under -Verbose' {
        $said = @(Get-HubSpotActivity $simulator.SettingPath -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] })

        $said | Should -Not -BeNullOrEmpty
        foreach ($line in $said) { "$line" | Should -Match '^(GET|POST) /[^?]* \d{3} \d+ ms \((hubspot|salesforce)\)$' }
    }

    It 'shows that a request is tried again, until it comes through' {
        $own = Start-Simulator -Portal small -Bare
        try {
            Set-SimulatorFault $own @{ host = 'hubspot'; endpoint = '/account-info/'; status = 503; times = 2 }

            $seen = Invoke-Answering 0 { Get-HubSpotActivity $args[0] -Verbose 4>&1 } $own.SettingPath
        } finally {
            Stop-Simulator $own
        }

        $shown = @($seen.Progress | Where-Object Activity -EQ 'Trying again')
        $shown.StatusDescription | Should -Be 'GET /account-info/2026-09/details: 503, tried 2 of 6 times', 'done'
        $shown.RecordType | Should -Be 'Processing', 'Completed'
        @($seen.Output | Where-Object { "$_" -like 'GET /account-info/2026-09/details 503 * ms (hubspot, try 2 of 6)' }) | Should -HaveCount 1
    }

    It 'takes away that a request is tried again when it fails for good' {
        $own = Start-Simulator -Portal small -Bare
        try {
            Set-SimulatorFault $own @{ host = 'hubspot'; endpoint = '/account-info/'; status = 503; headers = @{ 'Retry-After' = '0' }; times = 6 }

            $seen = Invoke-Answering 0 { Get-HubSpotActivity $args[0] } $own.SettingPath
        } finally {
            Stop-Simulator $own
        }

        $seen.Errors[0].FullyQualifiedErrorId | Should -BeLike 'Unavailable,*'
        @($seen.Progress | Where-Object Activity -EQ 'Trying again')[-1].RecordType | Should -Be 'Completed'
    }

    It 'marks milestones with tags' {
        $null = Sync-ActivityToSalesforceTask $simulator.SettingPath -InformationVariable told

        $told.Tags | Should -Be 'HubSpotSalesforce', 'Run'
    }
}

Describe 'What takes more than a second' {
    BeforeAll { $slow = Start-Simulator -Portal small -Latency 500 -Bare }
    AfterAll { Stop-Simulator $slow }

    It 'shows how many requests were answered where there is nothing else to count, and takes that away: <Name>' -ForEach @(
        @{ Name = 'Initialize-SalesforceOrg'; Script = { Initialize-SalesforceOrg $args[0] -WhatIf } }
        @{ Name = 'Test-SyncConnection'; Script = { Test-SyncConnection $args[0] -System HubSpot } }
        @{ Name = 'Get-ContactLink'; Script = { Get-ContactLink $args[0] -Contact 101, 102 } }
    ) {
        $seen = Invoke-Answering 0 $Script $slow.SettingPath

        $shown = @($seen.Progress | Where-Object Activity -EQ $Name)
        $shown[0].StatusDescription | Should -Match '^\d+ requests? answered \([\d.]+ a second\)$'
        $shown[-1].RecordType | Should -Be 'Completed'
    }
}

Describe 'A pipeline that brings nothing that fits' {
    BeforeDiscovery {
        $module = Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -PassThru
        $free = $module.ExportedCommands.Values | Where-Object { -not ($_.ParameterSets | Where-Object { $_.IsDefault -or $_.Name -eq '__AllParameterSets' } | ForEach-Object Parameters | Where-Object { $_.IsMandatory -or ($_.ValueFromPipeline -and $_.ParameterType -in [string], [string[]]) }) } | ForEach-Object Name
    }
    BeforeAll {
        $simulator = Start-Simulator -Portal small
        Copy-Item $simulator.SettingPath "$($simulator.Folder)/hubspot-salesforce.yaml"
    }
    AfterAll { Stop-Simulator $simulator }

    It 'is no reason to go on with the settings of this folder: <_>' -ForEach $free {
        $before = Get-SimulatorCallCount $simulator
        Push-Location $simulator.Folder
        try {
            $given = @([version]'1.2' | & $_ -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable met)
        } catch [Management.Automation.ParameterBindingException] {
            $met = $_
        } finally {
            Pop-Location
        }

        $given | Should -BeNullOrEmpty
        $met | Should -Not -BeNullOrEmpty
        Get-SimulatorCallCount $simulator | Should -Be $before
    }
}
