# What every error of the module has, and that its page tells of it.
BeforeDiscovery {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $rows = [HubSpotSalesforce.Cmdlets.ErrorCatalogue]::All | ForEach-Object { @{ Id = $_.Id; Row = $_ } }
}

BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $null = Test-SyncSetting "$TestDrive/none.yaml"    # the core is loaded by the first cmdlet that needs it
    $kind = ([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'HubSpotSalesforce' }).GetType('HubSpotSalesforce.FaultKind')
    $page = (Get-Content "$PSScriptRoot/../../module/en-US/about_HubSpotSalesforce_Errors.md" -Raw).ReplaceLineEndings("`n")
    function Get-Fault([string] $Id, [string] $Message) {
        $fault = $kind.Assembly.GetType('HubSpotSalesforce.SyncException')
        $fault.GetConstructors()[0].Invoke(@([Enum]::Parse($kind, $Id), 'the thing', $Message, $null))
    }
}

Describe 'The catalogue of errors' {
    It 'has a row for every kind of fault, and none for another' {
        [HubSpotSalesforce.Cmdlets.ErrorCatalogue]::All.Id | Should -Be ([Enum]::GetNames($kind))
    }

    It 'stands whole on its page, and the page has nothing else' {
        $headings = [regex]::Matches($page, '(?m)^### (\w+)$').ForEach({ $_.Groups[1].Value })

        $headings | Sort-Object | Should -Be ([Enum]::GetNames($kind) | Sort-Object)
    }

    # Ids are what scripts compare with: one that disappears from this list breaks them, and a new one stays from its first day on.
    It 'keeps the ids it ever had, and each id that is new is kept from now on' {
        $ever = 'Throttled', 'Unavailable', 'RowLocked', 'RecordRejected', 'Conflict', 'NotFound', 'SettingsInvalid', 'NativeConnectorFound', 'SecretUnavailable', 'Unauthorized', 'ScopeMissing', 'FieldMissing',
        'FieldNotWritable', 'OrgUnready', 'PlanInvalid', 'ReportInvalid', 'QuotaSpent', 'LimitReached', 'StoreUnavailable', 'StoreLocked', 'StoreFull', 'StoreReadOnly', 'StoreDamaged', 'StoreMismatch', 'StateMissing', 'LeaseHeld', 'LeaseLost', 'HostNotAllowed', 'UnexpectedAnswer'

        [Enum]::GetNames($kind) | Where-Object { $_ -cnotin $ever } | Should -BeNullOrEmpty -Because 'a new id is added here'
        $ever | Where-Object { $_ -cnotin [Enum]::GetNames($kind) } | Should -BeNullOrEmpty -Because 'scripts compare with it'
        [HubSpotSalesforce.Cmdlets.ErrorCatalogue]::All.Id | Sort-Object | Should -BeExactly ($ever | Sort-Object)
    }

    It 'has a category, an answer and an action for <Id>, and its page has them too' -ForEach $rows {
        $section = [regex]::Match($page, "(?ms)^### $Id`n(.*?)(?=^##|\z)").Groups[1].Value

        $Row.Category | Should -Not -Be NotSpecified
        $Row.Answer | Should -BeIn again, skip, stop
        $Row.Action | Should -Match '\.$'
        $section | Should -Match "Category $($Row.Category)\. Answer: $($Row.Answer)\."
        $section.ReplaceLineEndings(' ') -replace ' +', ' ' | Should -BeLike "*$([WildcardPattern]::Escape($Row.Action))*"
    }

    It 'makes of <Id> a record with id, category, target, message and what to do' -ForEach $rows {
        $record = [HubSpotSalesforce.Cmdlets.ErrorCatalogue]::Record((Get-Fault $Id 'It went wrong.'), $null)

        $record.FullyQualifiedErrorId | Should -Be $Id
        $record.CategoryInfo.Category | Should -Be $Row.Category
        $record.TargetObject | Should -Be 'the thing'
        $record.CategoryInfo.TargetName | Should -Be 'the thing'
        $record.ErrorDetails.Message | Should -Be 'It went wrong.'
        $record.ErrorDetails.RecommendedAction | Should -Be $Row.Action
    }

    It 'lets the message of the case go before the action of the catalogue' {
        $record = [HubSpotSalesforce.Cmdlets.ErrorCatalogue]::Record((Get-Fault NotFound 'No run 7 in run.db. List the runs with Get-SyncRun.'), $null)

        $record.ErrorDetails.RecommendedAction | Should -Be 'List the runs with Get-SyncRun.'
        $record.ErrorDetails.Message | Should -Be 'No run 7 in run.db.' -Because 'what to do stands below it already'
        $record.Exception.Message | Should -Be 'No run 7 in run.db. List the runs with Get-SyncRun.'
    }

    It 'leaves the advice of each fault beside it where a message names several' {
        $several = "a.yaml(1,1): No key. Did you mean b?`na.yaml(2,1): No number. Write c: 1."
        $record = [HubSpotSalesforce.Cmdlets.ErrorCatalogue]::Record((Get-Fault SettingsInvalid $several), $null)

        $record.ErrorDetails.Message | Should -Be $several
        $record.ErrorDetails.RecommendedAction | Should -BeLike '*Test-SyncSetting shows all faults.'
    }
}

Describe 'An error of a cmdlet' {
    It 'tells what to do when a run stops' {
        try { Get-HubSpotActivity "$TestDrive/none.yaml" } catch { $met = $_ }

        $met.FullyQualifiedErrorId | Should -BeLike 'SettingsInvalid,*'
        $met.CategoryInfo.Category | Should -Be InvalidArgument
        $met.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
