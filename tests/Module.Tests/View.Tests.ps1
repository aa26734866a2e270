# What the views name is there, and what they compute can be computed: each column and line, of every view.
BeforeDiscovery {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $file = [xml](Get-Content "$PSScriptRoot/../../module/HubSpotSalesforce.Format.ps1xml" -Raw)
    $views = foreach ($view in $file.Configuration.ViewDefinitions.View) {
        @{
            Type       = $view.ViewSelectedBy.TypeName
            Form       = $view.SelectSingleNode('TableControl') ? 'table' : 'list'
            Properties = @($view.SelectNodes('.//PropertyName').ForEach({ $_.InnerText }))
            Scripts    = @($view.SelectNodes('.//ScriptBlock').ForEach({ $_.InnerText }))
        }
    }
    $types = Get-Command -Module HubSpotSalesforce | ForEach-Object { $_.OutputType.Name } | Where-Object { $_ -like 'HubSpotSalesforce.*' } | Sort-Object -Unique | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $null = Test-SyncSetting "$TestDrive/none.yaml"    # the core is loaded by the first cmdlet that needs it
    $core = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'HubSpotSalesforce' }
    $text = Get-Content "$PSScriptRoot/../../module/HubSpotSalesforce.Format.ps1xml" -Raw

    # An object of a type with a value in each of its properties, whatever makes it otherwise, and one element in each list.
    function Get-Sample([type] $Type, [int] $Depth = 0) {
        $simple = @{
            [string] = 'some'; [bool] = $true; [int] = 1; [long] = 1L; [double] = 0.5; [decimal] = 1d; [object] = 'some'; [uri] = [uri]'https://acme.example.com'; [timespan] = [timespan]::FromMinutes(1)
            [datetime] = [datetime]'2026-10-01'; [DateTimeOffset] = [DateTimeOffset]'2026-10-01Z'; [DateOnly] = [DateOnly]::new(2026, 10, 1); [TimeZoneInfo] = [TimeZoneInfo]::Utc
        }
        $Type = [Nullable]::GetUnderlyingType($Type) ?? $Type
        if ($simple.ContainsKey($Type)) { return $simple[$Type] }
        if ($Type.IsEnum) { return [Enum]::GetValues($Type).GetValue(0) }
        if ($Depth -gt 5 -or [Delegate].IsAssignableFrom($Type)) { return $null }

        $arguments = $Type.IsArray ? @($Type.GetElementType()) : [Collections.IDictionary].IsAssignableFrom($Type) -and -not $Type.IsGenericType ? $Type.BaseType.GetGenericArguments() : $Type.GetGenericArguments()
        if ($arguments.Count -eq 2) {
            $dictionary = [Activator]::CreateInstance($Type.IsAbstract ? [Collections.Generic.Dictionary``2].MakeGenericType($arguments) : $Type)
            $dictionary.Add((Get-Sample $arguments[0] ($Depth + 1)), (Get-Sample $arguments[1] ($Depth + 1)))
            return $dictionary
        }
        if ($arguments.Count -eq 1) {
            $list = [Array]::CreateInstance($arguments[0], 1)
            $list.SetValue((Get-Sample $arguments[0] ($Depth + 1)), 0)
            return , $list
        }

        if ($Type.IsAbstract) { $Type = @($Type.Assembly.GetTypes() | Where-Object { $Type.IsAssignableFrom($_) -and -not $_.IsAbstract })[0] }
        $sample = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($Type)
        for ($at = $Type; $at -and $at.Assembly -eq $core; $at = $at.BaseType) {
            foreach ($field in $at.GetFields('Instance, NonPublic, Public, DeclaredOnly')) { $field.SetValue($sample, (Get-Sample $field.FieldType ($Depth + 1))) }
        }
        $sample
    }
}

Describe 'The <Form> of <Type>' -ForEach $views {
    It 'names properties that are there' {
        $type = $core.GetType($Type)

        $type | Should -Not -BeNullOrEmpty
        $Properties | Where-Object { $_ -cnotin $type.GetProperties().Name } | Should -BeNullOrEmpty
    }

    It 'computes what it shows' {
        $sample = Get-Sample $core.GetType($Type)
        foreach ($script in $Scripts) {
            # Strict, so that a name that is not there is an error, in the loops of the script too.
            { [scriptblock]::Create("Set-StrictMode -Version Latest; `$ErrorActionPreference = 'Stop'; $script").InvokeWithContext($null, [psvariable]::new('_', $sample)) } | Should -Not -Throw -Because $script
        }
    }

    It 'is shown without a fault' {
        $sample = Get-Sample $core.GetType($Type)
        $shown = $Form -eq 'table' ? ($sample | Format-Table -DisplayError | Out-String -Width 120) : ($sample | Format-List -DisplayError | Out-String -Width 120)

        $shown | Should -Not -Match '#ERR'
        $shown | Should -Match '\S'
    }
}

Describe '<Name>, which a cmdlet gives' -ForEach $types {
    It 'has one table and one list' {
        $controls = (Get-FormatData -TypeName $Name -PowerShellVersion 7.6).FormatViewDefinition.Control

        @($controls | Where-Object { $_ -is [Management.Automation.TableControl] }) | Should -HaveCount 1
        @($controls | Where-Object { $_ -is [Management.Automation.ListControl] }) | Should -HaveCount 1
    }
}

Describe 'The views' {
    It 'take colours from $PSStyle, which knows when there are none, and write no code of a terminal themselves' {
        $written = $text.Split("`n") -match '\x1b|`e|\[char\]|\\x1b|\\e\[|\\033|u\{?0*1b\b|\[\d{1,3}(;\d{1,3})*m'

        $written | Should -BeNullOrEmpty
    }
}
