#requires -Version 7.6
<#
.SYNOPSIS
Packs the module that was laid out: a package of the gallery, a bill of materials and a list of checksums.
.DESCRIPTION
What is packed is the folder as it is, file by file; nothing is built here. Beside the package (.nupkg) come the folder in the
shape in which the gallery installs it (name/version), the software bill of materials (CycloneDX JSON) of what stands under
core/, and SHA256SUMS over all of it. The licences come from the packages themselves, as restored on this machine.
.EXAMPLE
module/New-Package.ps1 -Path ./out/HubSpotSalesforce -Destination ./out/pack
.EXAMPLE
module/New-Package.ps1 -Path ./out/HubSpotSalesforce -Notice ./module/THIRD-PARTY-PACKAGES.txt
#>
[CmdletBinding(DefaultParameterSetName = 'Pack', SupportsShouldProcess)]
[OutputType([IO.FileInfo])]
param(
    # The module's folder.
    [Parameter(Mandatory)] [string] $Path,

    # The folder to put everything in; it is made anew.
    [Parameter(Mandatory, ParameterSetName = 'Pack')] [string] $Destination,

    # Writes the notices of the packages that ship, instead of packing.
    [Parameter(Mandatory, ParameterSetName = 'Notice')] [string] $Notice
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$Path = (Resolve-Path $Path).Path
$manifest = Import-PowerShellDataFile "$Path/HubSpotSalesforce.psd1"
$version = $manifest.ModuleVersion

# The packages that ship, each as it was restored: id, version, hash, licence, authors.
function Get-ShippedPackage {
    $folder = $env:NUGET_PACKAGES ? $env:NUGET_PACKAGES : "$HOME/.nuget/packages"
    $libraries = (Get-Content "$Path/core/HubSpotSalesforce.deps.json" -Raw | ConvertFrom-Json -AsHashtable).libraries
    foreach ($name in $libraries.Keys | Where-Object { $libraries[$_].type -eq 'package' } | Sort-Object) {
        $id, $number = $name -split '/'
        $nuspec = [xml](Get-Content "$folder/$($id.ToLowerInvariant())/$number/$($id.ToLowerInvariant()).nuspec" -Raw)
        $about = $nuspec.package.metadata
        $licence = $about.SelectSingleNode('*[local-name()="license" and @type="expression"]')
        $url = $about.SelectSingleNode('*[local-name()="licenseUrl"]')
        $copyright = $about.SelectSingleNode('*[local-name()="copyright"]')
        $file = $about.SelectSingleNode('*[local-name()="license" and @type="file"]')
        $sha = $libraries[$name].sha512 -replace '^sha512-'
        [pscustomobject]@{
            Id        = $id
            Version   = $number
            Sha512    = $sha ? [Convert]::ToHexString([Convert]::FromBase64String($sha)).ToLowerInvariant() : ''
            Licence   = $licence ? $licence.InnerText : ''
            Url       = $url -and -not $file ? $url.InnerText : "https://www.nuget.org/packages/$id/$number/License"
            Text      = $file ? (Get-Content "$folder/$($id.ToLowerInvariant())/$number/$($file.InnerText)" -Raw).ReplaceLineEndings("`n").Trim() : ''
            Authors   = $about.SelectSingleNode('*[local-name()="authors"]').InnerText
            Copyright = $copyright ? $copyright.InnerText : ''
        }
    }
}

function Get-NoticeText {
    $parts = foreach ($package in Get-ShippedPackage) {
        $licence = $package.Licence ? $package.Licence : $package.Url
        "$($package.Id) $($package.Version)`n  by $($package.Authors)`n" + ($package.Copyright ? "  $($package.Copyright)`n" : '') + "  Licence: $licence`n  https://www.nuget.org/packages/$($package.Id)/$($package.Version)`n" +
            ($package.Text ? "`n$($package.Text -replace '(?m)^(?=.)', '    ')`n" : '')
    }
    "HubSpotSalesforce is under the licence in LICENSE. It ships with these packages, each under its own:`n`n$($parts -join "`n")"
}

# CycloneDX 1.5. No time of making and no random number: the same content gives the same file.
function Get-BillText {
    $components = @(foreach ($package in Get-ShippedPackage) {
        $one = [ordered]@{ type = 'library'; 'bom-ref' = "pkg:nuget/$($package.Id)@$($package.Version)"; name = $package.Id; version = $package.Version; purl = "pkg:nuget/$($package.Id)@$($package.Version)" }
        if ($package.Sha512) { $one.hashes = @([ordered]@{ alg = 'SHA-512'; content = $package.Sha512 }) }
        $one.licenses = @(switch ($package) {
                { $_.Licence -match ' ' } { @{ expression = $_.Licence }; break }
                { $_.Licence } { @{ license = @{ id = $_.Licence } }; break }
                default { @{ license = [ordered]@{ name = "licence of $($_.Id)"; url = $_.Url } } }
            })
        $one
    })
    # The charts of a report are one bundled script; its notice names what is in it.
    $components += foreach ($part in [regex]::Matches((Get-Content "$Path/THIRD-PARTY-NOTICES.txt" -Raw), '(?<name>@?[a-z][\w./-]*) (?<version>\d+\.\d+\.\d+) \((?<licence>[\w.-]+)\)')) {
        $name, $number = $part.Groups['name'].Value, $part.Groups['version'].Value
        [ordered]@{ type = 'library'; 'bom-ref' = "pkg:npm/$name@$number"; name = $name; version = $number; purl = "pkg:npm/$name@$number"; licenses = @(@{ license = @{ id = $part.Groups['licence'].Value } }) }
    }
    [ordered]@{
        bomFormat = 'CycloneDX'; specVersion = '1.5'; version = 1
        metadata  = [ordered]@{ component = [ordered]@{ type = 'library'; 'bom-ref' = "HubSpotSalesforce@$version"; name = 'HubSpotSalesforce'; version = $version; licenses = @(@{ license = @{ id = 'MIT' } }) } }
        components = @($components)
        dependencies = @([ordered]@{ ref = "HubSpotSalesforce@$version"; dependsOn = @($components.ForEach({ $_['bom-ref'] })) })
    } | ConvertTo-Json -Depth 9
}

function Get-NuspecText {
    $data = $manifest.PrivateData.PSData
    $text = @{}
    foreach ($name in 'Author', 'CompanyName', 'Description', 'Copyright') { $text[$name] = [Security.SecurityElement]::Escape($manifest[$name]) }
    $commands = $manifest.CmdletsToExport.ForEach({ "PSCmdlet_$_ PSCommand_$_" }) -join ' '
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>HubSpotSalesforce</id>
    <version>$version</version>
    <authors>$($text.Author)</authors>
    <owners>$($text.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <license type="expression">MIT</license>
    <icon>icon.png</icon>
    <description>$($text.Description)</description>
    <releaseNotes>$([Security.SecurityElement]::Escape($data.ReleaseNotes))</releaseNotes>
    <copyright>$($text.Copyright)</copyright>
    <tags>PSModule PSIncludes_Cmdlet $($data.Tags -join ' ') $commands</tags>
  </metadata>
</package>
"@
}

# A package is an OPC container: beside the files stand their types and what leads to the nuspec.
function Write-Nupkg([string] $File) {
    $files = Get-ChildItem $Path -Recurse -File | Sort-Object FullName
    $extensions = @($files.Extension) + '.nuspec' | Where-Object { $_ } | ForEach-Object { $_.TrimStart('.') } | Sort-Object -Unique
    $parts = $files | Where-Object { -not $_.Extension } | ForEach-Object { "/$([IO.Path]::GetRelativePath($Path, $_.FullName).Replace('\', '/'))" }
    $types = '<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />' +
        -join $extensions.ForEach({ "<Default Extension=`"$_`" ContentType=`"application/octet`" />" }) + -join @($parts).ForEach({ "<Override PartName=`"$_`" ContentType=`"application/octet`" />" }) + '</Types>'
    $relations = '<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/HubSpotSalesforce.nuspec" Id="R1" /></Relationships>'

    $zip = [IO.Compression.ZipFile]::Open($File, 'Create')
    try {
        foreach ($made in @{ Name = '[Content_Types].xml'; Text = $types }, @{ Name = '_rels/.rels'; Text = $relations }, @{ Name = 'HubSpotSalesforce.nuspec'; Text = Get-NuspecText }) {
            $entry = $zip.CreateEntry($made.Name)
            $writer = [IO.StreamWriter]::new($entry.Open(), [Text.UTF8Encoding]::new($false))
            $writer.Write($made.Text)
            $writer.Dispose()
        }
        foreach ($one in $files) {
            $null = [IO.Compression.ZipFileExtensions]::CreateEntryFromFile($zip, $one.FullName, [IO.Path]::GetRelativePath($Path, $one.FullName).Replace('\', '/'), 'SmallestSize')
        }
    } finally {
        $zip.Dispose()
    }
}

if ($PSCmdlet.ParameterSetName -eq 'Notice') {
    if ($PSCmdlet.ShouldProcess($Notice, 'write notices')) { [IO.File]::WriteAllText($PSCmdlet.GetUnresolvedProviderPathFromPSPath($Notice), (Get-NoticeText)) }
    return
}

$Destination = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Destination)
if (-not $PSCmdlet.ShouldProcess($Destination, 'pack the module')) { return }
Remove-Item $Destination -Recurse -Force -ErrorAction Ignore
$folder = New-Item "$Destination/HubSpotSalesforce/$version" -ItemType Directory
Copy-Item "$Path/*" $folder -Recurse
[IO.File]::WriteAllText("$Destination/HubSpotSalesforce.$version.cdx.json", (Get-BillText))
Write-Nupkg "$Destination/HubSpotSalesforce.$version.nupkg"

$null = Test-ModuleManifest "$folder/HubSpotSalesforce.psd1"
$sums = foreach ($file in Get-ChildItem $Destination -Recurse -File | Sort-Object FullName) {
    "$((Get-FileHash $file -Algorithm SHA256).Hash.ToLowerInvariant())  $([IO.Path]::GetRelativePath($Destination, $file.FullName).Replace('\', '/'))"
}
[IO.File]::WriteAllText("$Destination/SHA256SUMS", ($sums -join "`n") + "`n")
Get-Item "$Destination/HubSpotSalesforce.$version.nupkg"
