BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
}
AfterAll { Stop-Simulator $simulator }

Describe 'Disconnect-HubSpot' {
    It 'lets the connection of the settings count again' {
        $null = Connect-HubSpot -SettingPath $simulator.SettingPath
        $env:SIMULATED_HUBSPOT_TOKEN = ''

        Disconnect-HubSpot | Should -BeNullOrEmpty

        { Get-HubSpotActivity $simulator.SettingPath } | Should -Throw -ErrorId 'SecretUnavailable,*'
    }

    It 'does nothing where there is no connection' {
        { Disconnect-HubSpot -ErrorAction Stop } | Should -Not -Throw
    }
}
