BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-ContactLink' {
    # O2, O19
    It 'tells who a contact is, by its id and by its address' {
        $link = Get-ContactLink $simulator.SettingPath 101

        $link.SalesforceId | Should -Be '003000000000001AAA'
        $link.SalesforceType | Should -Be 'Contact'
        $link.LinkedBy | Should -Be 'property'
        $link.SyncedAt | Should -BeOfType DateTimeOffset
        $link.Syncs | Should -BeTrue
        $link.PSTypeNames | Should -Contain 'HubSpotSalesforce.Activities.ContactLink'
        (Get-ContactLink $simulator.SettingPath -Contact bo@customer.example.com).LinkedBy | Should -Be 'email'
    }

    It 'takes contacts from the pipeline, in their order' {
        (103, 'ada@customer.example.com', '102' | Get-ContactLink $simulator.SettingPath).ObjectId | Should -Be 103, 101, 102
    }

    It 'gives a contact without a link, too' {
        $link = Get-ContactLink $simulator.SettingPath 103

        $link.SalesforceId | Should -BeNullOrEmpty
        $link.Syncs | Should -BeFalse
    }

    It 'names a contact that is not there, and goes on' {
        (Get-ContactLink $simulator.SettingPath 999, 102 -ErrorVariable unknown -ErrorAction SilentlyContinue).ObjectId | Should -Be 102

        $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.GetContactLinkCommand'
        $unknown.CategoryInfo.TargetName | Should -Be '999'
    }

    It 'stores nothing, and sends no write' {
        $before = @(Get-SimulatorLog $simulator).Count

        $null = Get-ContactLink $simulator.SettingPath 101, 102, 103

        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
        Test-Path $simulator.StorePath | Should -BeFalse
    }

    It 'asks nobody when nothing is piped in' {
        $before = Get-SimulatorCallCount $simulator

        @() | Get-ContactLink $simulator.SettingPath | Should -BeNullOrEmpty

        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'tells each request under -Verbose, and takes one call of a side for many contacts' {
        $said = 101..103 | Get-ContactLink $simulator.SettingPath -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }

        $said -like 'POST /crm/objects/*/contacts/batch/read*(hubspot)' | Should -HaveCount 1
    }
}
