# What the documents tell people to type is there: the cmdlets, and each parameter they are given.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $pages = Get-ChildItem $root, "$root/docs", "$root/docs/runbooks" -Filter *.md | Where-Object { (Get-Content $_ -Raw) -match '(?m)^```powershell' } | ForEach-Object { @{ Page = [IO.Path]::GetRelativePath($root, $_.FullName); Path = $_.FullName } }
}

BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $ours = Get-Command -Module HubSpotSalesforce
}

Describe '<Page>' -ForEach $pages {
    It 'names cmdlets that are there, with parameters they have' {
        $named = 0
        foreach ($block in [regex]::Matches((Get-Content $Path -Raw), '(?ms)^```powershell\r?\n(.*?)^```')) {
            $faults = $null
            $code = [Management.Automation.Language.Parser]::ParseInput($block.Groups[1].Value, [ref] $null, [ref] $faults)
            $faults | Should -BeNullOrEmpty
            foreach ($command in $code.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                $name = $command.GetCommandName()
                if ($name -notmatch '-(Sync|HubSpot|Salesforce|Activity|ContactLink)') { continue }

                $ours.Name | Should -Contain $name
                foreach ($parameter in $command.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }) {
                    { (Get-Command $name).ResolveParameter($parameter.ParameterName) } | Should -Not -Throw -Because "$name -$($parameter.ParameterName) is written there"
                }
                $named++
            }
        }

        if ($Page -eq 'README.md') { $named | Should -BeGreaterThan 15 }
    }
}
