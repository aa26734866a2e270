BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $token = ConvertTo-SimulatorSecret $simulator.Token
}
AfterAll { Stop-Simulator $simulator }

Describe 'Connect-HubSpot' {
    AfterEach { Disconnect-HubSpot }

    It 'tells which portal answers, and what the token may do' {
        $report = Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl -AllowLoopback

        $report.System | Should -Be 'HubSpot'
        $report.Id | Should -Be '1234567'
        $report.Scopes | Should -Contain 'crm.objects.contacts.read'
        $report.PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.ConnectionReport'
    }

    It 'takes the token from a file' {
        Set-Content TestDrive:/token $simulator.Token

        (Connect-HubSpot -TokenFrom file:TestDrive:/token -BaseUrl $simulator.HubSpotUrl -AllowLoopback).Id | Should -Be '1234567'
        { Connect-HubSpot -TokenFrom file:TestDrive:/none -BaseUrl $simulator.HubSpotUrl -AllowLoopback } | Should -Throw -ErrorId 'SecretUnavailable,*'
    }

    It 'takes the connection of a settings file' {
        (Connect-HubSpot -SettingPath $simulator.SettingPath).Id | Should -Be '1234567'
        (Connect-HubSpot $simulator.SettingPath).Id | Should -Be '1234567'
    }

    It 'does not repeat a token that was given as text' {
        $fault = try { Connect-HubSpot 'pat-na1-11111111-2222-3333' } catch { $_ }

        $fault.FullyQualifiedErrorId | Should -BeLike 'SettingsInvalid,*'
        "$fault $($fault.Exception) $($fault.TargetObject)" | Should -Not -Match '11111111'
    }

    It 'goes before the token that the settings name' {
        $null = Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl -AllowLoopback
        $env:SIMULATED_HUBSPOT_TOKEN = ''
        try {
            Get-HubSpotActivity $simulator.SettingPath | Should -HaveCount 5
        } finally {
            Write-SimulatorSetting $simulator
        }
    }

    It 'keeps nothing of a token that is refused' {
        $wrong = ConvertTo-SimulatorSecret 'pat-na1-11111111-wrong'

        { Connect-HubSpot $wrong -BaseUrl $simulator.HubSpotUrl -AllowLoopback } | Should -Throw -ErrorId 'Unauthorized,HubSpotSalesforce.Cmdlets.ConnectHubSpotCommand'

        Get-HubSpotActivity $simulator.SettingPath | Should -HaveCount 5
    }

    It 'keeps nothing under -WhatIf, nor without a yes' {
        $null = Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl -AllowLoopback -WhatIf
        Get-SyncConnection | Where-Object Source -EQ session | Should -BeNullOrEmpty

        $asked = Invoke-Answering 2 { $null = Connect-HubSpot -SettingPath $args[0] -Confirm; Get-SyncConnection } $simulator.SettingPath

        @($asked.Questions) | Should -HaveCount 1
        $asked.Output | Should -BeNullOrEmpty
    }

    It 'refuses this machine without -AllowLoopback' {
        { Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl } | Should -Throw -ErrorId 'HostNotAllowed,*'
    }

    It 'takes either a token or a settings file' {
        { Connect-HubSpot -Token $token -SettingPath $simulator.SettingPath } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'is gone with the module' {
        $null = Connect-HubSpot $token -BaseUrl $simulator.HubSpotUrl -AllowLoopback
        Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
        $env:SIMULATED_HUBSPOT_TOKEN = ''
        try {
            { Get-HubSpotActivity $simulator.SettingPath } | Should -Throw -ErrorId 'SecretUnavailable,*'
        } finally {
            Write-SimulatorSetting $simulator
        }
    }
}

Describe 'Connect-HubSpot, given a path of no file system' {
    It 'says that it leads nowhere' {
        { Connect-HubSpot -TokenFrom file:nosuch:/token } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*nosuch*leads nowhere*'
    }
}
