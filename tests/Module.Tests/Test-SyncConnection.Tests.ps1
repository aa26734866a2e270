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
        $findings.Check | Select-Object -Unique | Sort-Object | Should -Be ('token', 'scopes', 'API version', 'native connector', 'clock', 'calls left today', 'Activity.HubSpot_Activity_Id__c', 'Activity.HubSpot_Occurred_At__c',
            'Activity.HubSpot_Activity_Kind__c', 'PermissionSet HubSpotSalesforce_Sync', 'task object', 'picklists' | Sort-Object)
        @(Get-SimulatorLog $simulator).Count | Should -Be $writes
    }

    It 'says how to set a missing field right' {
        $bare = Start-Simulator -Portal small -Bare
        try { $findings = Test-SyncConnection $bare.SettingPath } finally { Stop-Simulator $bare }

        (Get-Finding 'Activity.HubSpot_Activity_Id__c').Status | Should -Be 'fail'
        (Get-Finding 'Activity.HubSpot_Activity_Id__c').Fix | Should -Be 'Run Initialize-SalesforceOrg.'
        (Get-Finding 'task object').ErrorId | Should -Be 'FieldMissing'
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
}
