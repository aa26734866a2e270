#requires -Version 7.6
<#
.SYNOPSIS
One run without a person, both ways as the settings have them: checks, synchronises, says what was done, and ends with a code for each kind of ending.
.DESCRIPTION
Start it from its first line whenever it ended, however it ended: a run goes on from where the last one stopped and settles what that
one had in flight. The sum of each way goes to the output as a line of JSON, problems to the error stream, one line each.

    0  everything was written, or skipped with a reason      6  a limit asks for a second word; the error names it
    1  some records were refused, or wait in conflict        7  the store cannot be used, or is another's
    2  settings, plan or secret are wrong                    8  another runner works on the same store
    3  credentials refused, or a scope is missing            9  HubSpot or Salesforce did not answer
    4  the org is not ready                                 10  an answer or an address is not what it should be
    5  the calls of the day, or of the run, are spent       130  it was stopped, as by Ctrl+C
.EXAMPLE
pwsh -NoProfile -File Invoke-Sync.ps1 -SettingPath /etc/hubspot-salesforce/acme.yaml
#>
[CmdletBinding()]
[OutputType([string])]
param(
    # The settings file.
    [Parameter(Mandatory)] [string] $SettingPath,

    # The name of saved connections, where the settings' own are not to be used.
    [string] $ConnectionProfile,

    # The module: its name where it is installed, else its folder.
    [string] $Module = 'HubSpotSalesforce'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$codes = @{
    SettingsInvalid = 2; NativeConnectorFound = 2; SecretUnavailable = 2; PlanInvalid = 2
    Unauthorized = 3; ScopeMissing = 3
    FieldMissing = 4; FieldNotWritable = 4; OrgUnready = 4
    QuotaSpent = 5; LimitReached = 6
    StoreUnavailable = 7; StoreLocked = 7; StoreFull = 7; StoreReadOnly = 7; StoreDamaged = 7; StoreMismatch = 7; StateMissing = 7
    LeaseHeld = 8; LeaseLost = 8
    Throttled = 9; Unavailable = 9; RowLocked = 9
}

# What went wrong, and what to do next.
function Get-Problem($Record) { "$($Record.FullyQualifiedErrorId.Split(',')[0]): $($Record.Exception.Message)" }

try {
    Import-Module $Module
} catch {
    [Console]::Error.WriteLine("The module '$Module' cannot be loaded: $_ Install it with Install-PSResource HubSpotSalesforce, or say with -Module where its folder is.")
    exit 2
}

try {
    $with = @{ SettingPath = $SettingPath; ErrorVariable = 'refused'; WarningVariable = 'warned'; InformationVariable = 'told' }
    if ($ConnectionProfile) { $with.Profile = $ConnectionProfile }

    # Each record comes out as it is written; nothing of it is kept.
    Invoke-ActivitySync @with -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Out-Null

    foreach ($one in $refused) { [Console]::Error.WriteLine((Get-Problem $one)) }
    foreach ($one in $warned) { [Console]::Error.WriteLine("Warning: $one") }
    foreach ($run in $told.MessageData) {
        [ordered]@{ run = $run.RunId; target = $run.Target; ending = $run.Ending; read = $run.Read; created = $run.Created; updated = $run.Updated; deleted = $run.Deleted; skipped = [int]($run.Skipped.Values | Measure-Object -Sum).Sum; failed = $run.Failed; conflicts = $run.Conflicts } | ConvertTo-Json -Compress
    }
    exit [int](@($refused).Count -gt 0 -or @($told.MessageData)[-1].Conflicts -gt 0)
} catch {
    $id = $_.FullyQualifiedErrorId.Split(',')[0]
    [Console]::Error.WriteLine((Get-Problem $_))
    exit ($codes.ContainsKey($id) ? $codes[$id] : 10)
}
