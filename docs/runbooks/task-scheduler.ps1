#requires -Version 7.6
<#
.SYNOPSIS
Registers a scheduled task that synchronises every fifteen minutes, on Windows.
.DESCRIPTION
Run it once, elevated, as the account that is to synchronise: connections saved with -Scope User are its own. A run that still goes on is
not started a second time, and one that was missed is made up for. With -Show it only says what it would register, on any system.
.EXAMPLE
./task-scheduler.ps1 -SettingPath C:\Sync\acme.yaml
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([string])]
param(
    # The settings file.
    [Parameter(Mandatory)] [string] $SettingPath,

    # How often.
    [timespan] $Every = '00:15',

    # The module: its name where it is installed, else its folder.
    [string] $Module = 'HubSpotSalesforce',

    # Gives the command line that would be scheduled, and registers nothing.
    [switch] $Show
)

$ErrorActionPreference = 'Stop'
$program = (Get-Process -Id $PID).Path
$arguments = "-NoProfile -NonInteractive -File `"$PSScriptRoot/Invoke-Sync.ps1`" -SettingPath `"$((Resolve-Path $SettingPath).Path)`" -Module `"$Module`""
if ($Show) { return "`"$program`" $arguments" }

if ($PSCmdlet.ShouldProcess('HubSpotSalesforce', 'register scheduled task')) {
    $action = New-ScheduledTaskAction -Execute $program -Argument $arguments
    $trigger = New-ScheduledTaskTrigger -Once -At (Get-Date).Date -RepetitionInterval $Every
    $options = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -StartWhenAvailable -ExecutionTimeLimit (New-TimeSpan -Hours 12)
    $null = Register-ScheduledTask -TaskName HubSpotSalesforce -Action $action -Trigger $trigger -Settings $options -Description 'HubSpot activities to Salesforce tasks'
    'Registered. The last result of the task is the code of the run; docs/runbooks/README.md has them.'
}
