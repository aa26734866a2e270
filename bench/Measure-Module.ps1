#requires -Version 7.6
<#
.SYNOPSIS
Measures what the module costs: import, first cmdlet, Tab, room on the disk, and memory of a runbook over many activities.
Ends with exit code 1 where a figure is over the most that is promised of it.
.DESCRIPTION
Each import is one of a process of its own, the first of them not counted: warm is what people meet. The runbook is
docs/runbooks/Invoke-Sync.ps1 against the simulator. Tab is the first one after the import, for each class that completes. Measure a release build: ./build.ps1 -Task Pack first.
.EXAMPLE
bench/Measure-Module.ps1 | Format-Table
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    # The module's folder.
    [string] $Path = "$PSScriptRoot/../out/HubSpotSalesforce",

    # How many processes for each figure of time; the median is given.
    [int] $Count = 9,

    # The contacts and activities of the runbook's portal.
    [string] $Portal = '1000x10000'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$Path = (Resolve-Path $Path).Path
$pwsh = (Get-Process -Id $PID).Path

function Get-Median([string] $Script, [int] $Times) {
    $taken = @(0..$Times | ForEach-Object { [double](& $pwsh -NoProfile -NonInteractive -Command $Script | Select-Object -Last 1) } | Select-Object -Skip 1 | Sort-Object)
    [math]::Round($taken[[int][math]::Floor($taken.Count / 2)])
}

$tooMuch = [Collections.Generic.List[string]]::new()

function Write-Figure([string] $What, $Value, [string] $Unit, $Most) {
    if ($null -ne $Most -and $Value -gt $Most) { $tooMuch.Add("$What takes $Value $Unit, and $Most are promised.") }
    [pscustomobject]@{ What = $What; Value = $Value; Unit = $Unit; Most = $Most }
}

# For each class that completes, a line that ends where it is asked: the first parameter that has it.
function Get-CompletedLine([string] $Settings) {
    $places = foreach ($command in Get-Command -Module HubSpotSalesforce) {
        foreach ($parameter in $command.Parameters.GetEnumerator().ForEach({ $_.Value })) {
            foreach ($completer in $parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] -and $_.Type }) {
                $given = if ($parameter.Name -ne 'SettingPath' -and $command.Parameters.ContainsKey('SettingPath')) { " -SettingPath '$Settings'" }
                $key = if ($parameter.Name -eq 'Value') { ' -Key timeline.kinds.callMade.status' }
                [pscustomobject]@{ Completer = $completer.Type.Name; Place = "$($command.Name) -$($parameter.Name)"; Line = "$($command.Name)$given$key -$($parameter.Name) " }
            }
        }
    }
    $all = [HubSpotSalesforce.Cmdlets.SyncCmdlet].Assembly.GetTypes() | Where-Object { $_.IsClass -and -not $_.IsAbstract -and [Management.Automation.IArgumentCompleter].IsAssignableFrom($_) }
    foreach ($completer in $all) {
        ($places | Where-Object Completer -EQ $completer.Name | Select-Object -First 1) ?? $(throw "$($completer.Name) completes no parameter.")
    }
}

$clock = '$watch = [Diagnostics.Stopwatch]::StartNew();'
$stop = '; $watch.Elapsed.TotalMilliseconds'
$none = Join-Path ([IO.Path]::GetTempPath()) 'none.yaml'
Write-Figure -What 'import, warm' -Value (Get-Median "$clock Import-Module '$Path'$stop" $Count) -Unit ms -Most 250
Write-Figure -What 'first cmdlet after it (Test-SyncSetting)' -Value (Get-Median "Import-Module '$Path'; $clock `$null = Test-SyncSetting '$none'$stop" $Count) -Unit ms -Most $null
Write-Figure -What 'installed' -Value ([math]::Round((Get-ChildItem $Path -Recurse -File | Measure-Object Length -Sum).Sum / 1e6, 1)) -Unit MB -Most 22

Import-Module $Path, "$PSScriptRoot/../tests/Module.Tests/Simulator.psm1" -Force
$simulator = Start-Simulator -Generate $Portal -Kind formSubmission, marketingEmailSent, marketingEmailOpened, marketingEmailClicked, salesEmailSent, meetingScheduled, callMade, noteCreated, taskCreated
try {
    Set-SyncSetting $simulator.SettingPath limits.maxCreates 1000000
    $runbook = "& '$PSScriptRoot/../docs/runbooks/Invoke-Sync.ps1' -SettingPath '$($simulator.SettingPath)' -Module '$Path'; [math]::Round((Get-Process -Id `$PID).PeakWorkingSet64 / 1MB)"
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $said = @(& $pwsh -NoProfile -NonInteractive -Command $runbook)
    $seconds = [math]::Round($watch.Elapsed.TotalSeconds)
    $run = $said[0] | ConvertFrom-Json
    Write-Figure -What "runbook, $($run.read) activities read, $($run.created) tasks made: peak memory" -Value ([int]$said[-1]) -Unit MB -Most 300
    Write-Figure -What 'the same: time' -Value $seconds -Unit s -Most $null

    $settings = $simulator.SettingPath
    foreach ($asked in Get-CompletedLine $settings) {
        $tab = "Import-Module '$Path'; `$null = Test-SyncSetting '$settings'; `$null = [Management.Automation.CommandCompletion]::CompleteInput('Get-Ch', 6, `$null); `$line = `"$($asked.Line)`"; $clock `$null = [Management.Automation.CommandCompletion]::CompleteInput(`$line, `$line.Length, `$null)$stop"
        Write-Figure -What "Tab after $($asked.Place) ($($asked.Completer))" -Value (Get-Median $tab $Count) -Unit ms -Most 200
    }
} finally {
    Stop-Simulator $simulator
}

if ($tooMuch) { throw $tooMuch -join "`n" }
