BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $settings = $simulator.SettingPath

    function Get-Completion([string] $Line) {
        @([Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches | Where-Object ResultType -EQ ParameterValue).CompletionText
    }
}
AfterAll { Stop-Simulator $simulator }

Describe 'Completion' {
    It 'gives what every org begins with before one was seen' {
        Get-Completion "Set-SyncSetting '$settings' -Kind callMade -Priority " | Should -Be 'High', 'Normal', 'Low'
    }

    It 'gives the words of the org once a run has seen it, without asking it' {
        $null = Sync-ActivityToSalesforceTask $settings
        $calls = Get-SimulatorCallCount $simulator

        Get-Completion "Set-SyncSetting '$settings' -Kind callMade -Status In" | Should -Be "'In Progress'"
        Get-Completion "Set-SyncSetting '$settings' -Kind callMade -TaskType " | Should -Contain 'Call'
        Get-Completion "Set-SyncSetting '$settings' timeline.kinds.callMade.fields.CallD" | Should -Contain 'timeline.kinds.callMade.fields.CallDurationInSeconds'

        Get-SimulatorCallCount $simulator | Should -Be $calls
    }

    It 'gives settings keys' {
        Get-Completion "Set-SyncSetting '$settings' limits.max" | Should -Be 'limits.maxCreates', 'limits.maxCreatesPerRun', 'limits.maxDeletes'
    }

    It 'gives the values of <Key>' -ForEach @(
        @{ Key = 'nativeConnector'; Values = 'off', 'coexist' }
        @{ Key = 'timeline.windows.anchor'; Values = 'contactSync', 'activitySyncEnabled' }
        @{ Key = 'contacts.linkBy'; Values = 'property', 'email' }
        @{ Key = 'salesforceToHubSpot.calls.sync'; Values = 'true', 'false' }
        @{ Key = 'timeline.kinds.callMade.priority'; Values = 'High', 'Normal', 'Low' }
        @{ Key = 'state.path'; Values = $null }
        @{ Key = 'no.such.key'; Values = $null }
    ) {
        Get-Completion "Set-SyncSetting '$settings' $Key " | Should -Be $Values
        Get-Completion "Set-SyncSetting -Key $Key -SettingPath '$settings' -Value " | Should -Be $Values
    }

    It 'gives time zones: <_>' -ForEach 'New-SyncSetting -TimeZone ', 'Set-SyncSetting ./none.yaml timeZone ' {
        Get-Completion "${_}Europe/War" | Should -Be 'Europe/Warsaw'
        Get-Completion "${_}U" | Should -Be 'UTC'
    }

    It 'gives codes of issues before there is one' {
        Get-Completion "Get-SyncIssue '$settings' -Code C" | Select-Object -First 1 | Should -Be 'Conflict'
        Get-Completion "Get-SyncIssue '$settings' -Code FIELD_" | Should -Be 'FIELD_CUSTOM_VALIDATION_EXCEPTION'
    }

    It 'gives codes of issues, those the store has first' {
        $refusing = Start-Simulator -Portal small -Fault @{ Refuse = 'hs-call-3' }
        try {
            $null = Sync-ActivityToSalesforceTask $refusing.SettingPath -ErrorAction SilentlyContinue
            $code = @(Get-SyncIssue $refusing.SettingPath)[0].Code
            $codes = Get-Completion "Get-SyncIssue '$($refusing.SettingPath)' -Code "
        } finally { Stop-Simulator $refusing }

        $code | Should -Not -BeNullOrEmpty
        $codes[0] | Should -Be $code
        $codes | Should -Contain 'Conflict'
        $codes | Select-Object -Unique | Should -HaveCount $codes.Count
    }

    It 'gives values of Status to reports' {
        Get-Completion "New-ActivityReport '$settings' -StatusValue Def" | Should -Be 'Deferred'
        Get-Completion "Publish-ActivityReport '$settings' -StatusValue Def" | Should -Be 'Deferred'
    }

    It 'gives kinds and skip codes' {
        Get-Completion "Get-HubSpotActivity '$settings' -Kind call" | Should -Be 'callMade'
        Get-Completion "Get-HubSpotActivity '$settings' -Kind calls" | Should -Be 'callMade'
        Get-Completion "Get-SyncRun '$settings' -SkipCode Outside" | Should -Be 'OutsideInclusionList', 'OutsideWindow'
    }

    It 'gives files that can be settings first' {
        'a.txt', 'b.yml', 'c.yaml' | ForEach-Object { $null = New-Item "$TestDrive/paths/$_" -Force }

        $line = "Get-SyncSetting $TestDrive/paths/"
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ListItemText | Should -Be 'b.yml', 'c.yaml', 'a.txt'
    }

    It 'gives runs without opening the store, and from it where no run left them' {
        $null = Sync-ActivityToSalesforceTask $settings
        $runs = (Get-SyncRun $settings).RunId
        Move-Item $simulator.StorePath "$TestDrive/store"
        Set-Content $simulator.StorePath 'no store'

        Get-Completion "Get-SyncRun '$settings' -RunId " | Should -Be $runs

        Move-Item "$TestDrive/store" $simulator.StorePath -Force
        Remove-Item "$($simulator.StorePath).runs.txt"
        $runs | Should -Not -BeNullOrEmpty
        Get-Completion "Get-SyncRun '$settings' -RunId " | Should -Be $runs
    }

    It 'gives nothing, and is no error, without settings: <_>' -ForEach '-Kind callMade -TaskType', '-Kind callMade -Status', '-Kind callMade -Priority', 'timeline.kinds.callMade.taskType' {
        $errors = $Error.Count

        Get-Completion "Set-SyncSetting '$TestDrive/none.yaml' $_ zz" | Should -BeNullOrEmpty

        $Error.Count | Should -Be $errors
    }
}
