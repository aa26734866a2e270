# Connections under names: several at once, in this process or saved for the user.
BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $env:HUBSPOT_SALESFORCE_PROFILES = "$TestDrive/profiles.json"
    $simulator = Start-Simulator -Portal small
    $other = Start-Simulator -Portal small -Kind noteCreated
    $env:OTHER_TOKEN = $other.Token
    $env:OTHER_SECRET = $other.ClientSecret
    Write-SimulatorSetting $simulator
    $token = ConvertTo-SimulatorSecret $other.Token
}
AfterAll {
    Stop-Simulator $simulator
    Stop-Simulator $other
    Remove-Item Env:/HUBSPOT_SALESFORCE_PROFILES, Env:/OTHER_TOKEN, Env:/OTHER_SECRET
}

Describe 'A cmdlet that asks nobody' {
    It 'has no profile: <_>' -ForEach 'New-SyncSetting', 'Get-SyncSetting', 'Set-SyncSetting', 'Test-SyncSetting', 'Set-SyncMapping', 'Remove-SyncMapping', 'Get-SyncRun', 'Get-SyncRecord', 'Get-SyncIssue', 'Resolve-SyncIssue' {
        (Get-Command $_).Parameters.Keys | Should -Not -Contain 'Profile'
    }
}

Describe 'A profile' {
    AfterEach {
        Disconnect-HubSpot -Profile other
        Disconnect-Salesforce -Profile other
    }

    It 'is used where it is named, and nowhere else' {
        $null = Connect-HubSpot $token -BaseUrl $other.HubSpotUrl -AllowLoopback -Profile other
        $calls = Get-SimulatorCallCount $other

        $null = Get-HubSpotActivity $simulator.SettingPath
        Get-SimulatorCallCount $other | Should -Be $calls
        $null = Get-HubSpotActivity $simulator.SettingPath -Profile OTHER
        Get-SimulatorCallCount $other | Should -BeGreaterThan $calls
    }

    It 'is there in every runspace of the process' {
        $null = Connect-HubSpot $token -BaseUrl $other.HubSpotUrl -AllowLoopback -Profile other

        $told = Invoke-Answering 0 { (Get-SyncConnection $args[0] -Profile other | Where-Object IsUsed).Url } $simulator.SettingPath

        $told.Output[0] | Should -BeLike "$($other.HubSpotUrl)*"
    }

    It 'is saved for the user with the place of the secret, and without the secret' {
        $null = Connect-HubSpot -TokenFrom env:OTHER_TOKEN -BaseUrl $other.HubSpotUrl -AllowLoopback -Profile other -Scope User
        $null = Connect-Salesforce -LoginUrl $other.SalesforceUrl -ClientId $other.ClientId -ClientSecretFrom env:OTHER_SECRET -AllowLoopback -Profile other -Scope User

        $saved = Get-Content "$TestDrive/profiles.json" -Raw
        $saved | Should -Match 'env:OTHER_TOKEN'
        $saved | Should -Not -Match ([regex]::Escape($other.Token))
        $saved | Should -Not -Match ([regex]::Escape($other.ClientSecret))
        if (-not $IsWindows) { (Get-Item "$TestDrive/profiles.json").UnixMode | Should -Be '-rw-------' }
        Get-SyncConnection $simulator.SettingPath -Profile other -Test | Where-Object IsUsed | ForEach-Object { "$($_.System) $($_.Source) $($_.Credential)" } | Should -Be 'HubSpot user env:OTHER_TOKEN', 'Salesforce user env:OTHER_SECRET'
        (Test-SyncConnection $simulator.SettingPath -Profile other | Where-Object Check -EQ token).Status | Should -Be 'pass', 'pass'
    }

    It 'is shown by Get-SyncConnection, completed by Tab, and forgotten' {
        $null = Connect-HubSpot -TokenFrom env:OTHER_TOKEN -BaseUrl $other.HubSpotUrl -AllowLoopback -Profile other -Scope User
        $line = "Get-SyncConnection '$($simulator.SettingPath)' -Profile o"

        (Get-SyncConnection $simulator.SettingPath | Where-Object Profile -EQ other).Source | Should -Be 'user'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'other'
        (Disconnect-HubSpot -Profile other -PassThru).Profile | Should -Be 'other'
        Get-SyncConnection $simulator.SettingPath | Where-Object Profile | Should -BeNullOrEmpty
    }

    It 'comes from HUBSPOT_SALESFORCE_PROFILE where none is named' {
        $null = Connect-HubSpot $token -BaseUrl $other.HubSpotUrl -AllowLoopback -Profile other
        $env:HUBSPOT_SALESFORCE_PROFILE = 'other'
        try { (Get-SyncConnection $simulator.SettingPath | Where-Object { $_.IsUsed -and $_.System -eq 'HubSpot' }).Profile | Should -Be 'other' } finally { Remove-Item Env:/HUBSPOT_SALESFORCE_PROFILE }
    }

    It 'is an error when there is none of that name' {
        { Get-HubSpotActivity $simulator.SettingPath -Profile none } | Should -Throw -ErrorId 'NotFound,*'
    }

    It 'keeps nothing under -WhatIf' {
        $null = Connect-HubSpot -TokenFrom env:OTHER_TOKEN -BaseUrl $other.HubSpotUrl -AllowLoopback -Profile other -Scope User -WhatIf

        Get-SyncConnection $simulator.SettingPath | Where-Object Profile | Should -BeNullOrEmpty
    }

    It 'has no way to save a secret' {
        { Connect-HubSpot -Token $token -Profile other -Scope User } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        { Connect-HubSpot -TokenFrom env:OTHER_TOKEN -BaseUrl $other.HubSpotUrl -AllowLoopback -Scope User } | Should -Throw -ErrorId 'SettingsInvalid,*'
    }
}

Describe 'A certificate in the store' {
    It 'signs for a user; one that is not there is an error' {
        { Connect-Salesforce -LoginUrl $other.SalesforceUrl -ClientId $other.ClientId -Username sync@acme.com -CertificateThumbprint ('0' * 40) -AllowLoopback } | Should -Throw -ErrorId 'SecretUnavailable,*'
    }
}
