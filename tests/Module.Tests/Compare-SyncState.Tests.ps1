BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $settings = $simulator.SettingPath
    $null = Sync-ActivityToSalesforceTask $settings
}
AfterAll { Stop-Simulator $simulator }

Describe 'Compare-SyncState' {
    It 'says nothing where all agree' {
        Compare-SyncState $settings -IncludeHubSpot 6>$null | Should -BeNullOrEmpty
    }

    It 'ends with a line on the host where all agree, and only there' {
        $count = @(Get-SyncRecord $settings).Count
        $null = Compare-SyncState $settings -InformationVariable agreed 6>$null
        $null = Compare-SyncState $settings -IncludeHubSpot -InformationVariable asked 6>$null

        $agreed.MessageData | Should -Be "$count activities agree between the store and Salesforce."
        $agreed.Tags | Should -Be 'HubSpotSalesforce', 'Comparison', 'PSHOST'
        $asked.MessageData | Should -Be "$count activities agree between the store and Salesforce, and HubSpot has each call, email, meeting, note and task among them."
    }

    # O4
    It 'rebuilds a store that was lost, and the next run writes nothing' {
        $before = (Get-SyncRecord $settings).Key
        Get-Item "$($simulator.StorePath)*" | Remove-Item

        $unknown = Compare-SyncState $settings -InformationVariable told
        $told | Should -BeNullOrEmpty
        $unknown.Key | Sort-Object | Should -Be ($before | Sort-Object)
        $unknown.Code | Sort-Object -Unique | Should -Be 'UnknownTask'

        Compare-SyncState $settings -Rebuild -WhatIf | Should -HaveCount $before.Count
        Get-SyncRecord $settings | Should -BeNullOrEmpty

        $null = Compare-SyncState $settings -Rebuild -Confirm:$false
        (Get-SyncRecord $settings).Key | Sort-Object | Should -Be ($before | Sort-Object)
        Sync-ActivityToSalesforceTask $settings | Should -BeNullOrEmpty
        Compare-SyncState $settings | Should -BeNullOrEmpty
    }
}

Describe 'Sync-ActivityToSalesforceTask -Wait' {
    It 'takes a time-out, and goes on at once where nobody works on the store' {
        Sync-ActivityToSalesforceTask $settings -Wait | Should -BeNullOrEmpty
        Sync-ActivityToSalesforceTask $settings -WaitTimeout 00:00:05 | Should -BeNullOrEmpty
    }
}
