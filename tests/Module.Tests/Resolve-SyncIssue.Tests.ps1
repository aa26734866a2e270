BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Resolve-SyncIssue' {
    BeforeEach {
        $simulator = Start-Simulator -Portal small -Fault @{ Refuse = 'hs-call-3' }
        $settings = $simulator.SettingPath
        $null = Sync-ActivityToSalesforceTask $settings -ErrorAction SilentlyContinue
    }
    AfterEach { Stop-Simulator $simulator }

    # O17
    It 'lets the next run send again what was refused too often' {
        1..4 | ForEach-Object { $null = Sync-ActivityToSalesforceTask $settings -ErrorAction SilentlyContinue }
        Set-SimulatorRefusal $simulator
        Sync-ActivityToSalesforceTask $settings | Should -BeNullOrEmpty

        Get-SyncIssue $settings | Resolve-SyncIssue $settings -Retry | Should -BeNullOrEmpty

        Get-SyncIssue $settings | Should -BeNullOrEmpty
        (Sync-ActivityToSalesforceTask $settings).Key | Should -Be 'hs-call-3'
    }

    It 'forgets an issue with -Ignore: no run sends it again' {
        Set-SimulatorRefusal $simulator

        Get-SyncIssue $settings -Code FIELD_* | Resolve-SyncIssue $settings -Ignore

        Get-SyncIssue $settings | Should -BeNullOrEmpty
        Sync-ActivityToSalesforceTask $settings -ErrorAction Stop | Should -BeNullOrEmpty
        (Get-SimulatorTask $simulator).HubSpot_Activity_Id__c | Should -Not -Contain 'hs-call-3'
    }

    # O5
    It 'lets a task be made again that was deleted in Salesforce' {
        Remove-SimulatorTask $simulator 'hs-call-1'
        Set-SimulatorRecord $simulator calls 1 @{ hs_call_title = 'Again'; hs_lastmodifieddate = [datetime]::UtcNow.ToString('o') }
        $null = Sync-ActivityToSalesforceTask $settings -ErrorAction SilentlyContinue
        $gone = Get-SyncRecord $settings | Where-Object IsGone

        $gone | Resolve-SyncIssue $settings -Retry

        $gone.Key | Should -Be 'hs-call-1'
        $gone.SalesforceUrl | Should -BeNullOrEmpty
        (Sync-ActivityToSalesforceTask $settings -ErrorAction SilentlyContinue).Subject | Should -Be 'Call: Again'
    }

    It 'changes nothing under -WhatIf' {
        Get-SyncIssue $settings | Resolve-SyncIssue $settings -Retry -WhatIf
        Resolve-SyncIssue $settings -Key hs-call-3 -Ignore -WhatIf

        (Get-SyncIssue $settings).Key | Should -Be 'hs-call-3'
    }

    It 'asks for each under -Confirm, and leaves what was declined' {
        $no = Invoke-Answering 2 { Get-SyncIssue $args[0] | Resolve-SyncIssue $args[0] -Ignore -Confirm -Verbose } $settings
        $yes = Invoke-Answering 0 { Get-SyncIssue $args[0] | Resolve-SyncIssue $args[0] -Ignore -Confirm -Verbose } $settings

        $no.Questions | Should -HaveCount 1
        $yes.Questions | Should -HaveCount 1
        $yes.Errors | Should -BeNullOrEmpty
        Get-SyncIssue $settings | Should -BeNullOrEmpty
    }

    It 'names a key that has no issue, and goes on' {
        Resolve-SyncIssue $settings -Key hs-call-1, hs-call-3 -Ignore -ErrorVariable unknown -ErrorAction SilentlyContinue

        $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.ResolveSyncIssueCommand'
        $unknown.CategoryInfo.TargetName | Should -Be 'hs-call-1'
        Get-SyncIssue $settings | Should -BeNullOrEmpty
    }

    It 'makes no store where there is none' {
        Set-SyncSetting $settings state.path ./none.db

        { Resolve-SyncIssue $settings -Key hs-call-3 -Retry -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'

        Get-ChildItem $simulator.Folder -Filter none* | Should -BeNullOrEmpty
    }

    It 'needs to be told whether to retry or to ignore: <Name>' -ForEach @(
        @{ Name = 'neither'; With = @{} }
        @{ Name = 'both'; With = @{ Retry = $true; Ignore = $true } }
    ) {
        { Resolve-SyncIssue $settings -Key hs-call-3 @With } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'leaves the store alone while a run works on it' {
        $shell = [powershell]::Create()
        Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = '/calls/'; delayMs = 60000 }
        $null = $shell.AddScript("Import-Module '$(& "$PSScriptRoot/Get-PackedModule.ps1")'; Sync-ActivityToSalesforceTask '$settings'")
        $null = $shell.BeginInvoke()
        try {
            [Threading.SpinWait]::SpinUntil({ (Get-SimulatorFault $simulator).matched -gt 0 }, 30000) | Should -BeTrue

            { Get-SyncIssue $settings | Resolve-SyncIssue $settings -Retry } | Should -Throw -ErrorId 'LeaseHeld,HubSpotSalesforce.Cmdlets.ResolveSyncIssueCommand'
        } finally {
            $shell.Stop()
            $shell.Dispose()
        }
        (Get-SyncIssue $settings).Key | Should -Be 'hs-call-3'
    }

    It 'gives what it resolved under -PassThru, to be piped on' {
        $given = Get-SyncIssue $settings | Resolve-SyncIssue $settings -Retry -PassThru

        $given.Key | Should -Be 'hs-call-3'
        $given.Action | Should -Be 'send again with the next run'
        $given.PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.IssueResolution'
    }

    It 'does not take a choice for its opposite: <_>' -ForEach 'Retry', 'Ignore' {
        $choice = @{ $_ = $false }

        { Resolve-SyncIssue $settings -Key hs-call-3 @choice } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage "*-$_ chooses*leave it out*"
    }
}

Describe 'Resolve-SyncIssue, of conflicts' {
    BeforeEach {
        $simulator = Start-SimulatorBack -Conflict manual
        $settings = $simulator.SettingPath
    }
    AfterEach { Stop-Simulator $simulator }

    # R52
    It 'leaves both values with -Ignore, until one side is edited again' {
        $call = New-SimulatorConflict $simulator
        $null = Invoke-ActivitySync $settings -ErrorAction SilentlyContinue

        (Get-SyncIssue $settings | Resolve-SyncIssue $settings -Ignore -PassThru).Action | Should -Be 'forget the conflict of Subject, and leave both values'
        $null = Invoke-ActivitySync $settings -ErrorAction Stop

        Get-SyncIssue $settings | Should -BeNullOrEmpty
        (Get-SimulatorMade $simulator calls).properties.hs_call_title | Should -Be 'From HubSpot'
        (Get-SalesforceActivity $settings -Id $simulator.CallId).Title | Should -Be 'From Salesforce'
        Set-SimulatorHubSpotProperty $simulator calls $call @{ hs_call_title = 'Later' }
        (Invoke-ActivitySync $settings).Status | Should -Be 'updated'
        (Get-SalesforceActivity $settings -Id $simulator.CallId).Title | Should -Be 'Later'
    }
}
