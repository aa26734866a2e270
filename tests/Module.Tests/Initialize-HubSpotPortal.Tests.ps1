BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Initialize-HubSpotPortal' {
    BeforeEach {
        $simulator = Start-Simulator -Portal small -Bare
        'calls', 'tasks' | ForEach-Object { Set-SyncSetting $simulator.SettingPath "salesforceToHubSpot.$_.sync" true }
    }

    AfterEach { Stop-Simulator $simulator }

    It 'creates what the portal lacks, and finds it there the next time' {
        $done = Initialize-HubSpotPortal $simulator.SettingPath
        $again = Initialize-HubSpotPortal $simulator.SettingPath

        $done | Should -HaveCount 4
        $done.Status | Select-Object -Unique | Should -Be 'done'
        $done.Target | Should -Contain 'calls.salesforce_activity_id'
        $done[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.SetupStep'
        $again.Status | Select-Object -Unique | Should -Be 'present'
        $done.Target | Should -Not -Contain 'meetings.salesforce_activity_id' -Because 'that family is off'
    }

    It 'says that nothing is needed while no family is on, and how to switch one on' {
        'calls', 'tasks' | ForEach-Object { Set-SyncSetting $simulator.SettingPath "salesforceToHubSpot.$_.sync" false }

        Initialize-HubSpotPortal $simulator.SettingPath -WarningVariable told -WarningAction SilentlyContinue | Should -BeNullOrEmpty

        "$told" | Should -BeLike '*No family is switched on*Set-SyncSetting * salesforceToHubSpot.tasks.sync true'
    }

    It 'changes nothing under -WhatIf, and says what is needed' {
        $before = @(Get-SimulatorLog $simulator).Count

        (Initialize-HubSpotPortal $simulator.SettingPath -WhatIf).Status | Select-Object -Unique | Should -Be 'needed'

        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
    }

    It 'asks for each step under -Confirm' {
        $no = Invoke-Answering 2 { Initialize-HubSpotPortal $args[0] -Confirm } $simulator.SettingPath

        $no.Questions | Should -HaveCount 4
        $no.Output.Status | Select-Object -Unique | Should -Be 'needed'
    }

    It 'names the scope that a refused step needs, and goes on' {
        Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = 'POST /crm/properties/2026-09/calls'; times = 1; status = 403; body = @{ category = 'MISSING_SCOPES'; message = 'scopes missing'; errors = , @{ message = 'one of'; context = @{ requiredGranularScopes = , 'crm.schemas.contacts.write' } } } }

        $done = Initialize-HubSpotPortal $simulator.SettingPath -ErrorVariable refused -ErrorAction SilentlyContinue

        $refused[0].FullyQualifiedErrorId | Should -Be 'OrgUnready,HubSpotSalesforce.Cmdlets.InitializeHubSpotPortalCommand'
        "$($refused[0])" | Should -BeLike '*crm.schemas.contacts.write*'
        $refused[0].ErrorDetails.RecommendedAction | Should -BeLike 'Or ask an administrator*on calls.'
        $refused[0].TargetObject.Status | Should -Be 'refused'
        $done.Target | Should -Contain 'tasks.salesforce_activity_id'
    }

    It 'tells each request under -Verbose' {
        $said = Initialize-HubSpotPortal $simulator.SettingPath -Verbose 4>&1

        @($said | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and $_ -like 'POST*' }) | Should -Not -BeNullOrEmpty
    }
}
