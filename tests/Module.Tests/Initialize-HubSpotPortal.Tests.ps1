BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Initialize-HubSpotPortal' {
    BeforeEach { $simulator = Start-Simulator -Portal small -Bare }
    AfterEach { Stop-Simulator $simulator }

    It 'creates what the portal lacks, and finds it there the next time' {
        $done = Initialize-HubSpotPortal $simulator.SettingPath
        $again = Initialize-HubSpotPortal $simulator.SettingPath

        $done | Should -HaveCount 8
        $done.Status | Select-Object -Unique | Should -Be 'done'
        $done.Target | Should -Contain 'calls.salesforce_activity_id'
        $done[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.HubSpot.PortalStep'
        $again.Status | Select-Object -Unique | Should -Be 'present'
    }

    It 'changes nothing under -WhatIf, and says what is needed' {
        $before = @(Get-SimulatorLog $simulator).Count

        (Initialize-HubSpotPortal $simulator.SettingPath -WhatIf).Status | Select-Object -Unique | Should -Be 'needed'

        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
    }

    It 'asks for each step under -Confirm' {
        $no = Invoke-Answering 2 { Initialize-HubSpotPortal $args[0] -Confirm } $simulator.SettingPath

        $no.Questions | Should -HaveCount 8
        $no.Output.Status | Select-Object -Unique | Should -Be 'needed'
    }

    It 'names the scope that a refused step needs, and goes on' {
        Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = 'POST /crm/properties/2026-09/calls'; times = 1; status = 403; body = @{ category = 'MISSING_SCOPES'; message = 'scopes missing'; errors = , @{ message = 'one of'; context = @{ requiredGranularScopes = , 'crm.schemas.contacts.write' } } } }

        $done = Initialize-HubSpotPortal $simulator.SettingPath -ErrorVariable refused -ErrorAction SilentlyContinue

        $refused[0].FullyQualifiedErrorId | Should -Be 'OrgUnready,HubSpotSalesforce.Cmdlets.InitializeHubSpotPortalCommand'
        "$($refused[0])" | Should -BeLike '*crm.schemas.contacts.write*administrator*'
        $refused[0].TargetObject.Status | Should -Be 'refused'
        $done.Target | Should -Contain 'tasks.salesforce_activity_id'
    }

    It 'tells each request under -Verbose' {
        $said = Initialize-HubSpotPortal $simulator.SettingPath -Verbose 4>&1

        @($said | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and $_ -like 'POST*' }) | Should -Not -BeNullOrEmpty
    }
}
