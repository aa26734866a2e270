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

Describe 'The topics of the help' {
    # What people look for has a page; one that goes, or that is not found by its name, is missed here.
    It 'tells of <Of> in <Topic>' -ForEach @(
        @{ Of = 'the whole'; Topic = 'about_HubSpotSalesforce' }
        @{ Of = 'authentication'; Topic = 'about_HubSpotSalesforce_Authentication' }
        @{ Of = 'settings'; Topic = 'about_HubSpotSalesforce_Settings' }
        @{ Of = 'rules'; Topic = 'about_HubSpotSalesforce_Rules' }
        @{ Of = 'both ways'; Topic = 'about_HubSpotSalesforce_TwoWaySync' }
        @{ Of = 'reports'; Topic = 'about_HubSpotSalesforce_Reports' }
        @{ Of = 'automation'; Topic = 'about_HubSpotSalesforce_Automation' }
        @{ Of = 'troubleshooting'; Topic = 'about_HubSpotSalesforce_Troubleshooting' }
        @{ Of = 'errors'; Topic = 'about_HubSpotSalesforce_Errors' }
    ) {
        "$PSScriptRoot/../../module/en-US/$Topic.md" | Should -Exist
        (Get-Module HubSpotSalesforce).ModuleBase | Join-Path -ChildPath "en-US/$Topic.help.txt" | Should -Exist
        (Get-Help $Topic).Length | Should -BeGreaterThan 500
        if ($Topic -ne 'about_HubSpotSalesforce') { Get-Content "$PSScriptRoot/../../module/en-US/about_HubSpotSalesforce.md" -Raw | Should -Match $Topic -Because 'the first topic leads to all others' }
    }

    It 'has no topic that the first one does not lead to' {
        $first = Get-Content "$PSScriptRoot/../../module/en-US/about_HubSpotSalesforce.md" -Raw

        (Get-ChildItem "$PSScriptRoot/../../module/en-US/about_*.md").BaseName | Where-Object { $first -notmatch "\b$_\b" -and $_ -ne 'about_HubSpotSalesforce' } | Should -BeNullOrEmpty
    }
}
