# Starts the simulator as a process of its own, with settings that point at it, and looks behind its APIs.

$root = Resolve-Path "$PSScriptRoot/../.."

<#
.SYNOPSIS
Starts a simulator on free ports, writes settings that point at it, and prepares its org.
.OUTPUTS
An object with Folder, SettingPath, StorePath, HubSpotUrl, SalesforceUrl, Token, ClientId, ClientSecret.
#>
function Start-Simulator {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    [CmdletBinding(DefaultParameterSetName = 'Portal')]
    param(
        # A folder beside this file, such as small, or the path of one.
        [Parameter(ParameterSetName = 'Portal')] [string] $Portal = 'small',
        # Makes up a portal, such as 40x300.
        [Parameter(Mandatory, ParameterSetName = 'Generated')] [string] $Generate,
        # The kinds that are on.
        [string[]] $Kind = @('callMade'),
        # Refuse: the key of an activity whose task the org refuses. Rule: what /_sim/faults takes.
        [hashtable] $Fault = @{},
        # How long each call takes, in milliseconds.
        [int] $Latency = 0,
        # Leaves the org without the fields.
        [switch] $Bare
    )

    $from = if ($Generate) { '--generate', $Generate }
    elseif (Test-Path "$PSScriptRoot/Portals/$Portal") { '--portal', "$PSScriptRoot/Portals/$Portal" }
    else { '--portal', (Resolve-Path $Portal).Path }

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @('exec', (Get-SimulatorPath), '--hubspot', 'http://127.0.0.1:0', '--salesforce', 'http://127.0.0.1:0', '--latency', "$Latency", '--exit-with-parent') + $from) {
        $start.ArgumentList.Add($argument)
    }
    $start.RedirectStandardInput = $true    # ends with this process, whatever becomes of it
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $ready = $process.StandardOutput.ReadLine() | ConvertFrom-Json

    $folder = [IO.Directory]::CreateTempSubdirectory('hubspot-salesforce-').FullName
    $simulator = [pscustomobject]@{
        Process       = $process
        Folder        = $folder
        SettingPath   = "$folder/settings.yaml"
        StorePath     = "$folder/state.db"
        HubSpotUrl    = $ready.hubspot.url
        SalesforceUrl = $ready.salesforce.url
        Token         = $ready.hubspot.token
        ClientId      = $ready.salesforce.clientId
        ClientSecret  = $ready.salesforce.clientSecret
    }
    try {
        Write-SimulatorSetting $simulator -Kind $Kind
        if (-not $Bare) {
            $null = Initialize-SalesforceOrg $simulator.SettingPath -Confirm:$false -ErrorAction Stop
        }
        if ($Fault.Refuse) { Set-SimulatorRefusal $simulator $Fault.Refuse }
        if ($Fault.Rule) { Set-SimulatorFault $simulator $Fault.Rule }
    } catch {
        Stop-Simulator $simulator
        throw
    }
    $simulator
}

<#
.SYNOPSIS
Stops a simulator and removes its folder.
#>
function Stop-Simulator {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator)

    if (-not $Simulator) { return }
    $Simulator.Process.Kill()
    $Simulator.Process.WaitForExit()
    Remove-Item $Simulator.Folder -Recurse -Force -ErrorAction SilentlyContinue
}

<#
.SYNOPSIS
Writes settings with secrets from environment variables, and sets these.
#>
function Write-SimulatorSetting {
    param(
        $Simulator,
        [string[]] $Kind = @('callMade'),
        # More lines at the end of the file.
        [string] $Rest = '',
        [string] $Path = $Simulator.SettingPath
    )

    $env:SIMULATED_HUBSPOT_TOKEN = $Simulator.Token
    $env:SIMULATED_SALESFORCE_SECRET = $Simulator.ClientSecret
    $kinds = $Kind | ForEach-Object { "    ${_}: { sync: true }" }
    Set-Content $Path @"
version: 1
hubspot: { token: env:SIMULATED_HUBSPOT_TOKEN, baseUrl: $($Simulator.HubSpotUrl) }
salesforce: { loginUrl: $($Simulator.SalesforceUrl), clientId: $($Simulator.ClientId), clientSecret: env:SIMULATED_SALESFORCE_SECRET }
allowLoopback: true
state: { path: ./state.db }
contacts: { assumeSyncedAt: 1970-01-01T00:00:00Z }
timeline:
  enabledAt: 1970-01-01T00:00:00Z
  notBefore: 1970-01-01T00:00:00Z
  kinds:
$($kinds -join "`n")
$Rest
nativeConnector: off
"@
}

<#
.SYNOPSIS
Every write both sides took, in order.
#>
function Get-SimulatorLog {
    param($Simulator, [string] $Type = '*')

    Invoke-RestMethod "$($Simulator.HubSpotUrl)/_sim/log" | ForEach-Object { $_ } | Where-Object type -Like $Type
}

<#
.SYNOPSIS
How many calls both sides took, or how many of one endpoint.
#>
function Get-SimulatorCallCount {
    param($Simulator, [string] $Endpoint = '*')

    $calls = Invoke-RestMethod "$($Simulator.HubSpotUrl)/_sim/calls"
    $counts = foreach ($side in $calls.hubspot, $calls.salesforce) { $side.PSObject.Properties | Where-Object Name -Like $Endpoint | ForEach-Object Value }
    [int]($counts | Measure-Object -Sum).Sum
}

<#
.SYNOPSIS
The tasks that carry a key of ours.
#>
function Get-SimulatorTask {
    param($Simulator)

    Invoke-RestMethod "$($Simulator.SalesforceUrl)/_sim/records/Task" | ForEach-Object { $_ } | Where-Object HubSpot_Activity_Id__c
}

<#
.SYNOPSIS
Puts faults in the way of calls; none takes them away.
#>
function Set-SimulatorFault {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator, [hashtable[]] $Rule = @())

    $null = Invoke-RestMethod "$($Simulator.HubSpotUrl)/_sim/faults" -Method Put -ContentType application/json -Body (ConvertTo-Json @($Rule) -Depth 9)
}

<#
.SYNOPSIS
The faults that are in the way, and how many calls each has met.
#>
function Get-SimulatorFault {
    param($Simulator)

    Invoke-RestMethod "$($Simulator.HubSpotUrl)/_sim/faults" | ForEach-Object { $_ }
}

<#
.SYNOPSIS
Sets how many calls of the day are left on each side; null for as many as usual.
#>
function Set-SimulatorQuota {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator, [hashtable] $Left)

    Invoke-RestMethod "$($Simulator.HubSpotUrl)/_sim/quota" -Method Put -ContentType 'application/json' -Body ($Left | ConvertTo-Json -Compress) | Out-Null
}

<#
.SYNOPSIS
Lets the org refuse the task of one activity; without a key it refuses nothing any more.
#>
function Set-SimulatorRefusal {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator, [string] $Key)

    if (-not $Key) {
        $null = Invoke-RestMethod "$($Simulator.SalesforceUrl)/_sim/refuse" -Method Delete
        return
    }
    $rule = @{ type = 'Task'; field = 'HubSpot_Activity_Id__c'; value = $Key; code = 'FIELD_CUSTOM_VALIDATION_EXCEPTION'; message = 'Not this one.' }
    $null = Invoke-RestMethod "$($Simulator.SalesforceUrl)/_sim/refuse" -Method Put -ContentType application/json -Body (ConvertTo-Json $rule)
}

<#
.SYNOPSIS
Changes properties of a HubSpot record of the small portal, or archives it.
#>
function Set-SimulatorRecord {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator, [string] $Type, [string] $Id, [hashtable] $Property = @{}, [switch] $Archived)

    $url = "$($Simulator.HubSpotUrl)/_sim/records/$Type"
    if ($Archived) {
        $null = Invoke-RestMethod "$url/$Id" -Method Delete
        return
    }

    $record = Get-Content "$PSScriptRoot/Portals/small/hubspot/$Type.jsonl" | ConvertFrom-Json -AsHashtable -DateKind String | Where-Object id -EQ $Id
    foreach ($name in $Property.Keys) { $record.properties[$name] = $Property[$name] }
    $null = Invoke-RestMethod $url -Method Put -ContentType application/json -Body (ConvertTo-Json $record -Depth 9)
}

<#
.SYNOPSIS
Makes a record in Salesforce as a person does, or changes the one of this id; gives its id.
#>
function Set-SimulatorSalesforceRecord {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator, [string] $Type, [hashtable] $Field)

    (Invoke-RestMethod "$($Simulator.SalesforceUrl)/_sim/records/$Type" -Method Put -ContentType application/json -Body (ConvertTo-Json $Field)).Id
}

<#
.SYNOPSIS
Changes properties of any HubSpot record as a person does.
#>
function Set-SimulatorHubSpotProperty {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator, [string] $Type, [string] $Id, [hashtable] $Property)

    $null = Invoke-RestMethod "$($Simulator.HubSpotUrl)/_sim/records/$Type" -Method Put -ContentType application/json -Body (ConvertTo-Json @{ id = $Id; properties = $Property })
}

<#
.SYNOPSIS
A conflict that waits for a person, of the subject of a call; gives the call's id in HubSpot.
#>
function New-SimulatorConflict {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator)

    $null = Invoke-ActivitySync $Simulator.SettingPath
    $id = (Get-SimulatorMade $Simulator calls).id
    $null = Set-SimulatorSalesforceRecord -Simulator $Simulator -Type Task -Field @{ Id = $Simulator.CallId; Subject = 'From Salesforce' }
    Set-SimulatorHubSpotProperty -Simulator $Simulator -Type calls -Id $id -Property @{ hs_call_title = 'From HubSpot' }
    $id
}

<#
.SYNOPSIS
A simulator on which the families of the way back are on, with a call and an event that somebody made in Salesforce.
#>
function Start-SimulatorBack {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param([string] $Conflict = 'newest', [switch] $Bare)

    $simulator = Start-Simulator -Portal small
    try {
        $families = 'tasks', 'emails', 'calls', 'meetings' | ForEach-Object { "  ${_}: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: $Conflict }" }
        Write-SimulatorSetting $simulator -Rest "salesforceToHubSpot:`n$($families -join "`n")"
        if (-not $Bare) { $null = Initialize-HubSpotPortal $simulator.SettingPath -Confirm:$false -ErrorAction Stop }
        $who = '003000000000001AAA'
        $call = Set-SimulatorSalesforceRecord -Simulator $simulator -Type Task -Field @{ Subject = 'Intro call'; TaskSubtype = 'Call'; Status = 'Completed'; Priority = 'Normal'; WhoId = $who; ActivityDate = '2026-11-20' }
        $meeting = Set-SimulatorSalesforceRecord -Simulator $simulator -Type Event -Field @{ Subject = 'Demo'; WhoId = $who; StartDateTime = '2026-11-25T09:00:00.000+0000'; EndDateTime = '2026-11-25T10:00:00.000+0000'; DurationInMinutes = 60 }
        $simulator | Add-Member -PassThru -NotePropertyMembers @{ CallId = $call; EventId = $meeting }
    } catch {
        Stop-Simulator $simulator
        throw
    }
}

<#
.SYNOPSIS
The HubSpot records of a type that carry the key of a Salesforce record.
#>
function Get-SimulatorMade {
    param($Simulator, [string] $Type)

    Invoke-RestMethod "$($Simulator.HubSpotUrl)/_sim/records/$Type" | ForEach-Object { $_ } | Where-Object { $_.properties.salesforce_activity_id -and -not $_.archived }
}

<#
.SYNOPSIS
Deletes a task as a person in Salesforce does.
#>
function Remove-SimulatorTask {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process of the test itself.')]
    param($Simulator, [string] $Key)

    $client = @{ grant_type = 'client_credentials'; client_id = $Simulator.ClientId; client_secret = $Simulator.ClientSecret }
    $token = (Invoke-RestMethod "$($Simulator.SalesforceUrl)/services/oauth2/token" -Method Post -Body $client).access_token
    $task = Get-SimulatorTask $Simulator | Where-Object HubSpot_Activity_Id__c -EQ $Key
    $null = Invoke-RestMethod "$($Simulator.SalesforceUrl)/services/data/v67.0/sobjects/Task/$($task.Id)" -Method Delete -Headers @{ Authorization = "Bearer $token" }
}

<#
.SYNOPSIS
Runs a script in a runspace whose host answers every question the same way.
#>
function Invoke-Answering {
    param(
        # 0 Yes, 1 Yes to All, 2 No, 3 No to All.
        [int] $Answer,
        [scriptblock] $Script,
        [object[]] $Argument = @()
    )

    if (-not ('AnsweringHost' -as [type])) { Add-Type -Path "$PSScriptRoot/AnsweringHost.cs" }
    $told = [AnsweringHost]::new($Answer)
    $runspace = [runspacefactory]::CreateRunspace($told)
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    try {
        $null = $shell.AddCommand('Import-Module').AddArgument((& "$PSScriptRoot/Get-PackedModule.ps1")).AddStatement()
        $null = $shell.AddScript($Script)
        foreach ($one in $Argument) { $null = $shell.AddArgument($one) }
        $output = $shell.Invoke()
        [pscustomobject]@{ Output = $output; Questions = $told.Questions; Errors = @($shell.Streams.Error); Progress = @($shell.Streams.Progress); Lines = $told.Lines }
    } finally {
        $shell.Dispose()
        $runspace.Dispose()
    }
}

<#
.SYNOPSIS
A text as a secure string, for parameters that take no other.
#>
function ConvertTo-SimulatorSecret {
    param([string] $Text)

    $secret = [securestring]::new()
    foreach ($sign in $Text.ToCharArray()) { $secret.AppendChar($sign) }
    $secret
}

function Get-SimulatorPath {
    if ($env:HUBSPOT_SALESFORCE_SIMULATOR) { return $env:HUBSPOT_SALESFORCE_SIMULATOR }
    $built = Get-ChildItem "$root/src/HubSpotSalesforce.Simulator/bin/*/net*/HubSpotSalesforce.Simulator.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $built) { throw 'The simulator is not built. Run ./build.ps1 first.' }
    $built.FullName
}

Export-ModuleMember -Function *-Simulator*, Invoke-Answering
