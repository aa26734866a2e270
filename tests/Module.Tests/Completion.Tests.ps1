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

    It 'gives kinds and skip codes' {
        Get-Completion "Get-HubSpotActivity '$settings' -Kind call" | Should -Be 'callMade'
        Get-Completion "Get-SyncRun '$settings' -SkipCode Outside" | Should -Be 'OutsideInclusionList', 'OutsideWindow'
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

    It 'gives nothing, and is no error, without settings: <_>' -ForEach '-TaskType', '-Status', '-Priority' {
        $errors = $Error.Count

        Get-Completion "Set-SyncSetting '$TestDrive/none.yaml' -Kind callMade $_ zz" | Should -BeNullOrEmpty

        $Error.Count | Should -Be $errors
    }
}
