BeforeAll {
    $module = & "$PSScriptRoot/Get-PackedModule.ps1"
    Import-Module $module -Force
    $older = Get-ChildItem "$PSScriptRoot/../OlderPackages/bin/*/net*/OlderPackages.dll" | Sort-Object LastWriteTime | Select-Object -Last 1

    # A store with one run in it, for what reads one.
    Import-Module "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $null = Sync-ActivityToSalesforceTask $simulator.SettingPath

    # Load contexts are those of a process: each of these needs one of its own.
    function Invoke-Fresh([string] $Script) {
        $answer = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -OutputFormat Text -Command $Script 2>&1 | Out-String
        if ($LASTEXITCODE -ne 0) { throw $answer }
        $answer | ConvertFrom-Json
    }
}
AfterAll { Stop-Simulator $simulator }

Describe 'The module' {
    It 'is the packed one, for all of these tests' {
        $scripts = Get-ChildItem $PSScriptRoot -File | Where-Object { $_.Extension -in '.ps1', '.psm1' -and $_.Name -notin 'Get-PackedModule.ps1', 'Module.Tests.ps1' }

        (Get-Module HubSpotSalesforce).ModuleBase | Should -BeLike "$module*"
        $module | Should -Not -BeLike "*out$([IO.Path]::DirectorySeparatorChar)HubSpotSalesforce"
        ($scripts | Select-String 'out/HubSpotSalesforce').Filename | Should -BeNullOrEmpty
    }

    It 'has a valid manifest that names every cmdlet' {
        $manifest = Test-ModuleManifest "$((Get-Module HubSpotSalesforce).ModuleBase)/HubSpotSalesforce.psd1"

        $manifest.PowerShellVersion | Should -Be '7.6'
        $manifest.ExportedCmdlets.Keys | Sort-Object | Should -Be ((Get-Command -Module HubSpotSalesforce).Name | Sort-Object)
    }

    It 'loads nothing of the core when it is imported' {
        $loaded = Invoke-Fresh "Import-Module '$module'; [AppDomain]::CurrentDomain.GetAssemblies().Location | Where-Object { `$_ -like '*HubSpotSalesforce*core*' } | ConvertTo-Json -AsArray"

        $loaded | Should -BeNullOrEmpty
    }

    It 'keeps the core and its packages out of the context of PowerShell' {
        $contexts = Invoke-Fresh @"
            Import-Module '$module'
            `$null = Test-SyncSetting '$TestDrive/none.yaml'
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object Location -like '*HubSpotSalesforce*core*' |
                ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name } | Select-Object -Unique | ConvertTo-Json -AsArray
"@
        $contexts | Should -Be 'HubSpotSalesforce'
    }

    It 'works beside a module with older packages and another SQLite that was imported <_>' -ForEach 'before', 'after' {
        $imports = @("Import-Module '$($older.FullName)'; `$old = Get-OlderPackage", "Import-Module '$module'; `$check = Test-SyncSetting '$TestDrive/settings.yaml'; `$runs = @(Get-SyncRun '$TestDrive/settings.yaml')")
        if ($_ -eq 'after') { [array]::Reverse($imports) }
        Set-Content "$TestDrive/settings.yaml" "version: 1`nhubspot: { token: env:A }`nsalesforce: { loginUrl: https://acme.my.salesforce.com, clientId: x, clientSecret: env:B }`nstate: { path: $((Resolve-Path $simulator.StorePath).Path.Replace('\', '/')) }"

        $both = Invoke-Fresh @"
            $($imports -join "`n")
            `$ours = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.Location -like '*HubSpotSalesforce*core*' } | ForEach-Object { `$_.GetName() }
            @{
                Old = `$old.YamlDotNet.ToString(); Text = `$old.Yaml; New = (`$ours | Where-Object Name -EQ YamlDotNet).Version.ToString(); IsValid = `$check.IsValid
                OldSqlite = `$old.Sqlite.ToString(); Engine = `$old.Engine; NewSqlite = (`$ours | Where-Object Name -EQ Microsoft.Data.Sqlite).Version.ToString(); Runs = `$runs.Count; OldJson = `$old.NewtonsoftJson
            } | ConvertTo-Json
"@
        $both.Old | Should -BeLike '13.*'
        $both.OldJson | Should -Not -BeLike '*HubSpotSalesforce*' -Because 'PowerShell gives every module its own Newtonsoft.Json, and ours stays ours'
        $both.Text | Should -Be 'a: b'
        $both.New | Should -BeLike '16.*'
        $both.IsValid | Should -BeTrue
        $both.OldSqlite | Should -BeLike '8.*'
        $both.Engine | Should -BeLike '3.*'
        $both.NewSqlite | Should -BeLike '10.*'
        $both.Runs | Should -Be 1
    }

    It 'can be imported again, and after it was removed' {
        $answer = Invoke-Fresh "1..3 | ForEach-Object { Import-Module '$module' -Force; `$null = Test-SyncSetting '$TestDrive/none.yaml'; Remove-Module HubSpotSalesforce }; Import-Module '$module'; Test-SyncSetting '$TestDrive/none.yaml' | ConvertTo-Json"

        $answer.IsValid | Should -BeFalse
    }

    It 'has help that says what the pipeline may bring, and where wildcards count' {
        $commands = (Import-Module $module -PassThru).ExportedCommands.Values
        $commands | Should -Not -BeNullOrEmpty
        foreach ($command in $commands) {
            $help = Get-Help $command.Name
            $parameters = @($command.ParameterSets.Parameters)
            $inputs = @($help.inputTypes.inputType | ForEach-Object { "$($_.type.name) $($_.description.Text)" }) -join "`n"
            foreach ($parameter in $parameters | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName }) {
                $inputs | Should -Match "\b$($parameter.Name)\b" -Because "$($command.Name) takes -$($parameter.Name) from the pipeline"
            }
            foreach ($parameter in $parameters) {
                $isWild = [bool] ($parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] })
                ($help.parameters.parameter | Where-Object name -EQ $parameter.Name).globbing | Should -BeIn $null, "$isWild"
            }
        }
    }

    It 'has help that is made from its pages and its parameters' {
        $made = & "$PSScriptRoot/../../module/ConvertTo-Help.ps1" -Module $module -PassThru

        foreach ($file in $made) { $file.Text | Should -Be (Get-Content "$PSScriptRoot/../../module/en-US/$($file.Name)" -Raw) -Because 'module/ConvertTo-Help.ps1 makes it anew' }
        (Get-ChildItem "$PSScriptRoot/../../module/en-US" -File | Where-Object Extension -NE .md).Name | Sort-Object | Should -Be ($made.Name | Sort-Object) -Because 'nothing is left over'
    }

    It 'has help in which lists stay lists' {
        $folder = "$PSScriptRoot/../../module/en-US"
        $made = & "$PSScriptRoot/../../module/ConvertTo-Help.ps1" -Module $module -PassThru

        foreach ($page in Get-ChildItem "$folder/*.md") {
            $text = ($made | Where-Object Name -EQ "$($page.BaseName).help.txt").Text ??
                (([xml]$made[0].Text).SelectNodes("//*[local-name()='command'][*/*[local-name()='name']='$($page.BaseName)']//*[local-name()='para']").InnerText -join "`n")
            foreach ($item in (Get-Content $page) -match '^(-|\d+\.) ') {
                $text | Should -Match "(?m)^ *$([regex]::Escape($item.Replace('`', '')))" -Because "it is an item of a list in $($page.Name)"
            }
        }
    }
}

Describe 'The scripts' {
    It 'give the analyzer no reason to speak: <_>' -ForEach 'build.ps1', 'module', 'the packed module', 'docs/runbooks', 'bench', 'tests/Module.Tests' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
            return
        }

        $settings = @{}
        $path = $_ -eq 'the packed module' ? $module : "$PSScriptRoot/../../$_"
        if (Test-Path "$path/PSScriptAnalyzerSettings.psd1") { $settings.Settings = "$path/PSScriptAnalyzerSettings.psd1" }
        Invoke-ScriptAnalyzer $path -Recurse @settings | ForEach-Object { "$($_.ScriptName)($($_.Line)): $($_.RuleName) $($_.Message)" } | Should -BeNullOrEmpty
    }
}
