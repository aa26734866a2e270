BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small -Fault @{ Refuse = 'hs-call-3' }
    $null = Sync-ActivityToSalesforceTask $simulator.SettingPath -ErrorAction SilentlyContinue
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-SyncIssue' {
    # O17
    It 'tells what was refused, with the code and the text of Salesforce' {
        $issue = Get-SyncIssue $simulator.SettingPath

        $issue.Key | Should -Be 'hs-call-3'
        $issue.Code | Should -Be 'FIELD_CUSTOM_VALIDATION_EXCEPTION'
        $issue.Fault | Should -Be 'RecordRejected'
        $issue.Message | Should -BeLike '*Not this one*'
        $issue.Tries | Should -Be 1
        $issue.RunId | Should -Be (Get-SyncRun $simulator.SettingPath -Latest 1).RunId
        $issue.PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.SyncIssue'
    }

    It 'chooses by kind and by code, with wildcards: <Name>' -ForEach @(
        @{ Name = 'its kind'; With = @{ Kind = 'CALLMADE' }; Count = 1 }
        @{ Name = 'another kind'; With = @{ Kind = 'noteCreated' }; Count = 0 }
        @{ Name = 'the beginning of its code'; With = @{ Code = 'field_*' }; Count = 1 }
        @{ Name = 'several codes'; With = @{ WarningAction = 'SilentlyContinue'; Code = 'NONE', '*VALIDATION*' }; Count = 1 }
        @{ Name = 'another code'; With = @{ WarningAction = 'SilentlyContinue'; Code = 'STRING_TOO_LONG' }; Count = 0 }
    ) {
        @(Get-SyncIssue $simulator.SettingPath @With) | Should -HaveCount $Count
    }

    It 'gives the newest first' {
        Set-SimulatorRefusal $simulator 'hs-note-11'
        Write-SimulatorSetting $simulator -Kind noteCreated
        $null = Sync-ActivityToSalesforceTask $simulator.SettingPath -ErrorAction SilentlyContinue
        Write-SimulatorSetting $simulator

        (Get-SyncIssue $simulator.SettingPath).Key | Should -Be 'hs-note-11', 'hs-call-3'
    }

    It 'refuses a kind that does not exist, by name' {
        { Get-SyncIssue $simulator.SettingPath -Kind callMaid } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage '*callMade*'
    }

    It 'completes the codes there are' {
        $line = "Get-SyncIssue '$($simulator.SettingPath)' -Code fi"

        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'FIELD_CUSTOM_VALIDATION_EXCEPTION'
    }

    It 'gives those that a run met' {
        (Get-SyncRun $simulator.SettingPath | Get-SyncIssue $simulator.SettingPath).Key | Sort-Object | Should -Be ((Get-SyncIssue $simulator.SettingPath).Key | Sort-Object)
        Get-SyncIssue $simulator.SettingPath -RunId none | Should -BeNullOrEmpty
    }

    It 'gives the issues of what is piped in, and not all of its run: <Name>' -ForEach @(
        @{ Name = 'an issue'; Piped = { Get-SyncIssue $simulator.SettingPath -Kind callMade }; Keys = 'hs-call-3' }
        @{ Name = 'a record of the run'; Piped = { Get-SyncRecord $simulator.SettingPath -Key hs-call-1 }; Keys = @() }
        @{ Name = 'keys'; Piped = { 'hs-call-3', 'hs-call-1', 'hs-call-3' }; Keys = 'hs-call-3' }
    ) {
        @(& $Piped | Get-SyncIssue $simulator.SettingPath).Key | Should -Be $Keys
    }

    It 'gives the issues of keys, and has no way to mix them with a run' {
        (Get-SyncIssue $simulator.SettingPath -Key hs-call-3, hs-call-1).Key | Should -Be 'hs-call-3'
        { Get-SyncIssue $simulator.SettingPath -Key a -RunId b } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'warns of a code that does not exist, and names those there are' {
        Get-SyncIssue $simulator.SettingPath -Code Nonsense -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        Get-SyncIssue $simulator.SettingPath -Code Conflict, recordrejected, FIELD_CUSTOM_VALIDATION_EXCEPTION, None* -WarningVariable none | Should -Not -BeNullOrEmpty

        "$said" | Should -BeLike 'No issue has the code Nonsense*Conflict*FIELD_CUSTOM_VALIDATION_EXCEPTION*'
        $none | Should -BeNullOrEmpty
    }
}
