BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
}
AfterAll { Stop-Simulator $simulator }

Describe 'Disconnect-HubSpot' {
    BeforeEach { Write-SimulatorSetting $simulator }

    It 'lets the connection of the settings count again' {
        $null = Connect-HubSpot -SettingPath $simulator.SettingPath
        $env:SIMULATED_HUBSPOT_TOKEN = ''

        Disconnect-HubSpot | Should -BeNullOrEmpty

        { Get-HubSpotActivity $simulator.SettingPath } | Should -Throw -ErrorId 'SecretUnavailable,*'
    }

    It 'forgets nothing under -WhatIf, nor without a yes' {
        $null = Connect-HubSpot -SettingPath $simulator.SettingPath
        Disconnect-HubSpot -WhatIf
        (Get-SyncConnection | Where-Object { $_.System -eq 'HubSpot' -and $_.Source -eq 'session' }).IsUsed | Should -BeTrue

        $asked = Invoke-Answering 2 { $null = Connect-HubSpot -SettingPath $args[0]; Disconnect-HubSpot -Confirm; Get-SyncConnection } $simulator.SettingPath

        @($asked.Questions) | Should -HaveCount 1
        @($asked.Output | Where-Object { $_.System -eq 'HubSpot' -and $_.Source -eq 'session' }) | Should -HaveCount 1
        Disconnect-HubSpot
    }

    It 'takes what Get-SyncConnection gives, and leaves the other system alone' {
        $null = Connect-HubSpot -SettingPath $simulator.SettingPath
        $null = Connect-Salesforce -SettingPath $simulator.SettingPath

        Get-SyncConnection | Export-Clixml $TestDrive/connections.xml
        $gone = Import-Clixml $TestDrive/connections.xml | Disconnect-HubSpot -PassThru

        $gone.System | Should -Be 'HubSpot'
        (Get-SyncConnection | Where-Object Source -EQ session).System | Should -Be 'Salesforce'
        Get-SyncConnection | Disconnect-Salesforce
        Get-SyncConnection | Should -BeNullOrEmpty
    }

    It 'does nothing where there is no connection' {
        { Disconnect-HubSpot -ErrorAction Stop } | Should -Not -Throw
    }
}
