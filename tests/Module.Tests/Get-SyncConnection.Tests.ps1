BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $token = ConvertTo-SimulatorSecret $simulator.Token
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-SyncConnection' {
    AfterEach {
        Disconnect-HubSpot
        Disconnect-Salesforce
        Write-SimulatorSetting $simulator
    }

    It 'tells what the settings would use, asks nobody and needs no secret' {
        $before = Get-SimulatorCallCount $simulator
        $env:SIMULATED_HUBSPOT_TOKEN = ''

        $connections = Get-SyncConnection $simulator.SettingPath

        $connections.System | Should -Be 'HubSpot', 'Salesforce'
        $connections.Source | Select-Object -Unique | Should -Be 'settings'
        $connections.Credential | Should -Be 'env:SIMULATED_HUBSPOT_TOKEN', 'env:SIMULATED_SALESFORCE_SECRET'
        $connections[1].ClientId | Should -Be $simulator.ClientId
        $connections[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.SyncConnection'
        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'puts the connection of the session before that of the settings, and shows no secret' {
        $null = Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl -AllowLoopback

        $connections = Get-SyncConnection $simulator.SettingPath

        $connections | ForEach-Object { "$($_.System) $($_.Source) $($_.IsUsed)" } | Should -Be 'HubSpot session True', 'HubSpot settings False', 'Salesforce settings True'
        $connections | ConvertTo-Json -Depth 5 | Should -Not -Match ([regex]::Escape($simulator.Token))
        $connections | Format-List * | Out-String | Should -Not -Match ([regex]::Escape($simulator.Token))
    }

    It 'gives those of the session alone where there are no settings' {
        Push-Location $TestDrive
        try {
            Get-SyncConnection | Should -BeNullOrEmpty
            $null = Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl -AllowLoopback
            (Get-SyncConnection -Test).Id | Should -Be '1234567'
        } finally {
            Pop-Location
        }
    }

    It 'names settings that are not there' {
        { Get-SyncConnection "$TestDrive/none.yaml" } | Should -Throw -ErrorId 'SettingsInvalid,HubSpotSalesforce.Cmdlets.GetSyncConnectionCommand' -ExpectedMessage '*none.yaml*'
    }

    It 'asks both sides with -Test' {
        $connections = Get-SyncConnection $simulator.SettingPath -Test

        $connections[0].Id | Should -Be '1234567'
        $connections[0].Report.Scopes | Should -Contain 'crm.objects.contacts.read'
        $connections[1].Id | Should -BeLike '00D*'
        $connections[1].Report.User | Should -BeLike '005*'
    }

    It 'asks only those that are used' {
        $null = Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl -AllowLoopback
        $env:SIMULATED_HUBSPOT_TOKEN = 'pat-na1-not-this-one-00000000'

        (Get-SyncConnection $simulator.SettingPath -Test -ErrorAction Stop).Id | Should -Be '1234567', $null, (Get-SyncConnection $simulator.SettingPath -Test)[2].Id
    }

    It 'goes on to the other side when one refuses' {
        $env:SIMULATED_HUBSPOT_TOKEN = 'pat-na1-11111111-wrong'

        $connections = Get-SyncConnection $simulator.SettingPath -Test -ErrorVariable refused -ErrorAction SilentlyContinue

        $refused.FullyQualifiedErrorId | Should -Be 'Unauthorized,HubSpotSalesforce.Cmdlets.GetSyncConnectionCommand'
        $refused[0].Exception.ToString() | Should -Not -Match '11111111'
        $connections[0].Report | Should -BeNullOrEmpty
        $connections[1].Id | Should -BeLike '00D*'
    }
}
