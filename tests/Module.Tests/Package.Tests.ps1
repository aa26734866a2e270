# The package that these tests import, unpacked again, and used as from the gallery.
BeforeAll {
    $module = Get-Item "$(& "$PSScriptRoot/Get-PackedModule.ps1")/*"
    $pack = $module.Parent.Parent.FullName
    $version = $module.Name
    $package = Get-Item "$pack/*.nupkg"
    $unpacked = "$TestDrive/unpacked"
    [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $unpacked)
    $extra = '[Content_Types].xml', '_rels/.rels', 'HubSpotSalesforce.nuspec'

    function Get-Content256([string] $Folder) {
        Get-ChildItem $Folder -Recurse -File -Force | ForEach-Object { "$([IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/')) $((Get-FileHash -LiteralPath $_.FullName).Hash)" } | Sort-Object
    }
}

Describe 'The package' {
    It 'holds the module that these tests import, file by file, and a nuspec' {
        $there = Get-Content256 $unpacked

        $there | Where-Object { $_.Split(' ')[0] -notin $extra } | Should -Be (Get-Content256 $module)
        @($there).Count | Should -Be (@(Get-Content256 $module).Count + 3)
    }

    It 'has a nuspec that says what the manifest says' {
        $about = ([xml](Get-Content -LiteralPath "$unpacked/HubSpotSalesforce.nuspec" -Raw)).package.metadata
        $manifest = Test-ModuleManifest "$unpacked/HubSpotSalesforce.psd1"

        $about.id | Should -Be 'HubSpotSalesforce'
        $about.version | Should -Be "$($manifest.Version)"
        $about.description | Should -Be $manifest.Description
        $about.license.InnerText | Should -Be 'MIT'
        "$unpacked/$($about.icon)" | Should -Exist
        $about.releaseNotes | Should -Not -BeNullOrEmpty
        $about.tags.Split(' ') | Should -Contain 'PSModule'
        foreach ($name in $manifest.ExportedCmdlets.Keys) { $about.tags.Split(' ') | Should -Contain "PSCmdlet_$name" }
    }

    It 'knows the type of every part' {
        $types = [xml](Get-Content -LiteralPath "$unpacked/[Content_Types].xml" -Raw)
        foreach ($file in Get-ChildItem $unpacked -Recurse -File | Where-Object Name -NotIn '[Content_Types].xml', '.rels') {
            $path = '/' + [IO.Path]::GetRelativePath($unpacked, $file.FullName).Replace('\', '/')
            $file.Extension.TrimStart('.') -in $types.Types.Default.Extension -or $path -in $types.Types.Override.PartName | Should -BeTrue -Because $path
        }
    }

    It 'is imported from where it was unpacked, and its core works' {
        $script = "Import-Module '$unpacked/HubSpotSalesforce.psd1'; (Test-SyncSetting '$TestDrive/none.yaml').IsValid; (Get-Module HubSpotSalesforce).ModuleBase"
        $said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script

        $LASTEXITCODE | Should -Be 0
        $said[0] | Should -Be 'False'
        (Resolve-Path $said[1]).Path | Should -Be (Resolve-Path $unpacked).Path
    }

    It 'has SQLite for seven platforms' {
        (Get-ChildItem "$unpacked/core/runtimes" -Directory).Name | Sort-Object | Should -Be 'linux-arm64', 'linux-musl-x64', 'linux-x64', 'osx-arm64', 'osx-x64', 'win-arm64', 'win-x64'
    }

    It 'takes 22 MB at most when it is installed' {
        $files = Get-ChildItem "$pack/HubSpotSalesforce" -Recurse -File
        $blocks = ($files | ForEach-Object { [math]::Ceiling($_.Length / 4096) } | Measure-Object -Sum).Sum    # on the disk a file takes whole ones

        $blocks * 4096 | Should -BeLessOrEqual 22e6
    }

    It 'has tags, a licence, an icon, release notes and explicit exports' {
        $data = Import-PowerShellDataFile "$unpacked/HubSpotSalesforce.psd1"

        foreach ($export in 'CmdletsToExport', 'FunctionsToExport', 'VariablesToExport', 'AliasesToExport') { "$($data[$export])" | Should -Not -Match '\*' }
        $data.PrivateData.PSData.Tags | Should -Contain 'PSEdition_Core'
        $data.PrivateData.PSData.ReleaseNotes | Should -Not -BeNullOrEmpty
        "$unpacked/LICENSE" | Should -Exist
    }

    It 'comes with checksums that hold' {
        $lines = Get-Content "$pack/SHA256SUMS"

        foreach ($line in $lines) {
            $hash, $file = $line -split '  ', 2
            (Get-FileHash -LiteralPath "$pack/$file").Hash | Should -Be $hash
        }
        $lines | Should -HaveCount (@(Get-ChildItem $pack -Recurse -File).Count - 1)
    }

    It 'comes with a bill of materials that names every package that ships, with version and licence' {
        $bill = Get-Content "$pack/HubSpotSalesforce.$version.cdx.json" -Raw | ConvertFrom-Json -AsHashtable
        $deps = (Get-Content "$module/core/HubSpotSalesforce.deps.json" -Raw | ConvertFrom-Json -AsHashtable).libraries
        $ships = $deps.Keys | Where-Object { $deps[$_].type -eq 'package' }

        $bill.bomFormat | Should -Be 'CycloneDX'
        ($bill.components | Where-Object purl -Like 'pkg:nuget/*').ForEach({ "$($_.name)/$($_.version)" }) | Sort-Object | Should -Be ($ships | Sort-Object)
        foreach ($component in $bill.components) { $component.licenses | Should -Not -BeNullOrEmpty -Because $component.name }
        $bill.dependencies[0].dependsOn | Should -HaveCount @($bill.components).Count
    }

    It 'tells the notices of every package that ships' {
        & "$PSScriptRoot/../../module/New-Package.ps1" -Path $module -Notice "$TestDrive/notices.txt"

        Get-Content "$TestDrive/notices.txt" -Raw | Should -Be (Get-Content "$module/THIRD-PARTY-PACKAGES.txt" -Raw) -Because 'module/New-Package.ps1 -Notice makes it anew'
    }

    It 'is the same when it is made again' {
        $again = & "$PSScriptRoot/../../module/New-Package.ps1" -Path $module -Destination "$TestDrive/again"

        Get-Content "$TestDrive/again/HubSpotSalesforce.$version.cdx.json" -Raw | Should -Be (Get-Content "$pack/HubSpotSalesforce.$version.cdx.json" -Raw)
        $again.Name | Should -Be $package.Name
    }

    It 'is made anew for the tests when another module was built, and only then' {
        $with = @{ Built = "$TestDrive/built"; Pack = "$TestDrive/tested" }
        Copy-Item $module $with.Built -Recurse
        $first = Get-Item "$(& "$PSScriptRoot/Get-PackedModule.ps1" @with)/../*.nupkg"

        $null = & "$PSScriptRoot/Get-PackedModule.ps1" @with
        (Get-Item $first).LastWriteTimeUtc | Should -Be $first.LastWriteTimeUtc

        Add-Content "$($with.Built)/LICENSE" 'and more'
        Get-Content "$(& "$PSScriptRoot/Get-PackedModule.ps1" @with)/$version/LICENSE" | Select-Object -Last 1 | Should -Be 'and more'
        (Get-FileHash "$($with.Pack)/$($first.Name)").Hash | Should -Not -Be (Get-FileHash $package).Hash
    }

    It 'packs nothing under -WhatIf' {
        & "$PSScriptRoot/../../module/New-Package.ps1" -Path $module -Destination "$TestDrive/whatif" -WhatIf

        "$TestDrive/whatif" | Should -Not -Exist
    }
}
