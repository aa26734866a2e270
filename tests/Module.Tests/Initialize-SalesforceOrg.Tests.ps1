BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Initialize-SalesforceOrg' {
    BeforeEach { $simulator = Start-Simulator -Portal small -Bare }
    AfterEach { Stop-Simulator $simulator }

    It 'creates what the org lacks, and finds it there the next time' {
        $done = Initialize-SalesforceOrg $simulator.SettingPath
        $again = Initialize-SalesforceOrg $simulator.SettingPath

        $done | Should -HaveCount 4
        $done.Status | Select-Object -Unique | Should -Be 'done'
        $done[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.SetupStep'
        $done[0].Action | Should -BeLike 'Created the field HubSpot_Activity_Id__c (*) on Activity.'
        $done[3].Action | Should -BeLike 'The integration user may now read and edit *'
        $again.Status | Select-Object -Unique | Should -Be 'present'
        $again.Action | Select-Object -Unique | Should -Be 'Nothing to do.'
    }

    It 'changes nothing under -WhatIf, and says what is needed, once' {
        $before = @(Get-SimulatorLog $simulator).Count

        $seen = Invoke-Answering 0 { Initialize-SalesforceOrg $args[0] -WhatIf } $simulator.SettingPath

        $seen.Output.Status | Select-Object -Unique | Should -Be 'needed'
        $seen.Lines | Should -BeLike 'What if: Performing the operation "take the 4 steps that are needed" on target "127.0.0.1:*'

        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
    }

    It 'asks for each step under -Confirm' {
        $no = Invoke-Answering 2 { Initialize-SalesforceOrg $args[0] -Confirm } $simulator.SettingPath

        $no.Questions | Should -HaveCount 4
        $no.Output.Status | Select-Object -Unique | Should -Be 'needed'
    }

    It 'tells what an administrator must do when Salesforce refuses a step, and goes on' {
        Set-SimulatorFault $simulator @{ host = 'salesforce'; endpoint = 'POST /services/data/v67.0/tooling/sobjects/CustomField'; nth = 2; status = 403; body = , @{ errorCode = 'INSUFFICIENT_ACCESS'; message = 'insufficient access rights' } }

        $done = Initialize-SalesforceOrg $simulator.SettingPath -ErrorVariable refused -ErrorAction SilentlyContinue

        $refused[0].FullyQualifiedErrorId | Should -Be 'OrgUnready,HubSpotSalesforce.Cmdlets.InitializeSalesforceOrgCommand'
        $refused[0].ErrorDetails.RecommendedAction | Should -BeLike '*administrator*HubSpot_Occurred_At__c*'
        $refused[0].TargetObject.Status | Should -Be 'refused'
        $done.Target | Should -Contain 'Activity.HubSpot_Activity_Id__c'
        $done.Target | Should -Not -Contain 'Activity.HubSpot_Occurred_At__c'
    }
}
