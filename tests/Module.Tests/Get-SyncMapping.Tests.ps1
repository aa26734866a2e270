BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-SyncMapping' {
    It 'shows what is in effect, with direction and origin' {    # R50, R53
        Set-SyncMapping $simulator.SettingPath tasks Subject subject_line
        $mappings = Get-SyncMapping $simulator.SettingPath -Family tasks

        $mappings | Where-Object Field -EQ Subject | ForEach-Object { "$($_.Property) $($_.Direction) $($_.Origin)" } | Should -Be 'subject_line both settings'
        $mappings | Where-Object Field -EQ Status | ForEach-Object { "$($_.Property) $($_.Direction) $($_.Origin)" } | Should -Be 'hs_task_status both default'
        $mappings.Family | Select-Object -Unique | Should -Be 'tasks'
    }

    It 'shows all families, and owners only when they travel' {
        (Get-SyncMapping $simulator.SettingPath).Family | Select-Object -Unique | Should -Be 'tasks', 'emails', 'calls', 'meetings'
        (Get-SyncMapping $simulator.SettingPath).Field | Should -Not -Contain 'OwnerId'
    }

    It 'tells types and problems when both sides are asked' {
        Set-SyncMapping $simulator.SettingPath calls Subjekt hs_call_title
        $tested = Get-SyncMapping $simulator.SettingPath -Family calls -Test

        $tested | Where-Object Field -EQ Subjekt | ForEach-Object Problem | Should -Be 'Salesforce has no field Task.Subjekt. Did you mean Subject?'
        $tested | Where-Object Property -EQ hs_call_duration | ForEach-Object { "$($_.FieldType) $($_.PropertyType) $($_.Problem)" } | Should -Be 'int number '
    }

    It 'tells each request under -Verbose' {
        Get-SyncMapping $simulator.SettingPath -Family tasks -Test -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Should -Not -BeNullOrEmpty
    }
}
