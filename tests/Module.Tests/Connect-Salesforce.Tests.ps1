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

    Context 'with a private key that is referred to' {
        BeforeAll {
            $key = [Security.Cryptography.RSA]::Create(2048)
            $null = Invoke-RestMethod "$($simulator.SalesforceUrl)/_sim/certificate" -Method Put -Body $key.ExportSubjectPublicKeyInfoPem()
            $jwt = @{ ClientId = $simulator.ClientId; Username = (Invoke-RestMethod "$($simulator.SalesforceUrl)/_sim/records/User")[0].Username }
            $env:SIMULATED_KEY = $key.ExportPkcs8PrivateKeyPem()
            Set-Content TestDrive:/referred.pem $key.ExportPkcs8PrivateKeyPem()
            function global:Get-Secret([string] $Vault, [string] $Name) {
                if ("$Vault/$Name" -ne 'crm/key') { throw "There is no secret $Vault/$Name" }
                ConvertTo-SimulatorSecret $env:SIMULATED_KEY
            }
        }
        AfterAll {
            Remove-Item Env:/SIMULATED_KEY, Env:/SIMULATED_NO_KEY -ErrorAction SilentlyContinue
            Remove-Item Function:/Get-Secret
        }

        It 'takes it from <_>, and works with it' -ForEach 'env:SIMULATED_KEY', 'file:TestDrive:/referred.pem', 'secret:crm/key' {
            (Connect-Salesforce @org @jwt -PrivateKeyFrom $_).Id | Should -BeLike '00D*'

            Write-SimulatorSetting $simulator -Path "$TestDrive/jwt.yaml"
            (Get-Content "$TestDrive/jwt.yaml" -Raw).Replace('env:SIMULATED_SALESFORCE_SECRET', 'env:SIMULATED_NO_SUCH') | Set-Content "$TestDrive/jwt.yaml"
            (Initialize-SalesforceOrg "$TestDrive/jwt.yaml").Status | Select-Object -Unique | Should -Be 'present'
        }

        It 'names the place where none is: <_>' -ForEach 'env:SIMULATED_NO_KEY', 'file:TestDrive:/none.pem', 'secret:crm/other' {
            { Connect-Salesforce @org @jwt -PrivateKeyFrom $_ } | Should -Throw -ErrorId 'SecretUnavailable,*' -ExpectedMessage "*$(($_ -split '[:/]')[-1])*"
        }

        It 'does not repeat what is no key' {
            $env:SIMULATED_NO_KEY = 'not-a-key'

            { Connect-Salesforce @org @jwt -PrivateKeyFrom env:SIMULATED_NO_KEY } | Should -Throw

            $Error[0].Exception.ToString() | Should -Not -Match 'not-a-key'
            $Error[0].FullyQualifiedErrorId | Should -BeLike 'SecretUnavailable,*'
        }

        It 'is refused with the key of somebody else' {
            $env:SIMULATED_NO_KEY = [Security.Cryptography.RSA]::Create(2048).ExportPkcs8PrivateKeyPem()

            { Connect-Salesforce @org @jwt -PrivateKeyFrom env:SIMULATED_NO_KEY } | Should -Throw -ErrorId 'Unauthorized,*'
        }
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

    It 'asks for the org''s own address where client credentials are given to <_>' -ForEach 'login.salesforce.com', 'test.salesforce.com' {
        $secret = ConvertTo-SimulatorSecret 'x'

        { Connect-Salesforce -LoginUrl "https://$_" -ClientId x -ClientSecret $secret } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage "$_ belongs to no single org*https://acme.my.salesforce.com*"
    }

    It 'has no way to mix <Name>' -ForEach @(
        @{ Name = 'a credential with a client id'; With = @{ ClientId = 'x'; Credential = [pscredential]::Empty } }
        @{ Name = 'a secret with a private key'; With = @{ ClientId = 'x'; ClientSecret = [securestring]::new(); PrivateKeyPath = 'x'; Username = 'x' } }
    ) {
        { Connect-Salesforce @org @With } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }
}

Describe 'Connect-Salesforce, given a path of no file system' {
    It 'says that it leads nowhere' {
        { Connect-Salesforce -LoginUrl https://acme.my.salesforce.com -ClientId x -Username a@b.example -PrivateKeyPath nosuch:/key.pem } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*nosuch*leads nowhere*'
    }
}
