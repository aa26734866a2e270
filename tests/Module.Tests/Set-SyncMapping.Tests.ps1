BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Set-SyncMapping' {
    BeforeEach {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).yaml"
        $null = New-SyncSetting $file -LoginUrl https://acme.my.salesforce.com -ClientId 3MVG9example
        $reverse = @'
salesforceToHubSpot:
  tasks:
    sync: true    # since spring
    mappings:
      # ours
      - field: Region__c    # by hand
        property: region

'@
        (Get-Content $file -Raw) -replace '(?ms)^salesforceToHubSpot:.*?\n\n', "$reverse`n" | Set-Content $file -NoNewline
        $text = Get-Content $file -Raw
    }

    It 'adds a mapping and leaves all else as it was, comments included' {
        Set-SyncMapping $file tasks Note__c note -Direction toHubSpot | Should -BeNullOrEmpty

        Get-Content $file -Raw | Should -Be $text.Replace('property: region', "property: region`n      - { field: Note__c, property: note, direction: toHubSpot }")
    }

    It 'changes nothing without a yes' {
        $asked = Invoke-Answering 2 { Set-SyncMapping $args[0] tasks Note__c note -Confirm } $file

        @($asked.Questions) | Should -HaveCount 1
        Get-Content $file -Raw | Should -Be $text
    }

    It 'changes one that is there' {
        $mapping = Set-SyncMapping $file tasks region__c region -Direction toSalesforce -ValueMap @{ East = 'e' } -PassThru

        $mapping.Direction | Should -Be 'toSalesforce'
        $mapping.Values['East'] | Should -Be 'e'
        Get-Content $file -Raw | Should -Match '# by hand\n        property: region\n        direction: toSalesforce\n        values:\n          East: e\n'
    }

    It 'makes the list where there is none' {
        Set-SyncMapping $file calls Note__c note
        Set-SyncMapping $file calls Other__c other

        (Get-SyncMapping $file calls | Where-Object Origin -EQ settings).Field | Should -Be 'Note__c', 'Other__c'
    }

    It 'switches off defaults from the pipeline' {
        Get-SyncMapping $file tasks | Where-Object Field -In Priority, Type | Set-SyncMapping $file -Direction off

        (Get-SyncMapping $file tasks | Where-Object Direction -EQ off).Field | Should -Be 'Priority', 'Type'
    }

    It 'refuses what would not be right, and leaves the file' {
        { Set-SyncMapping $file tasks Note__c } | Should -Throw -ErrorId 'SettingsInvalid,HubSpotSalesforce.Cmdlets.SetSyncMappingCommand'
        { Set-SyncMapping $file tasks Note__c -WhatIf } | Should -Throw -ErrorId 'SettingsInvalid,*'

        Get-Content $file -Raw | Should -Be $text
    }

    It 'writes nothing under -WhatIf' {
        Set-SyncMapping $file tasks Note__c note -WhatIf

        Get-Content $file -Raw | Should -Be $text
    }

    It 'tells of a mapping of the pipeline that would not be right, and makes the others' {
        [pscustomobject]@{ Family = 'tasks'; Field = 'Note__c' }, [pscustomobject]@{ Family = 'tasks'; Field = 'Other__c'; Property = 'other' } |
            Set-SyncMapping $file -ErrorVariable wrong -ErrorAction SilentlyContinue

        $wrong.FullyQualifiedErrorId | Should -Be 'SettingsInvalid,HubSpotSalesforce.Cmdlets.SetSyncMappingCommand'
        (Get-SyncMapping $file tasks | Where-Object Origin -EQ settings).Field | Should -Contain 'Other__c'
    }

    It 'takes a mapping whole from another file: <Name>' -ForEach @(
        @{ Name = 'as it is'; Through = { process { $_ } } }
        @{ Name = 'through a file'; Through = { process { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) } } }
        @{ Name = 'through JSON'; Through = { process { $_ | ConvertTo-Json | ConvertFrom-Json } } }
    ) {
        $other = "$file.other.yaml"
        Set-Content $other $text
        Set-SyncMapping $other tasks Status hs_task_status -Direction toHubSpot -ValueMap @{ 'On hold' = 'WAITING' }

        Get-SyncMapping $other tasks | Where-Object { $_.Field -eq 'Status' -and $_.Origin -eq 'settings' } | & $Through | Set-SyncMapping $file

        $mapping = Get-SyncMapping $file tasks | Where-Object { $_.Field -eq 'Status' -and $_.Origin -eq 'settings' }
        $mapping.Direction | Should -Be 'toHubSpot'
        $mapping.Values['On hold'] | Should -Be 'WAITING'
    }

    It 'lets what is said go before what is piped in, and knows -Values by its old name' {
        Set-SyncMapping $file tasks Note__c note -Direction toHubSpot -Values @{ a = 'b' }

        (Get-SyncMapping $file tasks | Where-Object Field -EQ Note__c | Set-SyncMapping $file -Direction both -ValueMap @{ c = 'd' } -PassThru).Direction | Should -Be 'both'

        (Get-SyncMapping $file tasks | Where-Object Field -EQ Note__c).Values['c'] | Should -Be 'd'
        @((Get-Command Set-SyncMapping).Parameters.Values).Count | Should -BeGreaterThan 10
    }
}
