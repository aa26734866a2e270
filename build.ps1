#requires -Version 7.6
<#
.SYNOPSIS
Builds, tests, shows and packs HubSpotSalesforce.
.DESCRIPTION
Build   builds everything and lays the module out in out/HubSpotSalesforce.
Test    builds and runs all tests, those of the module in PowerShell included: they import it as it is packed.
Demo    shows the module at work on a made-up portal and org that live on this machine.
Pack    builds for release and puts into out/pack the module as a folder and as a package, its bill of materials and checksums.
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 -Task Demo
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Pack')]
    [string] $Task = 'Build',

    # Debug or Release; Pack is always Release.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Invoke-Dotnet([string[]] $Argument) {
    & dotnet $Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($Argument[0]) ended with exit code $LASTEXITCODE." }
}

function Invoke-Build([string] $As = $Configuration) {
    Invoke-Dotnet build, "$PSScriptRoot/HubSpotSalesforce.slnx", --configuration, $As, --nologo
}

function Write-Step([string] $Command, [string] $Text) {
    "`n$($PSStyle.Bold)PS> $Command$($PSStyle.Reset)`n$Text`n"
}

function Show-Object {
    ($input | Out-String -Width 120).Trim("`r", "`n")
}

# What a demo left, and what each file is for.
function Get-DemoFile([string] $Folder) {
    Get-ChildItem $Folder -File | ForEach-Object {
        [pscustomobject]@{
            Name    = $_.Name
            Purpose = switch -Wildcard ($_.Name) {
                '*.yaml' { 'the settings, to begin your own with' }
                '*.schema.json' { 'the schema by which editors complete and check the settings' }
                '*.db' { 'the state: what was written where, as SQLite' }
                '*.org.json' { "the org's picklists and fields, for Tab" }
                '*.runs.txt' { 'the latest runs, for Tab' }
                '*.lock' { 'the lock by which one run works at a time' }
                '*.html' { 'the report, for a browser' }
                default { 'not of the demo' }
            }
        }
    }
}

# The story of the README, through the cmdlets, on a made-up portal. It is a check as well: it throws when the story is not true.
function Invoke-Demo {
    Import-Module "$PSScriptRoot/out/HubSpotSalesforce", "$PSScriptRoot/tests/Module.Tests/Simulator.psm1" -Force
    $kinds = 'formSubmission', 'marketingEmailSent', 'marketingEmailOpened', 'marketingEmailClicked', 'salesEmailSent', 'meetingScheduled', 'callMade', 'noteCreated', 'taskCreated'
    $folder = New-Item "$PSScriptRoot/out/demo-module" -ItemType Directory -Force
    Remove-Item "$folder/*" -Recurse -Force
    $settings = "$folder/demo.yaml"

    'Starting a made-up HubSpot portal of 60 contacts and 600 activities, and a Salesforce org that knows most of them.'
    $simulator = Start-Simulator -Generate 60x600 -Bare
    try {
        $env:HUBSPOT_TOKEN = $simulator.Token
        $env:SALESFORCE_CLIENT_SECRET = $simulator.ClientSecret
        $new = @{
            LoginUrl = $simulator.SalesforceUrl; ClientId = $simulator.ClientId; HubSpotBaseUrl = $simulator.HubSpotUrl; AllowLoopback = $true; Kind = $kinds
            EnabledAt = '1970-01-01Z'; NotBefore = '1970-01-01Z'; AssumeSyncedAt = '1970-01-01Z'
        }

        Write-Step 'New-SyncSetting demo.yaml ...' 'A settings file with comments. It refers to secrets (env:HUBSPOT_TOKEN) and holds none. All history is taken.'
        New-SyncSetting $settings @new | Show-Object
        Set-SyncSetting $settings nativeConnector off    # the made-up portal has activities that HubSpot's own integration brought long ago

        Write-Step 'Test-SyncSetting demo.yaml -IncludeSecret' 'Is the file right, and are the secrets there? Nothing is sent.'
        Test-SyncSetting $settings -IncludeSecret | Show-Object

        Write-Step 'Initialize-SalesforceOrg demo.yaml' 'The fields that carry the key of each activity, and the right to them.'
        Initialize-SalesforceOrg $settings | Show-Object

        Write-Step 'Set-SyncSetting demo.yaml salesforceToHubSpot.calls.sync true; Initialize-HubSpotPortal demo.yaml' 'The way back: calls and events of Salesforce travel to HubSpot, and the property by which they are found again.'
        Set-SyncSetting $settings salesforceToHubSpot.calls.sync true
        Set-SyncSetting $settings salesforceToHubSpot.meetings.sync true
        Initialize-HubSpotPortal $settings | Show-Object

        Write-Step 'Get-HubSpotActivity demo.yaml | Select-Object -First 5' 'What HubSpot has. Reading stops after five.'
        Get-HubSpotActivity $settings | Select-Object -First 5 | Show-Object

        Write-Step 'Get-HubSpotActivity demo.yaml -Kind formSubmission | Select-Object -First 6 | Sync-ActivityToSalesforceTask demo.yaml -WhatIf -Verbose' 'What would be written of six submissions, and why not the others. No write is sent.'
        Get-HubSpotActivity $settings -Kind formSubmission | Select-Object -First 6 |
            Sync-ActivityToSalesforceTask $settings -WhatIf -Verbose 4>&1 | Where-Object { "$_" -like 'Skipped*' } | ForEach-Object { "VERBOSE: $_" }

        Write-Step 'Sync-ActivityToSalesforceTask demo.yaml -InformationVariable run | Group-Object Kind, Status; $run.MessageData | Format-List' 'The run itself. Each task comes out when Salesforce has it; the sum is an information record.'
        $done = @(Sync-ActivityToSalesforceTask $settings -InformationVariable run)
        $done | Group-Object Kind, Status | Sort-Object Name | Format-Table @{ Label = 'Tasks'; Expression = 'Count'; Width = 5 }, @{ Label = 'Of'; Expression = 'Name' } | Show-Object
        $run.MessageData | Format-List | Show-Object

        Write-Step 'Sync-ActivityToSalesforceTask demo.yaml; Get-SyncRun demo.yaml -Latest 1' 'Once more: nothing is new, so nothing is written, and nothing comes out. What every run did can be asked for afterwards.'
        $again = @(Sync-ActivityToSalesforceTask $settings)
        Get-SyncRun $settings -Latest 1 | Show-Object

        Write-Step 'Invoke-ActivitySync demo.yaml' 'Both ways. First nothing is new; then somebody in Salesforce logs a call and plans a meeting, and both come to HubSpot.'
        $null = Invoke-ActivitySync $settings
        $who = @($done | Where-Object Who)[0].Who
        $start = [datetime]::UtcNow.Date.AddDays(3).AddHours(9)
        $null = Set-SimulatorSalesforceRecord $simulator Task @{ Subject = 'Called about the renewal'; TaskSubtype = 'Call'; Status = 'Completed'; Priority = 'Normal'; WhoId = $who; ActivityDate = $start.ToString('yyyy-MM-dd') }
        $null = Set-SimulatorSalesforceRecord $simulator Event @{ Subject = 'Demo of the new release'; WhoId = $who; StartDateTime = $start.ToString('o'); EndDateTime = $start.AddHours(1).ToString('o'); DurationInMinutes = 60 }
        $back = @(Invoke-ActivitySync $settings)
        $back | Format-Table Status, Target, HubSpotId, SalesforceId, Subject | Show-Object
        if ($back.Count -ne 2 -or @(Invoke-ActivitySync $settings).Count -ne 0) { throw "Two records should have come back to HubSpot, once; $($back.Count) did." }

        if ($done.Count -eq 0 -or $again.Count -ne 0) { throw "The first run wrote $($done.Count) tasks and the second $($again.Count). The second should write none." }

        Write-Step 'New-ActivityReport demo.yaml -AnyDate -GroupBy kind; New-ActivityReport demo.yaml -AnyDate -OutFile report.html' 'What stands in Salesforce now with contacts: counts in the shell, and a page with charts for the browser. Leads have a report of their own (-Who leads).'
        New-ActivityReport $settings -AnyDate -GroupBy kind | Show-Object
        $report = New-ActivityReport $settings -AnyDate -OutFile "$folder/report.html"

        "`nDone. The report is $($report.FullName): open it in a browser. The portal and the org are gone. Left in ${folder}:"
        Get-DemoFile $folder | ForEach-Object { '   {0,-33} {1}' -f $_.Name, $_.Purpose }
    } finally {
        Stop-Simulator $simulator
        Remove-Item Env:/HUBSPOT_TOKEN, Env:/SALESFORCE_CLIENT_SECRET -ErrorAction SilentlyContinue
    }
}

function Invoke-Pack {
    Invoke-Build Release
    $package = & "$PSScriptRoot/module/New-Package.ps1" -Path "$PSScriptRoot/out/HubSpotSalesforce" -Destination "$PSScriptRoot/out/pack"
    $size = (Get-ChildItem "$PSScriptRoot/out/pack/HubSpotSalesforce" -Recurse -File | Measure-Object Length -Sum).Sum / 1e6
    '{0} ({1:n1} MB), {2:n1} MB installed' -f $package.FullName, ($package.Length / 1e6), $size
}

switch ($Task) {
    'Build' { Invoke-Build }
    'Test' { Invoke-Dotnet test, "$PSScriptRoot/HubSpotSalesforce.slnx", --configuration, $Configuration, --nologo }
    'Demo' { Invoke-Build; Invoke-Demo }
    'Pack' { Invoke-Pack }
}
