BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $null = Sync-ActivityToSalesforceTask $simulator.SettingPath -ActivityKey hs-call-1, hs-call-2
    $null = Sync-ActivityToSalesforceTask $simulator.SettingPath
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-SyncRecord' {
    It 'gives every pair of activity and task, ordered by key' {
        $records = Get-SyncRecord $simulator.SettingPath

        $records.Key | Should -Be 'hs-call-1', 'hs-call-2', 'hs-call-3', 'hs-call-4'
        $records[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.SyncRecord'
        $records.SalesforceId | Sort-Object | Should -Be ((Get-SimulatorTask $simulator).Id | Sort-Object)
        $records.IsGone | Select-Object -Unique | Should -BeFalse
    }

    It 'gives those of these keys, and names one that has none' {
        (Get-SyncRecord $simulator.SettingPath -Key hs-call-4, hs-call-5, hs-call-1 -ErrorVariable unknown -ErrorAction SilentlyContinue).Key | Should -Be 'hs-call-4', 'hs-call-1'

        $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.GetSyncRecordCommand'
        $unknown[0].ErrorDetails.RecommendedAction | Should -BeLike "*New-SyncPlan -ActivityKey 'hs-call-5'*"
    }

    It 'gives those of a run, whose id it takes from the pipeline' {
        $runs = Get-SyncRun $simulator.SettingPath

        (Get-SyncRecord $simulator.SettingPath -RunId $runs[0].RunId).Key | Should -Be 'hs-call-3', 'hs-call-4'
        ($runs[1] | Get-SyncRecord $simulator.SettingPath).Key | Should -Be 'hs-call-1', 'hs-call-2'
    }

    It 'gives the record of what is piped in, and not all of its run: <Name>' -ForEach @(
        @{ Name = 'a record'; Piped = { Get-SyncRecord $simulator.SettingPath -Key hs-call-2 } }
        @{ Name = 'an issue that came through a file'; Piped = { [pscustomobject]@{ Key = 'hs-call-2'; RunId = (Get-SyncRun $simulator.SettingPath)[1].RunId } } }
        @{ Name = 'a key'; Piped = { 'hs-call-2' } }
        @{ Name = 'the same twice'; Piped = { 'hs-call-2', 'hs-call-2' } }
    ) {
        (& $Piped | Get-SyncRecord $simulator.SettingPath).Key | Should -Be 'hs-call-2'
    }

    It 'makes no key of an object that has none' {
        Get-Item . | Get-SyncRecord $simulator.SettingPath -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $refused.FullyQualifiedErrorId | Should -Be 'ParameterArgumentTransformationError,HubSpotSalesforce.Cmdlets.GetSyncRecordCommand'
        "$refused" | Should -BeLike '*DirectoryInfo*Give keys*'
    }

    It 'leads to both pages' {
        $record = Get-SyncRecord $simulator.SettingPath -Key hs-call-1

        $record.HubSpotUrl | Should -Be 'https://app.hubspot.com/contacts/1234567/record/0-48/1'
        $record.SalesforceUrl | Should -Be "$($simulator.SalesforceUrl.TrimEnd('/'))/$($record.SalesforceId)"
    }

    It 'has no way to mix -Key with -RunId' {
        { Get-SyncRecord $simulator.SettingPath -Key a -RunId b } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'stops for Select-Object -First' {
        Get-SyncRecord $simulator.SettingPath | Select-Object -First 1 | Should -HaveCount 1
    }
}
