BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $secret = ConvertTo-SimulatorSecret $simulator.ClientSecret
    $org = @{ LoginUrl = $simulator.SalesforceUrl; AllowLoopback = $true }
}
AfterAll { Stop-Simulator $simulator }

Describe 'Connect-Salesforce' {
    AfterEach { Disconnect-Salesforce }

    It 'takes client id and secret' {
        $report = Connect-Salesforce @org -ClientId $simulator.ClientId -ClientSecret $secret

        $report.System | Should -Be 'Salesforce'
        $report.Id | Should -BeLike '00D*'
        $report.User | Should -BeLike '005*'
    }

    It 'keeps nothing under -WhatIf, nor without a yes' {
        $null = Connect-Salesforce @org -ClientId $simulator.ClientId -ClientSecret $secret -WhatIf
        Get-SyncConnection | Where-Object Source -EQ session | Should -BeNullOrEmpty

        $asked = Invoke-Answering 2 { $null = Connect-Salesforce -SettingPath $args[0] -Confirm; Get-SyncConnection } $simulator.SettingPath

        @($asked.Questions) | Should -HaveCount 1
        $asked.Output | Should -BeNullOrEmpty
    }

    It 'takes the connection of a settings file' {
        (Connect-Salesforce $simulator.SettingPath).Id | Should -BeLike '00D*'
    }

    It 'takes both as a credential' {
        (Connect-Salesforce @org -Credential ([pscredential]::new($simulator.ClientId, $secret))).Id | Should -BeLike '00D*'
    }

    It 'takes a private key (JWT bearer)' {
        $key = [Security.Cryptography.RSA]::Create(2048)
        Set-Content TestDrive:/key.pem $key.ExportPkcs8PrivateKeyPem()
        $null = Invoke-RestMethod "$($simulator.SalesforceUrl)/_sim/certificate" -Method Put -Body $key.ExportSubjectPublicKeyInfoPem()
        $user = (Invoke-RestMethod "$($simulator.SalesforceUrl)/_sim/records/User")[0].Username

        (Connect-Salesforce @org -ClientId $simulator.ClientId -Username $user -PrivateKeyPath TestDrive:/key.pem).Id | Should -BeLike '00D*'
    }

    It 'names a private key that is not there' {
        { Connect-Salesforce @org -ClientId x -Username x -PrivateKeyPath TestDrive:/none.pem } | Should -Throw -ErrorId 'SecretUnavailable,HubSpotSalesforce.Cmdlets.ConnectSalesforceCommand' -ExpectedMessage '*none.pem*'
    }

    It 'takes the connection of a settings file' {
        (Connect-Salesforce -SettingPath $simulator.SettingPath).Id | Should -BeLike '00D*'
    }

    It 'keeps nothing of a secret that is refused, and does not repeat it' {
        $wrong = ConvertTo-SimulatorSecret 'not-the-secret'

        { Connect-Salesforce @org -ClientId $simulator.ClientId -ClientSecret $wrong } | Should -Throw -ErrorId 'Unauthorized,*'

        $Error[0].Exception.ToString() | Should -Not -Match 'not-the-secret'
        (Initialize-SalesforceOrg $simulator.SettingPath).Status | Select-Object -Unique | Should -Be 'present'
    }

    It 'has no way to mix <Name>' -ForEach @(
        @{ Name = 'a credential with a client id'; With = @{ ClientId = 'x'; Credential = [pscredential]::Empty } }
        @{ Name = 'a secret with a private key'; With = @{ ClientId = 'x'; ClientSecret = [securestring]::new(); PrivateKeyPath = 'x'; Username = 'x' } }
    ) {
        { Connect-Salesforce @org @With } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }
}
