BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Remove-SyncMapping' {
    BeforeEach {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).yaml"
        $null = New-SyncSetting $file -LoginUrl https://acme.my.salesforce.com -ClientId 3MVG9example
        $text = Get-Content $file -Raw
        Set-SyncMapping $file tasks Priority -Direction off
        Set-SyncMapping $file tasks Note__c note
        Set-SyncMapping $file tasks Other__c other
    }

    It 'removes one, and the default counts again' {
        Remove-SyncMapping $file tasks Priority | Should -BeNullOrEmpty

        (Get-SyncMapping $file tasks | Where-Object Field -EQ Priority).Direction | Should -Be 'both'
        (Get-SyncMapping $file tasks | Where-Object Origin -EQ settings).Field | Should -Be 'Note__c', 'Other__c'
    }

    It 'removes nothing without a yes' {
        $asked = Invoke-Answering 2 { Remove-SyncMapping $args[0] tasks Note__c -Confirm } $file

        @($asked.Questions) | Should -HaveCount 1
        (Get-SyncMapping $file tasks | Where-Object Origin -EQ settings).Field | Should -Contain 'Note__c'
    }

    It 'removes all that come by the pipeline' {
        Get-SyncMapping $file | Where-Object Origin -EQ settings | Remove-SyncMapping $file

        Get-SyncMapping $file | Where-Object Origin -EQ settings | Should -BeNullOrEmpty
        Test-SyncSetting $file | ForEach-Object IsValid | Should -BeTrue
    }

    It 'tells of one that the file has not, and removes the others' {
        'Status', 'Note__c' | ForEach-Object { [pscustomobject]@{ Family = 'tasks'; Field = $_; Property = if ($_ -eq 'Status') { 'hs_task_status' } else { 'note' } } } |
            Remove-SyncMapping $file -ErrorVariable missing -ErrorAction SilentlyContinue

        $missing.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.RemoveSyncMappingCommand'
        (Get-SyncMapping $file tasks).Field | Should -Not -Contain 'Note__c'
    }

    It 'removes nothing under -WhatIf' {
        $before = Get-Content $file -Raw
        Remove-SyncMapping $file tasks Note__c note -WhatIf

        Get-Content $file -Raw | Should -Be $before
    }

    It 'gives what it removed under -PassThru' {
        (Remove-SyncMapping $file tasks Note__c note -PassThru).Property | Should -Be 'note'
    }

    It 'completes the properties that are mapped' {
        $line = "Remove-SyncMapping '$file' tasks Note__c -Property no"

        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'note'
    }
}
