# The runbooks of docs/runbooks, carried out as they stand there, each in a process of its own as its scheduler would.
BeforeAll {
    $module = & "$PSScriptRoot/Get-PackedModule.ps1"
    Import-Module $module, "$PSScriptRoot/Simulator.psm1" -Force
    $runbooks = (Resolve-Path "$PSScriptRoot/../../docs/runbooks").Path
    $pwsh = (Get-Process -Id $PID).Path

    function Invoke-Runbook([string[]] $With) {
        $said = & $pwsh -NoProfile -NonInteractive -File "$runbooks/Invoke-Sync.ps1" -SettingPath $simulator.SettingPath -Module $module @With 2>&1
        [pscustomobject]@{ Code = $LASTEXITCODE; Output = @($said | Where-Object { $_ -is [string] }) -join "`n"; Errors = @($said | Where-Object { $_ -isnot [string] }) -join "`n" }
    }
}

Describe 'A runbook' {
    BeforeEach { $simulator = Start-Simulator -Portal small }
    AfterEach { Stop-Simulator $simulator }

    It 'Invoke-Sync.ps1 writes, says what it did, and can be started again' {
        $first = Invoke-Runbook
        $again = Invoke-Runbook

        $first.Code | Should -Be 0
        ($first.Output | ConvertFrom-Json).created | Should -Be 4
        $again.Code | Should -Be 0
        ($again.Output | ConvertFrom-Json).created | Should -Be 0
        @(Get-SimulatorTask $simulator) | Should -HaveCount 4
    }

    It 'Invoke-Sync.ps1 runs both ways, and tells of each in a line' {
        Stop-Simulator $simulator
        $simulator = Start-SimulatorBack

        $run = Invoke-Runbook

        $run.Code | Should -Be 0
        @($run.Output -split "`n" | ConvertFrom-Json | ForEach-Object { "$($_.target) $($_.created)" }) | Should -Be 'Salesforce 4', 'HubSpot 2'
    }

    It 'Invoke-Sync.ps1 ends with 5 when the day is spent, and goes on when it is not' {
        Set-SimulatorQuota $simulator @{ hubspot = $null; salesforce = 0 }
        $spent = Invoke-Runbook
        Set-SimulatorQuota $simulator @{ hubspot = $null; salesforce = $null }

        $spent.Code | Should -Be 5
        $spent.Errors | Should -BeLike 'QuotaSpent: *'
        $spent.Errors | Should -BeLike '*run again*' -Because 'nobody is there to be shown the advice otherwise'
        (Invoke-Runbook).Code | Should -Be 0
        @(Get-SimulatorTask $simulator) | Should -HaveCount 4
    }

    It 'Invoke-Sync.ps1 ends with 1 where a record was refused, and writes the rest' {
        Set-SimulatorRefusal $simulator hs-call-3

        $run = Invoke-Runbook

        $run.Code | Should -Be 1
        $run.Errors | Should -BeLike 'RecordRejected: *'
        @(Get-SimulatorTask $simulator) | Should -HaveCount 3
    }

    It 'Invoke-Sync.ps1 ends with 1 while a conflict waits for a person' {
        Stop-Simulator $simulator
        $simulator = Start-SimulatorBack -Conflict manual
        $null = New-SimulatorConflict $simulator

        $first = Invoke-Runbook
        $second = Invoke-Runbook
        Get-SyncIssue $simulator.SettingPath | Resolve-SyncIssue $simulator.SettingPath -Ignore
        $last = Invoke-Runbook

        $first.Code, $second.Code, $last.Code | Should -Be 1, 1, 0
        $first.Errors | Should -BeLike 'Conflict: Both sides changed Subject*'
        $second.Errors | Should -BeLike 'Warning: 1 conflict waits*'
        @($second.Output -split "`n" | ConvertFrom-Json)[-1].conflicts | Should -Be 1
        @($first.Output -split "`n" | ConvertFrom-Json)[-1].skipped | Should -BeGreaterThan 0
    }

    It 'Invoke-Sync.ps1 ends with <Code> when <Name>' -ForEach @(
        @{ Name = 'the settings are wrong'; Code = 2; Do = { Add-Content $simulator.SettingPath 'nonsense: 1' } }
        @{ Name = 'the secret is not there'; Code = 2; Do = { $env:SIMULATED_HUBSPOT_TOKEN = '' } }
        @{ Name = 'the credentials are refused'; Code = 3; Do = { $env:SIMULATED_HUBSPOT_TOKEN = 'wrong' } }
        @{ Name = 'a limit asks'; Code = 6; Do = { Set-SyncSetting $simulator.SettingPath limits.maxCreates 1 } }
        @{ Name = 'the store is no store'; Code = 7; Do = { Set-Content $simulator.StorePath ('no store ' * 200) } }
    ) {
        & $Do

        (Invoke-Runbook).Code | Should -Be $Code
    }

    It 'Invoke-Sync.ps1 ends with 2 when the module is not there, and says where to name it' {
        $said = & $pwsh -NoProfile -NonInteractive -File "$runbooks/Invoke-Sync.ps1" -SettingPath $simulator.SettingPath -Module "$TestDrive/none" 2>&1

        $LASTEXITCODE | Should -Be 2
        "$said" | Should -BeLike "*The module '*none' cannot be loaded*-Module*"
    }

    It 'Invoke-Sync.ps1 has the codes that its page and the help tell, and each error has one' {
        $table = { param($text, $pattern) [regex]::Matches($text, $pattern).ForEach({ "$([int]$_.Groups[1].Value)" }) | Sort-Object -Unique }
        $page = & $table (Get-Content "$runbooks/README.md" -Raw) '(?m)^\| (\d+) \|'
        $help = & $table (Get-Content "$PSScriptRoot/../../module/en-US/about_HubSpotSalesforce_Automation.md" -Raw) '(?m)^\| (\d+) \|'
        $script = Get-Content "$runbooks/Invoke-Sync.ps1" -Raw

        $page | Should -Be $help
        (& $table $script '\w+ = (\d+)(?:;|\r?\n)') + '0' + '1' + '10' + '130' | Sort-Object -Unique | Should -Be $page
        # The page gives each error the code that the script ends with.
        foreach ($row in [regex]::Matches((Get-Content "$runbooks/README.md" -Raw), '(?m)^\| ([2-9]) \|.*\| (`.*) \|$')) {
            foreach ($id in [regex]::Matches($row.Groups[2].Value, '`(\w+)`').ForEach({ $_.Groups[1].Value })) { $script | Should -Match "\b$id = $($row.Groups[1].Value)\b" }
        }
        foreach ($id in [HubSpotSalesforce.Cmdlets.ErrorCatalogue]::All.Id | Where-Object { $_ -ne 'ReportInvalid' }) { Get-Content "$runbooks/README.md" -Raw | Should -Match "``$id``" }
    }

    It 'azure-automation.ps1 signs in with the assets of the account' {
        $env:SIMULATED_HUBSPOT_TOKEN = $env:SIMULATED_SALESFORCE_SECRET = 'not looked at'
        # What the account brings, and the module in the path, as on a worker.
        $account = @"
            function Get-AutomationVariable([string] `$Name) { @{ HubSpotSalesforceSettings = '$($simulator.SettingPath)'; SalesforceLoginUrl = '$($simulator.SalesforceUrl)' }[`$Name] }
            function Get-AutomationPSCredential([string] `$Name) {
                `$secret = [securestring]::new(); foreach (`$sign in @{ HubSpot = '$($simulator.Token)'; Salesforce = '$($simulator.ClientSecret)' }[`$Name].ToCharArray()) { `$secret.AppendChar(`$sign) }
                [pscredential]::new(@{ HubSpot = 'any'; Salesforce = '$($simulator.ClientId)' }[`$Name], `$secret)
            }
            `$env:PSModulePath = '$(Split-Path $module)'
            & '$runbooks/azure-automation.ps1'
"@
        $said = & $pwsh -NoProfile -NonInteractive -Command $account

        $LASTEXITCODE | Should -Be 0
        "$said" | Should -BeLike 'Run * completed: *, 4 created,*'
        @(Get-SimulatorTask $simulator) | Should -HaveCount 4
    }

    It 'task-scheduler.ps1 schedules a command that runs' {
        $line = & "$runbooks/task-scheduler.ps1" -SettingPath $simulator.SettingPath -Module $module -Show

        $said = & $pwsh -NoProfile -NonInteractive -Command "& $line; exit `$LASTEXITCODE"

        $LASTEXITCODE | Should -Be 0
        ($said | ConvertFrom-Json).created | Should -Be 4
    }

    It 'cron.sh takes the secrets of its file, and is quiet about a run that still goes on' -Skip:$IsWindows {
        Set-Content "$($simulator.Folder)/environment" "SIMULATED_HUBSPOT_TOKEN=$($simulator.Token)", "SIMULATED_SALESFORCE_SECRET=$($simulator.ClientSecret)"
        $env:SIMULATED_HUBSPOT_TOKEN = $env:SIMULATED_SALESFORCE_SECRET = ''
        $env:SYNC_ENVIRONMENT, $env:SYNC_MODULE, $env:PWSH = "$($simulator.Folder)/environment", $module, $pwsh
        try {
            $said = & "$runbooks/cron.sh" $simulator.SettingPath
            $LASTEXITCODE | Should -Be 0
            ($said | ConvertFrom-Json).created | Should -Be 4
        } finally {
            Remove-Item Env:/SYNC_ENVIRONMENT, Env:/SYNC_MODULE, Env:/PWSH
        }
    }

    It 'github-actions.yml has steps that run' {
        # The steps that are scripts, in order, in one folder as on the machine; those of others (uses:) are theirs to test.
        $work = New-Item "$($simulator.Folder)/work" -ItemType Directory
        Copy-Item "$runbooks/Invoke-Sync.ps1" $work
        Copy-Item $simulator.SettingPath "$work/acme.yaml"
        $text = (Get-Content "$runbooks/github-actions.yml" -Raw).ReplaceLineEndings("`n")
        $steps = [regex]::Matches($text, '(?m)^        run: \|\n((?:          .*\n)+)').ForEach({ $_.Groups[1].Value -replace '(?m)^ {10}' })
        $steps | Should -HaveCount 2

        $said = & $pwsh -NoProfile -NonInteractive -WorkingDirectory $work -Command "`$env:PSModulePath = '$(Split-Path $module)'; `$env:SYNC_MODULE = 'HubSpotSalesforce'; `$env:HUBSPOT_SALESFORCE_STATE_PATH = 'state/acme.db'; $($steps -join "`n")"

        $LASTEXITCODE | Should -Be 0
        ($said | ConvertFrom-Json).created | Should -Be 4
        "$work/state/acme.db" | Should -Exist
    }
}

Describe 'Each runbook' {
    It 'has a test of its own: <_>' -ForEach (Get-ChildItem "$PSScriptRoot/../../docs/runbooks" -File -Recurse | Where-Object Extension -NE '.md').Name {
        $named = "'$([regex]::Escape($_)) "
        $tests = [Management.Automation.Language.Parser]::ParseFile("$PSScriptRoot/Runbook.Tests.ps1", [ref] $null, [ref] $null).FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -eq 'It' }, $true)

        @($tests.Where({ $_.CommandElements[1].Extent.Text -match "^$named" })) | Should -Not -BeNullOrEmpty
    }
}
