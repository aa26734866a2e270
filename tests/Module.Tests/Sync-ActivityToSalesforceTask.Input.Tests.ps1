BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force

    function Get-Fault([scriptblock] $Script) {
        try { $null = & $Script } catch { return $_ }
    }
}

Describe 'Sync-ActivityToSalesforceTask, given what is wrong' {
    BeforeAll { $simulator = Start-Simulator -Portal small }
    AfterAll { Stop-Simulator $simulator }
    BeforeEach { Write-SimulatorSetting $simulator }
    AfterEach { Set-SimulatorFault $simulator }

    It 'refuses <Name> before any request, with its place' -ForEach @(
        @{ Name = 'an unknown key'; Rest = 'timelime: {}'; Says = "*(13,1)*'timelime'*Did you mean timeline?*" }
        @{ Name = 'an unknown kind'; Rest = '    callMaid: { sync: true }'; Says = '*(12,5)*callMaid*Did you mean callMade?*' }
        @{ Name = 'a wrong type'; Rest = 'limits: { maxCreates: many }'; Says = '*(13,*maxCreates*' }
        @{ Name = 'an unknown zone'; Rest = 'timeZone: Europe/Atlantis'; Says = '*(13,*Europe/Atlantis*' }
    ) {
        if ($Name -eq 'an unknown kind') { Write-SimulatorSetting $simulator -Kind callMade -Rest $Rest } else { Write-SimulatorSetting $simulator -Rest "`n$Rest" }
        $before = Get-SimulatorCallCount $simulator

        $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath }

        $fault.FullyQualifiedErrorId | Should -Be 'SettingsInvalid,HubSpotSalesforce.Cmdlets.SyncActivityToSalesforceTaskCommand'
        $fault.Exception.Message | Should -BeLike $Says
        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'refuses a pasted token without repeating it' {
        (Get-Content $simulator.SettingPath -Raw).Replace('env:SIMULATED_HUBSPOT_TOKEN', $simulator.Token) | Set-Content $simulator.SettingPath

        $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath }

        $fault.FullyQualifiedErrorId | Should -BeLike 'SettingsInvalid,*'
        "$fault $($fault.Exception)" | Should -Not -Match 'pat-na1'
    }

    It 'names a secret that leads nowhere, with its place' {
        $env:SIMULATED_HUBSPOT_TOKEN = ''
        $before = Get-SimulatorCallCount $simulator

        $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath }

        $fault.FullyQualifiedErrorId | Should -BeLike 'SecretUnavailable,*'
        "$fault" | Should -BeLike '*settings.yaml(2,*SIMULATED_HUBSPOT_TOKEN*'
        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'says what is missing when a vault is named and SecretManagement is not there' {
        (Get-Content $simulator.SettingPath -Raw).Replace('env:SIMULATED_HUBSPOT_TOKEN', 'secret:crm/hubspot') | Set-Content $simulator.SettingPath

        $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath }

        $fault.FullyQualifiedErrorId | Should -BeLike 'SecretUnavailable,*'
        "$fault" | Should -BeLike '*SecretManagement*'
    }

    It 'asks a vault through Get-Secret' {
        (Get-Content $simulator.SettingPath -Raw).Replace('env:SIMULATED_HUBSPOT_TOKEN', 'secret:crm/hubspot') | Set-Content $simulator.SettingPath
        function global:Get-Secret($Vault, $Name) { if ("$Vault/$Name" -eq 'crm/hubspot') { ConvertTo-SimulatorSecret $simulator.Token } }
        try {
            Sync-ActivityToSalesforceTask $simulator.SettingPath -WhatIf | Should -BeNullOrEmpty
        } finally {
            Remove-Item function:global:Get-Secret
        }
    }

    It 'tells a wrong token in one error, without the token' {
        $env:SIMULATED_HUBSPOT_TOKEN = 'pat-na1-11111111-wrong'

        $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath }

        $fault.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
        $fault.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $fault.Exception.ToString() | Should -Not -Match '11111111'
    }

    It 'names the scope that is missing' {
        Set-SimulatorFault $simulator @{ endpoint = 'access-token-info'; status = 200; body = @{ hubId = 1234567; scopes = @('forms', 'content', 'crm.objects.owners.read') } }

        $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath }

        $fault.FullyQualifiedErrorId | Should -BeLike 'ScopeMissing,*'
        "$fault" | Should -BeLike '*crm.objects.contacts.read*'
    }

    It 'refuses a kind that does not exist, by name' {
        $fault = Get-Fault { Sync-ActivityToSalesforceTask $simulator.SettingPath -Kind callMaid }

        $fault.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        "$fault" | Should -BeLike "*There is no kind of activity 'callMaid'. Did you mean callMade? The kinds are: *"
    }

    It 'names the cmdlet that helps an org without our fields' {
        $bare = Start-Simulator -Portal small -Bare
        try {
            $fault = Get-Fault { Sync-ActivityToSalesforceTask $bare.SettingPath }

            $fault.FullyQualifiedErrorId | Should -BeLike 'FieldMissing,*'
            $fault.Exception.Message | Should -BeLike '*Initialize-SalesforceOrg*'
        } finally {
            Stop-Simulator $bare
        }
    }
}

Describe 'Sync-ActivityToSalesforceTask, told to wait' {
    It 'says what a length of time looks like: <_>' -ForEach 'soon', '-00:01:00', '600', 600, ([timespan]::FromMinutes(-1)) {
        { Sync-ActivityToSalesforceTask ./none.yaml -WaitTimeout $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*no length of time*00:10:00*New-TimeSpan*'
    }

    It 'takes one as text and as an object: <_>' -ForEach '00:10:00', ([timespan]::FromMinutes(1)), '1.00:00:00' {
        { Sync-ActivityToSalesforceTask ./none.yaml -WaitTimeout $_ } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*none.yaml*'
    }

    It 'does not both wait and not wait' {
        { Sync-ActivityToSalesforceTask ./none.yaml -Wait:$false -WaitTimeout 00:10:00 } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*Leave one of the two out.'
    }
}

Describe 'Sync-ActivityToSalesforceTask, with a plan' {
    It 'chooses nothing beside it: <_>' -ForEach @{ Kind = 'callMade' }, @{ IgnoreWindow = $true } {
        { Sync-ActivityToSalesforceTask ./none.yaml -Plan ./plan.jsonl @_ } | Should -Throw -ErrorId 'PlanInvalid,HubSpotSalesforce.Cmdlets.SyncActivityToSalesforceTaskCommand' -ExpectedMessage '*New-SyncPlan*'
    }
}

Describe 'Sync-ActivityToSalesforceTask, given a path of no file system' {
    It 'says that it leads nowhere' {
        { Sync-ActivityToSalesforceTask ./none.yaml -Plan nosuch:/p.jsonl } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*nosuch*leads nowhere*'
    }
}
