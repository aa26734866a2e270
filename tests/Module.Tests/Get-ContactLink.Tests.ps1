BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-ContactLink' {
    # O2, O19
    It 'tells who a contact is, by its id and by its address' {
        $link = Get-ContactLink $simulator.SettingPath 101

        $link.SalesforceId | Should -Be '003000000000001AAA'
        $link.SalesforceType | Should -Be 'Contact'
        $link.LinkedBy | Should -Be 'property'
        $link.SyncedAt | Should -BeOfType DateTimeOffset
        $link.Syncs | Should -BeTrue
        $link.PSTypeNames | Should -Contain 'HubSpotSalesforce.Activities.ContactLink'
        (Get-ContactLink $simulator.SettingPath -Contact bo@customer.example.com).LinkedBy | Should -Be 'email'
    }

    It 'takes contacts from the pipeline, in their order' {
        (103, 'ada@customer.example.com', '102' | Get-ContactLink $simulator.SettingPath).ObjectId | Should -Be 103, 101, 102
    }

    It 'gives a contact without a link, too' {
        $link = Get-ContactLink $simulator.SettingPath 103

        $link.SalesforceId | Should -BeNullOrEmpty
        $link.Syncs | Should -BeFalse
    }

    It 'names a contact that is not there, and goes on' {
        (Get-ContactLink $simulator.SettingPath 999, 102 -ErrorVariable unknown -ErrorAction SilentlyContinue).ObjectId | Should -Be 102

        $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.GetContactLinkCommand'
        $unknown.CategoryInfo.TargetName | Should -Be '999'
    }

    It 'stores nothing, and sends no write' {
        $before = @(Get-SimulatorLog $simulator).Count

        $null = Get-ContactLink $simulator.SettingPath 101, 102, 103

        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
        Test-Path $simulator.StorePath | Should -BeFalse
    }

    It 'asks nobody when nothing is piped in' {
        $before = Get-SimulatorCallCount $simulator

        @() | Get-ContactLink $simulator.SettingPath | Should -BeNullOrEmpty

        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'takes what has contacts: <Name>' -ForEach @(
        @{ Name = 'activities'; Piped = { Get-HubSpotActivity $simulator.SettingPath | Where-Object Key -EQ 'hs-call-1' }; Ids = 101 }
        @{ Name = 'activities that came through a file'; Piped = { $read = Get-HubSpotActivity $simulator.SettingPath | Where-Object Key -EQ 'hs-call-1'; [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($read)) }; Ids = 101 }
        @{ Name = 'activities that know an address alone'; Piped = { [pscustomobject]@{ Key = 'hs-form-1'; ContactIds = @(); Email = 'ada@customer.example.com' } }; Ids = 101 }
        @{ Name = 'contact links'; Piped = { Get-ContactLink $simulator.SettingPath 103, 102 }; Ids = 103, 102 }
        @{ Name = 'lines of a plan'; Piped = { New-SyncPlan $simulator.SettingPath -ActivityKey hs-call-1 }; Ids = 101 }
        @{ Name = 'rows of a table'; Piped = { "Name,Email`nAda,ada@customer.example.com" | ConvertFrom-Csv }; Ids = 101 }
        @{ Name = 'numbers'; Piped = { 102, 101L }; Ids = 102, 101 }
    ) {
        (& $Piped | Get-ContactLink $simulator.SettingPath).ObjectId | Should -Be $Ids
    }

    It 'makes no address of an object: it is refused, nothing of it is shown, and the others go on' {
        $before = Get-SimulatorCallCount $simulator '*contacts*'
        $odd = [pscustomobject]@{ Name = 'Secret person' }, @{ Email = 'ada@customer.example.com' }, [pscustomobject]@{ Key = 'hs-call-5'; ContactIds = @(); Email = $null }

        ($odd + 101 | Get-ContactLink $simulator.SettingPath -ErrorVariable refused -ErrorAction SilentlyContinue).ObjectId | Should -Be 101

        $refused.FullyQualifiedErrorId | Should -Be (@('ParameterArgumentTransformationError,HubSpotSalesforce.Cmdlets.GetContactLinkCommand') * 3)
        "$refused" | Should -Not -BeLike '*Secret person*'
        "$($refused[0])" | Should -BeLike '*PSCustomObject*Give ids or addresses of HubSpot contacts*'
        "$($refused[2])" | Should -BeLike "*'hs-call-5' names none.*"
        Get-SimulatorCallCount $simulator '*contacts*' | Should -BeLessOrEqual ($before + 2)
        { Get-ContactLink $simulator.SettingPath -Contact (Get-Item .) } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'repeats no more than the beginning of what it does not find' {
        $null = Get-ContactLink $simulator.SettingPath ('x' * 500 + '@nowhere.example.com') -ErrorVariable unknown -ErrorAction SilentlyContinue

        "$unknown" | Should -BeLike "*'$('x' * 60)...'*"
        "$unknown".Length | Should -BeLessThan 200
    }

    It 'tells each request under -Verbose, and takes one call of a side for many contacts' {
        $said = 101..103 | Get-ContactLink $simulator.SettingPath -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }

        $said -like 'POST /crm/objects/*/contacts/batch/read*(hubspot)' | Should -HaveCount 1
    }
}
