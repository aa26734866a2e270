# Every class that completes, whoever adds it, with the parameters it completes.
BeforeDiscovery {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $completers = [HubSpotSalesforce.Cmdlets.SyncCmdlet].Assembly.GetTypes() | Where-Object { $_.IsClass -and -not $_.IsAbstract -and [Management.Automation.IArgumentCompleter].IsAssignableFrom($_) } | ForEach-Object {
        $type = $_
        $completed = foreach ($command in Get-Command -Module HubSpotSalesforce) {
            $command.Parameters.GetEnumerator().ForEach({ $_.Value }) | Where-Object { $_.Attributes.Where{ $_ -is [ArgumentCompleter] -and $_.Type -eq $type } } | ForEach-Object { @{ Command = $command.Name; Parameter = $_.Name } }
        }
        @{ Name = $type.Name; Type = $type; Completed = @($completed) }
    }
    $words = @{ Told = 'nothing'; Word = '' }, @{ Told = 'a quote'; Word = "'" }, @{ Told = 'a double quote'; Word = '"' }, @{ Told = 'a quote within'; Word = "'a'b" }, @{ Told = 'a wildcard'; Word = '*' },
    @{ Told = 'half a wildcard'; Word = '[a-' }, @{ Told = 'a backtick'; Word = '`' }, @{ Told = '2,000 characters'; Word = 'x' * 2000 }, @{ Told = 'other scripts'; Word = "`u{17C}`u{65E5}`u{1F600}`u{202E}" },
    @{ Told = 'half a letter'; Word = [string][char]0xD83D }, @{ Told = 'control characters'; Word = "`0`n`t" }, @{ Told = 'dollar and braces'; Word = '${env:PATH}$(throw)' }, @{ Told = 'blanks'; Word = '   ' }
}

BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $settings = $simulator.SettingPath

    function Get-Completion([string] $Line) {
        @([Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches | Where-Object ResultType -EQ ParameterValue).CompletionText
    }
}
AfterAll { Stop-Simulator $simulator }

Describe 'Completion' {
    It 'gives what every org begins with before one was seen' {
        Get-Completion "Set-SyncSetting '$settings' -Kind callMade -Priority " | Should -Be 'High', 'Normal', 'Low'
    }

    It 'gives the words of the org once a run has seen it, without asking it' {
        $null = Sync-ActivityToSalesforceTask $settings
        $calls = Get-SimulatorCallCount $simulator

        Get-Completion "Set-SyncSetting '$settings' -Kind callMade -Status In" | Should -Be "'In Progress'"
        Get-Completion "Set-SyncSetting '$settings' -Kind callMade -TaskType " | Should -Contain 'Call'
        Get-Completion "Set-SyncSetting '$settings' timeline.kinds.callMade.fields.CallD" | Should -Contain 'timeline.kinds.callMade.fields.CallDurationInSeconds'

        Get-SimulatorCallCount $simulator | Should -Be $calls
    }

    It 'gives settings keys' {
        Get-Completion "Set-SyncSetting '$settings' limits.max" | Should -Be 'limits.maxCreates', 'limits.maxCreatesPerRun', 'limits.maxDeletes'
    }

    It 'gives the values of <Key>' -ForEach @(
        @{ Key = 'nativeConnector'; Values = 'off', 'coexist' }
        @{ Key = 'timeline.windows.anchor'; Values = 'contactSync', 'activitySyncEnabled' }
        @{ Key = 'contacts.linkBy'; Values = 'property', 'email' }
        @{ Key = 'salesforceToHubSpot.calls.sync'; Values = 'true', 'false' }
        @{ Key = 'timeline.kinds.callMade.priority'; Values = 'High', 'Normal', 'Low' }
        @{ Key = 'state.path'; Values = $null }
        @{ Key = 'no.such.key'; Values = $null }
    ) {
        Get-Completion "Set-SyncSetting '$settings' $Key " | Should -Be $Values
        Get-Completion "Set-SyncSetting -Key $Key -SettingPath '$settings' -Value " | Should -Be $Values
    }

    It 'gives time zones: <_>' -ForEach 'New-SyncSetting -TimeZone ', 'Set-SyncSetting ./none.yaml timeZone ' {
        Get-Completion "${_}Europe/War" | Should -Be 'Europe/Warsaw'
        Get-Completion "${_}U" | Select-Object -First 1 | Should -Be 'UTC'
    }

    It 'gives a time zone by its city' {
        Get-Completion 'New-SyncSetting -TimeZone War' | Should -Be 'Europe/Warsaw'
        Get-Completion 'Set-SyncSetting ./none.yaml timeZone War' | Should -Be 'Europe/Warsaw'
    }

    It 'gives for Undo-SyncRun the runs that can be taken back, and no others' {
        $own = Start-Simulator -Portal small
        try {
            $null = Sync-ActivityToSalesforceTask $own.SettingPath
            $null = Sync-ActivityToSalesforceTask $own.SettingPath    # writes nothing
            $run = (Get-SyncRun $own.SettingPath)[1].RunId

            Get-Completion "Undo-SyncRun '$($own.SettingPath)' " | Should -Be $run
            $null = Undo-SyncRun $own.SettingPath $run -Force
            Get-Completion "Undo-SyncRun '$($own.SettingPath)' " | Should -BeNullOrEmpty
        } finally {
            Stop-Simulator $own
        }
    }

    It 'gives the keys of issues, and what each is about' {
        $own = Start-Simulator -Portal small
        try {
            Set-SimulatorRefusal $own 'hs-call-3'
            $null = Sync-ActivityToSalesforceTask $own.SettingPath -ErrorAction SilentlyContinue

            Get-Completion "Resolve-SyncIssue '$($own.SettingPath)' -Key h" | Should -Be 'hs-call-3'
            Get-Completion "Get-SyncIssue '$($own.SettingPath)' -Key h" | Should -Be 'hs-call-3'
        } finally {
            Stop-Simulator $own
        }
    }

    It 'gives codes of issues before there is one' {
        Get-Completion "Get-SyncIssue '$settings' -Code C" | Select-Object -First 1 | Should -Be 'Conflict'
        Get-Completion "Get-SyncIssue '$settings' -Code FIELD_" | Should -Be 'FIELD_CUSTOM_VALIDATION_EXCEPTION'
    }

    It 'gives codes of issues, those the store has first' {
        $refusing = Start-Simulator -Portal small -Fault @{ Refuse = 'hs-call-3' }
        try {
            $null = Sync-ActivityToSalesforceTask $refusing.SettingPath -ErrorAction SilentlyContinue
            $code = @(Get-SyncIssue $refusing.SettingPath)[0].Code
            $codes = Get-Completion "Get-SyncIssue '$($refusing.SettingPath)' -Code "
        } finally { Stop-Simulator $refusing }

        $code | Should -Not -BeNullOrEmpty
        $codes[0] | Should -Be $code
        $codes | Should -Contain 'Conflict'
        $codes | Select-Object -Unique | Should -HaveCount $codes.Count
    }

    It 'gives values of Status to reports' {
        Get-Completion "New-ActivityReport '$settings' -StatusValue Def" | Should -Be 'Deferred'
        Get-Completion "Publish-ActivityReport '$settings' -StatusValue Def" | Should -Be 'Deferred'
    }

    It 'gives kinds and skip codes' {
        Get-Completion "Get-HubSpotActivity '$settings' -Kind call" | Should -Be 'callMade'
        Get-Completion "Get-HubSpotActivity '$settings' -Kind calls" | Should -Be 'callMade'
        Get-Completion "Get-SyncRun '$settings' -SkipCode Outside" | Should -Be 'OutsideInclusionList', 'OutsideWindow'
    }

    It 'gives files that can be settings first' {
        'a.txt', 'b.yml', 'c.yaml' | ForEach-Object { $null = New-Item "$TestDrive/paths/$_" -Force }

        foreach ($line in "Get-SyncSetting $TestDrive/paths/", "Connect-HubSpot -SettingPath $TestDrive/paths/", "Connect-Salesforce -SettingPath $TestDrive/paths/") {
            [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ListItemText | Should -Be 'b.yml', 'c.yaml', 'a.txt'
        }
    }

    It 'gives runs without opening the store, and from it where no run left them' {
        $null = Sync-ActivityToSalesforceTask $settings
        $runs = (Get-SyncRun $settings).RunId
        Move-Item $simulator.StorePath "$TestDrive/store"
        Set-Content $simulator.StorePath 'no store'

        Get-Completion "Get-SyncRun '$settings' -RunId " | Should -Be $runs

        Move-Item "$TestDrive/store" $simulator.StorePath -Force
        Remove-Item "$($simulator.StorePath).runs.txt"
        $runs | Should -Not -BeNullOrEmpty
        Get-Completion "Get-SyncRun '$settings' -RunId " | Should -Be $runs
    }

    It 'gives nothing, and is no error, without settings: <_>' -ForEach '-Kind callMade -TaskType', '-Kind callMade -Status', '-Kind callMade -Priority', 'timeline.kinds.callMade.taskType' {
        $errors = $Error.Count

        Get-Completion "Set-SyncSetting '$TestDrive/none.yaml' $_ zz" | Should -BeNullOrEmpty

        $Error.Count | Should -Be $errors
    }
}

Describe '<Name>' -ForEach $completers {
    BeforeAll {
        # Nobody answers there, and whoever comes is seen.
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $null = Sync-ActivityToSalesforceTask $settings
        $silent = "$($simulator.Folder)/silent.yaml"
        (Get-Content $settings -Raw) -replace 'http://127\.0\.0\.1:\d+', "http://$($listener.LocalEndpoint)" -replace 'SIMULATED_\w+', 'NOT_THERE' | Set-Content $silent
        $files = @{
            right   = $settings
            silent  = $silent
            missing = "$TestDrive/none.yaml"
            broken  = "$TestDrive/broken.yaml"
            empty   = "$TestDrive/empty.yaml"
            binary  = "$TestDrive/binary.yaml"
            folder  = "$TestDrive/folder.yaml"
            drive   = 'none:/such.yaml'
            strange = "`0[*"
        }
        Set-Content $files.broken "version: 1`nhubspot: { token: [`n"
        Set-Content $files.empty '' -NoNewline
        [IO.File]::WriteAllBytes($files.binary, [byte[]](0..255))
        $null = New-Item $files.folder -ItemType Directory -Force
        $line = [Management.Automation.Language.Parser]::ParseInput('Get-SyncRun -RunId ', [ref] $null, [ref] $null).Find({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)

        # PowerShell swallows what a completer throws, so it is called itself, and each result is taken.
        function Get-Word($Place, [string] $Word, [Collections.IDictionary] $Bound) {
            @([Activator]::CreateInstance($Type).CompleteArgument($Place.Command, $Place.Parameter, $Word, $line, $Bound))
        }
    }
    AfterAll { $listener.Stop() }

    It 'completes a parameter' {
        $Completed | Should -Not -BeNullOrEmpty
    }

    It 'takes <Told> as what was typed' -ForEach $words {
        foreach ($place in $Completed) {
            { Get-Word $place -Word $Word -Bound @{ SettingPath = $settings } } | Should -Not -Throw
            { Get-Word $place -Word $Word -Bound @{ SettingPath = $files.missing; Key = $Word } } | Should -Not -Throw
        }
    }

    It 'is no error with settings that are <_>' -ForEach 'right', 'silent', 'missing', 'broken', 'empty', 'binary', 'folder', 'drive', 'strange' {
        $errors = $Error.Count

        foreach ($place in $Completed) {
            { Get-Word $place -Word '' -Bound @{ SettingPath = $files[$_]; Key = 'timeline.kinds.callMade.status' } } | Should -Not -Throw
        }

        $Error.Count | Should -Be $errors
    }

    It 'is no error where nothing, or what is no text, stands on the line already' {
        foreach ($place in $Completed) {
            { Get-Word $place -Word '' -Bound $null } | Should -Not -Throw
            { Get-Word $place -Word '' -Bound @{} } | Should -Not -Throw
            { Get-Word $place -Word '' -Bound @{ SettingPath = @('a', 'b'); Key = 1, 2 } } | Should -Not -Throw
            { Get-Word $place -Word '' -Bound @{ SettingPath = $null; Key = $null } } | Should -Not -Throw
        }
    }

    It 'answers from what this machine has: no call, no connection, the same words with nobody at the address and no secret' {
        $calls = Get-SimulatorCallCount $simulator

        foreach ($place in $Completed) {
            $bound = @{ Key = 'timeline.kinds.callMade.status' }
            $words = (Get-Word $place -Word '' -Bound ($bound + @{ SettingPath = $settings })).CompletionText
            (Get-Word $place -Word '' -Bound ($bound + @{ SettingPath = $silent })).CompletionText | Should -Be $words
        }

        $listener.Pending() | Should -BeFalse
        Get-SimulatorCallCount $simulator | Should -Be $calls
    }
}
