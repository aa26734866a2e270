#requires -Version 7.6
<#
.SYNOPSIS
An Azure Automation runbook for a Hybrid Runbook Worker with PowerShell 7.6.
.DESCRIPTION
The worker keeps the store on its disk. Make in the Automation account: a credential asset HubSpot (any user name; the password is
the service key), a credential asset Salesforce (user name: consumer key; password: consumer secret), and the variables
HubSpotSalesforceSettings (the path of the settings file on the worker) and SalesforceLoginUrl. Import the module on the worker.

Restarting it from the first line is always safe. A failed run throws, so that Azure marks the job as failed; what was refused is an
error of the job and does not fail it.
#>
[CmdletBinding()]
[OutputType([string])]
param()

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module HubSpotSalesforce

$settings = Get-AutomationVariable -Name HubSpotSalesforceSettings
$hubSpot = Get-AutomationPSCredential -Name HubSpot
$salesforce = Get-AutomationPSCredential -Name Salesforce
$setting = Get-SyncSetting $settings

try {
    $null = Connect-HubSpot $hubSpot.Password -BaseUrl $setting.HubSpot.BaseUrl -AllowLoopback:$setting.AllowLoopback
    $null = Connect-Salesforce -LoginUrl (Get-AutomationVariable -Name SalesforceLoginUrl) -Credential $salesforce -AllowLoopback:$setting.AllowLoopback

    Invoke-ActivitySync $settings -ErrorAction Continue -InformationVariable told | Out-Null
    foreach ($run in $told.MessageData) { "$run" }
} finally {
    Disconnect-HubSpot
    Disconnect-Salesforce
}
