# What every cmdlet keeps to, whoever adds it and whenever. Nothing is named here that a new cmdlet would have to be added to.
BeforeDiscovery {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $cmdlets = Get-Command -Module HubSpotSalesforce | ForEach-Object { @{ Name = $_.Name; Command = $_; Verb = $_.Verb; Asks = $_.ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).SupportsShouldProcess } }
    # Whatever is not known to read only is taken for one that changes something.
    $reading = 'Compare', 'ConvertFrom', 'ConvertTo', 'Find', 'Format', 'Get', 'Measure', 'Read', 'Search', 'Select', 'Show', 'Test', 'Wait', 'Watch'
    $changing = (Get-Verb).Verb | Where-Object { $_ -notin $reading }

    # What a Get gives is taken by every other cmdlet of its noun that begins with something which is there.
    $pairs = foreach ($get in $cmdlets | Where-Object Verb -EQ 'Get') {
        foreach ($taking in $cmdlets | Where-Object { $_.Command.Noun -eq $get.Command.Noun -and $_.Verb -notin 'Get', 'New' }) { @{ Giving = $get.Command; Taking = $taking.Command } }
    }
    $pairs += foreach ($across in @('Get-HubSpotActivity', 'Sync-ActivityToSalesforceTask'), @('Get-HubSpotActivity', 'New-SyncPlan'), @('Get-SalesforceActivity', 'Sync-SalesforceActivityToHubSpot'), @('Get-SalesforceActivity', 'New-SyncPlan'), @('New-SyncPlan', 'Sync-SalesforceActivityToHubSpot'), @('Get-SyncIssue', 'Sync-ActivityToSalesforceTask'), @('Get-SyncIssue', 'New-SyncPlan'),
        @('New-SyncPlan', 'Sync-ActivityToSalesforceTask'), @('Get-SyncRecord', 'Resolve-SyncIssue'), @('Get-SyncRecord', 'New-SyncPlan'), @('Get-SyncRun', 'Get-SyncRecord'), @('Get-SyncRun', 'Get-SyncIssue'), @('Get-ContactLink', 'New-SyncPlan'),
        @('Test-SyncSetting', 'Set-SyncSetting'), @('New-SyncSetting', 'Get-SyncSetting')) {
        @{ Giving = Get-Command $across[0]; Taking = Get-Command $across[1] }
    }
}

BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters

    function Get-OwnParameter($Command) { $Command.Parameters.Values | Where-Object Name -NotIn $common }
    # The type of one value: of a list its elements', and without the question mark.
    function Get-Single($Parameter) {
        $type = $Parameter.ParameterType.IsArray ? $Parameter.ParameterType.GetElementType() : $Parameter.ParameterType
        [Nullable]::GetUnderlyingType($type) ?? $type
    }
    # The tests of a file that ask something: each It with a Should, and the calls of a command in it.
    function Get-Try([string] $Name) {
        $file = [Management.Automation.Language.Parser]::ParseFile("$PSScriptRoot/$Name.Tests.ps1", [ref] $null, [ref] $null)
        foreach ($test in Get-CommandAst $file It | Where-Object { Get-CommandAst $_ Should }) {
            @{ Test = $test; Calls = @(Get-CommandAst $test $Name) }
        }
    }
    function Get-CommandAst($Ast, [string] $Name) {
        $Ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -eq $Name }.GetNewClosure(), $true)
    }

    function Get-CallIn($Around, $Calls) {
        foreach ($call in $Calls) { if ($Around.Extent.StartOffset -le $call.Extent.StartOffset -and $Around.Extent.EndOffset -ge $call.Extent.EndOffset) { $call } }
    }

    # Whether a test asks for more than what its calls gave, which under -WhatIf may be nothing whatever was done.
    function Test-Effect($Test, $Calls) {
        $kept = $Test.FindAll({ $args[0] -is [Management.Automation.Language.AssignmentStatementAst] }, $true).Where({ Get-CallIn $_.Right $Calls }).Left.Extent.Text
        foreach ($asked in (Get-CommandAst $Test Should).Parent) {
            $named = $asked.FindAll({ $args[0] -is [Management.Automation.Language.VariableExpressionAst] }, $true).Extent.Text
            if (-not (Get-CallIn $asked $Calls) -and -not ($named | Where-Object { $_ -in $kept })) { return $true }
        }
        $false
    }
    function Get-Cmdlet($Command) { $Command.ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0] }

    # The parameters that take an object of a type from the pipeline, whole or by one of its properties.
    function Get-Taking($Command, [type] $Type) {
        $properties = $Type.GetProperties().Name
        foreach ($parameter in Get-OwnParameter $Command) {
            $names = @($parameter.Name) + $parameter.Aliases
            foreach ($set in $parameter.ParameterSets.Values) {
                if (($set.ValueFromPipeline -and $parameter.ParameterType.IsAssignableFrom($Type)) -or ($set.ValueFromPipelineByPropertyName -and ($names | Where-Object { $_ -in $properties }))) { $parameter.Name }
            }
        }
    }
}

Describe '<Name>' -ForEach $cmdlets {
    It 'is a cmdlet on the common base, which stops it, tells its faults and closes what it opened' {
        $Command.CommandType | Should -Be Cmdlet
        [HubSpotSalesforce.Cmdlets.SyncCmdlet].IsAssignableFrom($Command.ImplementingType) | Should -BeTrue
    }

    It 'has an approved verb and a singular noun, and parameters in the singular' {
        (Get-Verb $Command.Verb) | Should -Not -BeNullOrEmpty
        $Command.Noun | Should -Not -Match '[^s]s$'
        (Get-OwnParameter $Command | Where-Object { -not [Collections.IDictionary].IsAssignableFrom($_.ParameterType) }).Name | Where-Object { $_ -match '[^su]s$' -and $_ -notmatch '(Contains|^Days)$' } | Should -BeNullOrEmpty
    }

    It 'says what comes out, or gives it under -PassThru' {
        $types = @($Command.OutputType)

        $types | Should -Not -BeNullOrEmpty
        $types.Type | Should -Not -Contain $null -Because 'a type that is not there is no answer'
        $types.Name | Where-Object { $_ -notlike 'HubSpotSalesforce.*' -and $_ -ne 'System.IO.FileInfo' } | Should -BeNullOrEmpty -Because 'what is no record of ours has no view of ours, and no name that scripts can ask for'
        if ($Verb -in 'Clear', 'Disable', 'Disconnect', 'Enable', 'Remove', 'Resolve', 'Set', 'Update') { $Command.Parameters.Keys | Should -Contain 'PassThru' -Because "a $Verb is silent else" }
    }

    It 'has a table and a list of at most 120 columns for what comes out' {
        foreach ($type in @($Command.OutputType.Name) -like 'HubSpotSalesforce.*') {
            $views = Get-FormatData -TypeName $type -PowerShellVersion 7.6
            $table = $views.FormatViewDefinition.Control | Where-Object { $_ -is [Management.Automation.TableControl] }

            $table | Should -Not -BeNullOrEmpty -Because "$type needs a table"
            ($views.FormatViewDefinition.Control | Where-Object { $_ -is [Management.Automation.ListControl] }) | Should -Not -BeNullOrEmpty -Because "$type needs a list"
            $table.Headers | Where-Object { $_.Width -gt 0 -and "$($_.Label)".Length -gt $_.Width } | ForEach-Object Label | Should -BeNullOrEmpty -Because 'a head is not cut off'
            ($table.Headers | Where-Object Width -EQ 0).Count | Should -BeLessOrEqual 1 -Because 'only one column may take what the others leave'
            ($table.Headers | ForEach-Object { $_.Width -gt 0 ? $_.Width : 15 } | Measure-Object -Sum).Sum + $table.Headers.Count | Should -BeLessOrEqual 120
        }
    }

    It 'has a page with a synopsis, a word on each parameter and two examples' {
        $help = Get-Help $Name -Full

        $help.Synopsis | Should -Not -Match "^\s*$Name "
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        foreach ($parameter in Get-OwnParameter $Command) {
            ($help.parameters.parameter | Where-Object name -EQ $parameter.Name).description.Text | Should -Not -BeNullOrEmpty -Because "$Name -$($parameter.Name) needs one"
        }
    }

    It 'says what it takes where a value cannot be read' {
        $saying = @{ [uri] = 'ValidateWebAddressAttribute'; [DateTimeOffset] = 'MomentAttribute'; [DateTime] = 'DayAttribute'; [TimeSpan] = 'DurationAttribute' }
        foreach ($parameter in Get-OwnParameter $Command) {
            if ($saying[(Get-Single $parameter)] -is [string]) {
                $parameter.Attributes.TypeId.Name | Should -Contain $saying[(Get-Single $parameter)] -Because "-$($parameter.Name) would be refused in words of .NET"
            }
        }
    }

    It 'has a test file, in which it is called and something is asked of it' {
        "$PSScriptRoot/$Name.Tests.ps1" | Should -Exist
        Get-Try $Name | Where-Object { $_.Calls } | Should -Not -BeNullOrEmpty
    }

    It 'checks what it is given' {
        foreach ($parameter in Get-OwnParameter $Command) {
            # Nothing to check: a switch and an enumeration take their words alone, and a record was read by another cmdlet.
            $type = Get-Single $parameter
            if ($type -in [switch], [bool] -or $type.IsEnum -or ($type.FullName -like 'HubSpotSalesforce.*' -and $type.FullName -ne 'HubSpotSalesforce.Settings.GivenMoment')) { continue }

            ($parameter.Attributes | Where-Object { $_ -is [Management.Automation.ValidateArgumentsAttribute] -or $_ -is [Management.Automation.ArgumentTransformationAttribute] -or $_ -is [Management.Automation.AllowNullAttribute] }) |
                Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) says nothing of what it takes"
        }
    }

    It 'takes secrets as such only' {
        $open = @{
            Key            = 'of a setting or an activity'
            ActivityKey    = 'of an activity'
            PrivateKeyPath = 'the file, and not what is in it'
        }
        foreach ($parameter in Get-OwnParameter $Command | Where-Object Name -Match 'key|token|secret|pass(word|phrase)?|credential') {
            if ($open.ContainsKey($parameter.Name) -or $parameter.Attributes.Where{ $_.TypeId.Name -eq 'ValidateSecretReferenceAttribute' }) { continue }    # env:NAME and the like, no secret

            $parameter.ParameterType | Should -BeIn @([securestring], [pscredential], [switch]) -Because "-$($parameter.Name) would stand in the history"
        }
    }

    It 'says of wildcards where it takes them, and nowhere else' {
        $help = Get-Help $Name -Full
        foreach ($parameter in Get-OwnParameter $Command) {
            $told = ($help.parameters.parameter | Where-Object name -EQ $parameter.Name).description.Text -match 'wildcard'
            $takes = $parameter.Attributes.Where{ $_ -is [Management.Automation.SupportsWildcardsAttribute] }

            [bool] $takes | Should -Be ([bool] $told) -Because "[SupportsWildcards] and the help of -$($parameter.Name) say the same"
        }
    }

    It 'completes what there is to choose from' {
        $known = 'Kind', 'RunId', 'SkipCode', 'TaskType', 'Status', 'StatusValue', 'Priority', 'Code', 'TimeZone', 'GroupBy', 'Field', 'Profile', 'Property'
        foreach ($parameter in Get-OwnParameter $Command | Where-Object { $_.Name -in $known -and $_.ParameterType -ne [switch] }) {
            ($parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] -or $_ -is [Management.Automation.ValidateSetAttribute] }) | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) has known values"
        }
    }

    It 'lets -SettingPath stand first' {
        if ($Command.Parameters.ContainsKey('SettingPath') -and $Verb -ne 'Connect') {
            $Command.Parameters.SettingPath.ParameterSets.Values.Position | Should -Contain 0
        }
    }
}

Describe '<Name>, which changes something' -ForEach ($cmdlets | Where-Object Verb -In $changing) {
    It 'asks: -WhatIf, -Confirm, and an impact that fits' {
        $cmdlet = Get-Cmdlet $Command

        $cmdlet.SupportsShouldProcess | Should -BeTrue
        switch ($Verb) {
            { $_ -in 'Undo', 'Restore', 'Clear' } { $cmdlet.ConfirmImpact | Should -Be High }
            { $_ -in 'New', 'Set', 'Connect', 'Disconnect' } { $cmdlet.ConfirmImpact | Should -BeIn Low, Medium }
            default { $cmdlet.ConfirmImpact | Should -BeIn Medium, High }
        }
    }

    It 'says of -WhatIf and -Confirm in its help' {
        $help = Get-Help $Name -Full

        foreach ($asking in 'WhatIf', 'Confirm') {
            ($help.parameters.parameter | Where-Object name -EQ $asking).description.Text | Should -Not -BeNullOrEmpty
            foreach ($line in $help.syntax.syntaxItem) { $line.parameter.name | Should -Contain $asking }
        }
    }

    It 'has -Force where a limit may stop it' {
        if ($Verb -in 'Sync', 'Undo' -or $Name -eq 'Invoke-ActivitySync') { $Command.Parameters.Keys | Should -Contain 'Force' }
    }
}

Describe '<Name>, which asks' -ForEach ($cmdlets | Where-Object Asks) {
    It 'is tried with -WhatIf, which leaves all as it was, and with a question that is answered' {
        $tries = @(Get-Try $Name)
        $foreseen = $tries.Where({
                $calls = $_.Calls.Where({ $_.CommandElements.ParameterName -contains 'WhatIf' })
                $calls -and (Test-Effect $_.Test $calls)
            })

        $foreseen | Should -Not -BeNullOrEmpty -Because 'one test looks at what -WhatIf left, and not at what it gave alone'
        $tries.Where({ $_.Calls -and ((Get-CommandAst $_.Test Invoke-Answering) -or $_.Calls.CommandElements.ParameterName -contains 'Confirm') }) | Should -Not -BeNullOrEmpty
    }
}

Describe '<Name>, which changes nothing' -ForEach ($cmdlets | Where-Object Verb -NotIn $changing) {
    It 'does not ask, unless a switch makes it change something' {
        (Get-Cmdlet $Command).SupportsShouldProcess | Should -Be $Command.Parameters.ContainsKey('Rebuild')
    }
}

Describe 'The pipeline from <Giving.Name> to <Taking.Name>' -ForEach $pairs {
    It 'needs no ForEach-Object' {
        foreach ($type in $Giving.OutputType.Type | Where-Object Namespace -Like 'HubSpotSalesforce*') {
            Get-Taking $Taking $type | Should -Not -BeNullOrEmpty -Because "$Taking takes nothing of $type"
        }
    }

    It 'survives a file or a job: a deserialised object falls back to its key' {
        foreach ($type in $Giving.OutputType.Type | Where-Object Namespace -Like 'HubSpotSalesforce*') {
            $properties = $type.GetProperties().Name
            $taken = Get-OwnParameter $Taking | Where-Object {
                $names = @($_.Name) + $_.Aliases
                $_.ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true -and ($names | Where-Object { $_ -in $properties })
            }

            $taken | Should -Not -BeNullOrEmpty -Because "$Taking takes no property of $type"
        }
    }
}
