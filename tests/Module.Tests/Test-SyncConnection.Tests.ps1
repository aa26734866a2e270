BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    function Get-Finding([string] $Check, [string] $System = '*') { $findings | Where-Object { $_.Check -eq $Check -and $_.System -like $System } }
}
AfterAll { Stop-Simulator $simulator }

Describe 'Test-SyncConnection' {
    AfterEach { Write-SimulatorSetting $simulator }

    It 'finds nothing wrong where nothing is, and writes nothing' {
        $writes = @(Get-SimulatorLog $simulator).Count

        $findings = Test-SyncConnection $simulator.SettingPath

        $findings | Where-Object Status -In fail, warn | Should -BeNullOrEmpty
        $findings[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.ConnectionFinding'
        $findings.Check | Select-Object -Unique | Sort-Object | Should -Be ('token', 'scopes', 'API version', 'native connector', 'clock', 'calls left today', 'field HubSpot_Activity_Id__c', 'field HubSpot_Occurred_At__c',
            'field HubSpot_Activity_Kind__c', 'permission set', 'task object', 'picklists' | Sort-Object)
        @(Get-SimulatorLog $simulator).Count | Should -Be $writes
    }

    It 'shows each check on one line of a table, and all of a finding in a list' {
        $findings = Test-SyncConnection $simulator.SettingPath

        $table = $findings | Out-String -Width 120
        $list = $findings | Format-List | Out-String -Width 400

        foreach ($finding in $findings) { $table | Should -Match "(?m)^$($finding.System) +$([regex]::Escape($finding.Check)) +$($finding.Status)" }
        foreach ($finding in $findings) { $list | Should -BeLike "*$($finding.Detail)*" }
    }

    It 'says how to set a missing field right' {
        $bare = Start-Simulator -Portal small -Bare
        try { $findings = Test-SyncConnection $bare.SettingPath } finally { Stop-Simulator $bare }

        (Get-Finding 'field HubSpot_Activity_Id__c').Status | Should -Be 'fail'
        (Get-Finding 'field HubSpot_Activity_Id__c').Fix | Should -BeLike 'Initialize-SalesforceOrg * sets it right.'
        (Get-Finding 'task object').Status | Should -Be 'unknown'
        (Get-Finding 'picklists').Status | Should -Be 'pass'
    }

    It 'names a value the picklist does not have' {
        Set-SyncSetting $simulator.SettingPath -Kind callMade -TaskType Phone

        $findings = Test-SyncConnection $simulator.SettingPath -System Salesforce

        (Get-Finding 'picklists').Status | Should -Be 'fail'
        (Get-Finding 'picklists').ErrorId | Should -Be 'SettingsInvalid'
        (Get-Finding 'picklists').Detail | Should -BeLike '*Phone*'
    }

    It 'asks nothing more of a side that refuses, and looks at the other' {
        $env:SIMULATED_HUBSPOT_TOKEN = 'wrong'

        $findings = Test-SyncConnection $simulator.SettingPath

        ($findings | Where-Object System -EQ HubSpot).Check | Should -Be 'token'
        (Get-Finding token HubSpot).ErrorId | Should -Be 'Unauthorized'
        (Get-Finding token HubSpot).Fix | Should -Not -BeNullOrEmpty
        (Get-Finding token Salesforce).Status | Should -Be 'pass'
    }

    It 'says how to set right a secret that is not there, and looks at the other side' -ForEach @(
        @{ Bare = 'HubSpot'; Other = 'Salesforce'; Variable = 'SIMULATED_HUBSPOT_TOKEN' }
        @{ Bare = 'Salesforce'; Other = 'HubSpot'; Variable = 'SIMULATED_SALESFORCE_SECRET' }
    ) {
        Remove-Item "env:$Variable"

        $findings = Test-SyncConnection $simulator.SettingPath

        ($findings | Where-Object System -EQ $Bare).Check | Should -Be 'token'
        (Get-Finding token $Bare).ErrorId | Should -Be 'SecretUnavailable'
        (Get-Finding token $Bare).Detail | Should -BeLike "*$Variable*"
        (Get-Finding token $Bare).Fix | Should -Not -BeNullOrEmpty
        (Get-Finding token $Other).Status | Should -Be 'pass'
    }

    # O1
    It 'sees HubSpot''s own integration at work' {
        $now = [datetime]::UtcNow.AddHours(-1).ToString('o')
        Copy-Item "$PSScriptRoot/Portals/small" "$TestDrive/native" -Recurse
        Set-Content "$TestDrive/native/hubspot/calls.jsonl" (Get-Content "$PSScriptRoot/Portals/small/hubspot/calls.jsonl" | ForEach-Object { $_ -replace 'CRM_UI', 'SALESFORCE' -replace '"createdAt":"[^"]*"', "`"createdAt`":`"$now`"" -replace '"hs_createdate":"[^"]*"', "`"hs_createdate`":`"$now`"" })
        $native = Start-Simulator -Portal "$TestDrive/native"
        (Get-Content $native.SettingPath) -notmatch 'nativeConnector' | Set-Content $native.SettingPath

        try { $findings = Test-SyncConnection $native.SettingPath -System HubSpot } finally { Stop-Simulator $native }

        (Get-Finding 'native connector').Status | Should -Be 'fail'
        (Get-Finding 'native connector').ErrorId | Should -Be 'NativeConnectorFound'
    }

    It 'takes the side from the pipeline, and looks once' {
        @(Get-SyncConnection $simulator.SettingPath | Test-SyncConnection $simulator.SettingPath | Where-Object Check -EQ token) | Should -HaveCount 2
    }

    It 'looks at the connection that is piped in, and not at another' {
        $env:HUBSPOT_SALESFORCE_PROFILES = "$TestDrive/profiles.json"
        $other = Start-Simulator -Portal small
        try {
            $null = Connect-HubSpot (ConvertTo-SimulatorSecret $other.Token) -BaseUrl $other.HubSpotUrl -AllowLoopback -Profile other
            Write-SimulatorSetting $simulator
            $before = Get-SimulatorCallCount $simulator

            $findings = Get-SyncConnection $simulator.SettingPath | Where-Object Profile -EQ other | Test-SyncConnection $simulator.SettingPath

            $findings.System | Select-Object -Unique | Should -Be 'HubSpot'
            $findings.Profile | Select-Object -Unique | Should -Be 'other'
            Get-SimulatorCallCount $simulator | Should -Be $before
            $each = Get-SyncConnection $simulator.SettingPath | Test-SyncConnection $simulator.SettingPath | Where-Object Check -EQ token
            ($each | ForEach-Object { "$($_.Profile) $($_.System)" }) | Should -Be ' HubSpot', ' Salesforce', 'other HubSpot'
        } finally {
            Disconnect-HubSpot -Profile other
            Stop-Simulator $other
            Remove-Item Env:/HUBSPOT_SALESFORCE_PROFILES
        }
    }

    It 'goes on after a connection that is not kept any more' {
        $gone = [pscustomobject]@{ System = 'HubSpot'; Profile = 'gone' }, [pscustomobject]@{ System = 'HubSpot'; Profile = $null }

        @($gone | Test-SyncConnection $simulator.SettingPath -ErrorVariable unknown -ErrorAction SilentlyContinue | Where-Object Check -EQ token) | Should -HaveCount 1

        $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.TestSyncConnectionCommand'
    }

    It 'asks nobody when nothing is piped in' {
        $before = Get-SimulatorCallCount $simulator

        @() | Test-SyncConnection $simulator.SettingPath | Should -BeNullOrEmpty

        Get-SimulatorCallCount $simulator | Should -Be $before
    }
}
