BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
}
AfterAll { Stop-Simulator $simulator }

Describe 'Disconnect-Salesforce' {
    It 'lets the connection of the settings count again' {
        $null = Connect-Salesforce -SettingPath $simulator.SettingPath
        $env:SIMULATED_SALESFORCE_SECRET = ''

        Disconnect-Salesforce | Should -BeNullOrEmpty

        { Initialize-SalesforceOrg $simulator.SettingPath } | Should -Throw -ErrorId 'SecretUnavailable,*'
    }

    It 'does nothing where there is no connection' {
        { Disconnect-Salesforce -ErrorAction Stop } | Should -Not -Throw
    }
}
