BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Publish-ActivityReport' {
    BeforeEach {
        $simulator = Start-Simulator -Portal small
        Write-SimulatorSetting $simulator -Rest "reports:`n  - { name: All calls, kinds: [callMade], from: 2020-01-01 }"
    }
    AfterEach { Stop-Simulator $simulator }

    It 'makes a report and its folder, and gives its id and page' {
        $made = Publish-ActivityReport $simulator.SettingPath 'All calls'

        $made.PSTypeNames | Should -Contain 'HubSpotSalesforce.Reports.PublishedReport'
        $made.Action | Should -Be 'create'
        $made.Id | Should -Match '^00O'
        $made.Url | Should -BeLike "*/lightning/r/Report/$($made.Id)/view"
        (Get-SimulatorLog $simulator -Type Report).action | Should -Be 'create'
        (Get-SimulatorLog $simulator -Type Folder).action | Should -Be 'create'
    }

    It 'changes the report it made before' {
        $first = Publish-ActivityReport $simulator.SettingPath 'All calls'
        $second = Publish-ActivityReport $simulator.SettingPath 'All calls' -GroupBy owner

        $second.Action | Should -Be 'update'
        $second.Id | Should -Be $first.Id
        @(Get-SimulatorLog $simulator -Type Folder) | Should -HaveCount 1
    }

    It 'groups a saved report by <_>' -ForEach 'owner', 'account', 'status', 'taskType', 'day', 'month' {
        $made = Publish-ActivityReport $simulator.SettingPath 'All calls' -GroupBy $_

        $sent = (Get-SimulatorLog $simulator -Type Report).fields
        $sent.groupingsDown.name | Should -Be $made.GroupedBy
        $sent.reportFilters.value | Should -Contain 'callMade'
    }

    It 'writes nothing under -WhatIf' {
        $before = @(Get-SimulatorLog $simulator).Count

        Publish-ActivityReport $simulator.SettingPath -WhatIf | Should -BeNullOrEmpty

        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
    }

    It 'asks, and leaves it at a No' {
        $told = Invoke-Answering -Answer 2 -Script { param($path) Publish-ActivityReport $path -Confirm } -Argument $simulator.SettingPath

        $told.Output | Should -BeNullOrEmpty
        $told.Questions | Should -HaveCount 1
        @(Get-SimulatorLog $simulator -Type Report) | Should -HaveCount 0
    }

    It 'names a column that the org does not have' {
        $bare = Start-Simulator -Portal small -Bare
        try {
            { Publish-ActivityReport $bare.SettingPath } | Should -Throw '*ContactActivity has no column Activity.HubSpot_*' -ErrorId 'FieldMissing,*'
        } finally {
            Stop-Simulator $bare
        }
    }
}
