# Tables on a narrow screen: what PowerShell cuts, and what it does not break.
BeforeDiscovery {
    [xml] $format = Get-Content "$PSScriptRoot/../../module/HubSpotSalesforce.Format.ps1xml" -Raw
    $tables = foreach ($view in $format.Configuration.ViewDefinitions.View | Where-Object TableControl) { @{ Name = $view.Name; View = $view } }
}

BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    function Get-Wrapped([string] $Text, [int] $Width) { [HubSpotSalesforce.Cmdlets.ViewText]::Wrapped($Text, $Width) -split "`n" }
}

Describe 'The table of <Name>' -ForEach $tables {
    It 'breaks no heading on a screen of 80 columns: a column is there, or cut from its values, or left out' {
        $left = 79    # PowerShell leaves the last one free
        foreach ($header in $View.TableControl.TableHeaders.TableColumnHeader) {
            if ($left -le 0) { break }

            $label = "$($header.Label)"
            $width = $header.Width ? [Math]::Min([int] $header.Width, $left) : $left
            $width | Should -BeGreaterOrEqual $label.Length -Because "'$label' would be broken"
            $left -= $width + 1
        }
    }

    It 'breaks its sentences between words' {
        $last = @($View.TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem)[-1]
        if ($View.TableControl.TableRowEntries.TableRowEntry.SelectSingleNode('Wrap') -and -not @($View.TableControl.TableHeaders.TableColumnHeader)[-1].Width) {
            $before = ($View.TableControl.TableHeaders.TableColumnHeader | Where-Object Width | ForEach-Object { [int] $_.Width + 1 } | Measure-Object -Sum).Sum

            $last.ScriptBlock ?? $last.PropertyName | Should -Match ($last.ScriptBlock ? "ViewText\]::Last\(.*, $before, \`$Host\)$" : '^File$')
        }
    }
}

Describe 'A text of a view' {
    It 'is broken between words' { Get-Wrapped 'one two three four' 9 | Should -Be 'one two', 'three', 'four' }
    It 'keeps its own line ends' { Get-Wrapped "one two`nthree" 20 | Should -Be 'one two', 'three' }
    It 'leaves a long word whole' { Get-Wrapped 'a crm.objects.companies.read b' 10 | Should -Be 'a', 'crm.objects.companies.read', 'b' }
    It 'is nothing where there is none' { [HubSpotSalesforce.Cmdlets.ViewText]::Wrapped($null, 10) | Should -Be '' }
    It 'asks a host that has no screen for nothing' {
        $shell = [powershell]::Create([runspacefactory]::CreateRunspace())
        try {
            $shell.Runspace.Open()
            $null = $shell.AddScript('[HubSpotSalesforce.Cmdlets.ViewText]::Last(("word " * 40).Trim(), 60, $Host)')
            @("$($shell.Invoke())" -split "`n")[0].Length | Should -Be 59
        } finally {
            $shell.Dispose()
        }
    }
}
