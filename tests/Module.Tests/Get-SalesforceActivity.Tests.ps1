BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-SimulatorBack
    $settings = $simulator.SettingPath
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-SalesforceActivity' {
    It 'gives tasks and events as their family, and changes nothing' {
        $before = @(Get-SimulatorLog $simulator).Count

        $read = Get-SalesforceActivity $settings

        $read.Kind | Sort-Object | Should -Be 'calls', 'meetings'
        $read.Key | Sort-Object | Should -Be (("sf-$($simulator.CallId)", "sf-$($simulator.EventId)") | Sort-Object)
        $read[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Activities.Activity'
        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
        Test-Path $simulator.StorePath | Should -BeFalse
    }

    It 'gives what scripts filter by' {
        $call = Get-SalesforceActivity $settings -Family CALLS

        $call.SourceId | Should -Be $simulator.CallId
        $call.Title | Should -Be 'Intro call'
        $call.WhoId | Should -Be '003000000000001AAA'
        $call.ScheduledAt | Should -Be ([DateTimeOffset]'2026-11-20Z')
        $call.Values['OwnerId'] | Should -Not -BeNullOrEmpty
    }

    It 'begins with -Since and ends with -Until' {
        (Get-SalesforceActivity $settings -Since 2026-11-24Z).Kind | Should -Be 'meetings'
        (Get-SalesforceActivity $settings -Since 2026-11-01Z -Until 2026-11-21Z).Kind | Should -Be 'calls'
    }

    It 'gives records by -Id, and names those that are not there' {
        $read = Get-SalesforceActivity $settings -Id $simulator.EventId.Substring(0, 15), 00T000000000999AAA, nonsense -ErrorVariable missing -ErrorAction SilentlyContinue

        $read.Title | Should -Be 'Demo'
        $missing.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.GetSalesforceActivityCommand'
        $missing.CategoryInfo.TargetName | Should -Be '00T000000000999AAA', 'nonsense'
    }

    It 'is refused where the other side is read' {
        { Get-SalesforceActivity $settings | Sync-ActivityToSalesforceTask $settings -WhatIf } | Should -Throw -ErrorId 'PlanInvalid,*' -ExpectedMessage '*Sync-SalesforceActivityToHubSpot*'
        { Get-HubSpotActivity $settings | Sync-SalesforceActivityToHubSpot $settings -WhatIf } | Should -Throw -ErrorId 'PlanInvalid,*' -ExpectedMessage '*Sync-ActivityToSalesforceTask*'
    }

    It 'refuses a time that ends before it begins, before any request' {
        $before = Get-SimulatorCallCount $simulator

        { Get-SalesforceActivity $settings -Since 2026-11-01 -Until 2026-10-01 } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*-Until (2026-10-01*Exchange the two.'

        Get-SimulatorCallCount $simulator | Should -Be $before
    }
}
