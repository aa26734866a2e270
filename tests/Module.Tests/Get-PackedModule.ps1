<#
.SYNOPSIS
Gives the folder of the packed module, as the gallery installs it: what these tests import.
.DESCRIPTION
Packs what was built, unless that was done already. HUBSPOT_SALESFORCE_PACK names a folder with a package that was made elsewhere
(./build.ps1 -Task Pack), to be tested as it is.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    # The module as it was built.
    [string] $Built = "$PSScriptRoot/../../out/HubSpotSalesforce",

    # Where the package is, or is to be.
    [string] $Pack = "$PSScriptRoot/../../out/tested"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Get-FileList([string] $Folder) {
    Get-ChildItem $Folder -Recurse -File | ForEach-Object { "$([IO.Path]::GetRelativePath($Folder, $_.FullName)) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" } | Sort-Object
}

if ($env:HUBSPOT_SALESFORCE_PACK -and -not $PSBoundParameters.ContainsKey('Pack')) {
    return (Resolve-Path "$env:HUBSPOT_SALESFORCE_PACK/HubSpotSalesforce").Path
}

$Built = (Resolve-Path $Built).Path
$packed = Get-Item "$Pack/HubSpotSalesforce/*" -ErrorAction Ignore
if (-not $packed -or -not (Test-Path "$Pack/SHA256SUMS") -or (Compare-Object @(Get-FileList $Built) @(Get-FileList $packed.FullName))) {
    $null = & "$PSScriptRoot/../../module/New-Package.ps1" -Path $Built -Destination $Pack
}

(Resolve-Path "$Pack/HubSpotSalesforce").Path
