#requires -Version 7.6
<#
.SYNOPSIS
Makes the help that Get-Help reads from the pages in en-US and from what the cmdlets say of their parameters.
.DESCRIPTION
A page has the synopsis, the description and the examples; names, types, sets and descriptions of parameters come from
the built module and its XML comments, so that help and code cannot differ. A topic (about_*.md) becomes the text that
Get-Help shows. Run it after a change to any of them; a test compares its output with the files.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    # Gives the name and the text of each file instead of writing it.
    [switch] $PassThru,

    # The module's folder.
    [string] $Module = "$PSScriptRoot/../out/HubSpotSalesforce"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$root = Resolve-Path "$PSScriptRoot/.."
Import-Module $Module -Force

$namespaces = @{
    maml    = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
}
# These two PowerShell adds by itself, to the cmdlets that change something.
$asking = @{
    WhatIf  = 'Shows what would happen, and changes nothing.'
    Confirm = 'Asks before each change.'
}
$common = @([Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters | Where-Object { -not $asking.ContainsKey($_) })
$comments = [xml](Get-ChildItem "$root/src/HubSpotSalesforce.Cmdlets/bin/*/net*/HubSpotSalesforce.Cmdlets.xml" | Sort-Object LastWriteTime | Select-Object -Last 1 | Get-Content -Raw)

# Sections of a page by heading; examples as title, code, remarks.
function Read-Page([string] $Name) {
    $text = (Get-Content "$PSScriptRoot/en-US/$Name.md" -Raw).ReplaceLineEndings("`n")
    $parts = $text -split '(?m)^## '
    $examples = ($parts | Where-Object { $_ -like 'Examples*' }) -split '(?m)^### ' | Select-Object -Skip 1 | ForEach-Object {
        $found = [regex]::Match($_, '(?s)^(?<title>[^\n]+)\n+```powershell\n(?<code>.*?)\n```\n*(?<remarks>.*)$')
        @{ Title = $found.Groups['title'].Value; Code = $found.Groups['code'].Value; Remarks = $found.Groups['remarks'].Value.Trim() }
    }
    @{
        Synopsis    = ($parts[0] -replace '(?s)^# [^\n]+\n', '').Trim()
        Description = (($parts | Where-Object { $_ -like 'Description*' }) -replace '^Description\n', '').Trim()
        Examples    = @($examples)
    }
}

# The summary of a parameter's property, wherever in the base classes it is declared.
function Get-Comment([type] $Type, [string] $Parameter) {
    if ($asking.ContainsKey($Parameter)) { return $asking[$Parameter] }
    for ($at = $Type; $at; $at = $at.BaseType) {
        $node = $comments.SelectSingleNode("//member[@name='P:$($at.FullName).$Parameter']/summary")
        if ($node) { return ($node.InnerText -replace '\s+', ' ').Trim() }
    }
    throw "$Parameter of $Type has no summary."
}

# What a parameter has when it is not given: words and numbers alone, for moments and profiles differ from day to day.
function Get-Default([type] $Type, $Parameter) {
    if ($asking.ContainsKey($Parameter.Name) -or $Parameter.IsMandatory -or $Parameter.Name -eq 'Profile') { return }
    $value = [Activator]::CreateInstance($Type).($Parameter.Name)
    if ($value -is [string] -or $value -is [int] -or $value -is [uri]) { "$value" }
}

function Open-Element([string] $Name) {
    $prefix, $local = $Name -split ':'
    $writer.WriteStartElement($prefix, $local, $namespaces[$prefix])
}

function Write-Text([string] $Name, [string] $Text) {
    Open-Element $Name
    $writer.WriteString($Text)
    $writer.WriteEndElement()
}

function Write-Paragraph([string] $Name, [string] $Text) {
    Open-Element $Name
    # Lines are joined, but for those that begin an item of a list.
    foreach ($paragraph in $Text -split '\n\n+') { Write-Text maml:para ($paragraph -replace '\n(?!(-|\d+\.) ) *', ' ') }
    $writer.WriteEndElement()
}

# In a line of syntax a parameter stands without its description, which would make the file twice as large.
function Write-Parameter($Command, $Parameter, [switch] $Brief) {
    Open-Element command:parameter
    $writer.WriteAttributeString('required', "$($Parameter.IsMandatory)".ToLowerInvariant())
    $writer.WriteAttributeString('variableLength', 'true')
    $writer.WriteAttributeString('globbing', "$([bool] ($Parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] }))".ToLowerInvariant())
    $writer.WriteAttributeString('pipelineInput', $(if ($Parameter.ValueFromPipeline) { 'true (ByValue)' } elseif ($Parameter.ValueFromPipelineByPropertyName) { 'true (ByPropertyName)' } else { 'false' }))
    $writer.WriteAttributeString('position', $(if ($Parameter.Position -ge 0) { "$($Parameter.Position)" } else { 'named' }))
    $writer.WriteAttributeString('aliases', $(if ($Parameter.Aliases) { $Parameter.Aliases -join ', ' } else { 'none' }))
    Write-Text maml:name $Parameter.Name
    if (-not $Brief) { Write-Paragraph maml:description (Get-Comment $Command.ImplementingType $Parameter.Name) }
    if ($Parameter.ParameterType -ne [switch]) {
        $type = [Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType
        Open-Element command:parameterValue
        $writer.WriteAttributeString('required', 'true')
        $writer.WriteAttributeString('variableLength', 'false')
        $writer.WriteString($type.Name)
        $writer.WriteEndElement()
    }
    if (-not $Brief -and ($default = Get-Default $Command.ImplementingType $Parameter)) { Write-Text dev:defaultValue $default }
    $writer.WriteEndElement()
}

# What the pipeline may bring: objects of a type, and any that have properties of these names.
function Get-InputType($Command) {
    $fed = @($Command.ParameterSets.Parameters | Where-Object Name -NotIn $common | Sort-Object Name -Unique)
    foreach ($parameter in $fed | Where-Object ValueFromPipeline) {
        @{ Name = ($parameter.ParameterType.GetElementType() ?? $parameter.ParameterType).FullName; Text = "What -$($parameter.Name) takes." }
    }
    $named = @($fed | Where-Object ValueFromPipelineByPropertyName | ForEach-Object { @($_.Name; $_.Aliases) })
    if ($named) { @{ Name = 'System.Management.Automation.PSObject'; Text = "Any object with properties of these names: $($named -join ', ')." } }
}

function Write-Type([string] $Name, [hashtable[]] $Type) {
    Open-Element "command:${Name}s"
    foreach ($one in $Type) {
        Open-Element "command:$Name"
        Open-Element dev:type
        Write-Text maml:name $one.Name
        $writer.WriteEndElement()
        if ($one.ContainsKey('Text')) { Write-Paragraph maml:description $one.Text }
        $writer.WriteEndElement()
    }
    $writer.WriteEndElement()
}

function Write-Command($Command) {
    $page = Read-Page $Command.Name
    Open-Element command:command
    foreach ($prefix in 'maml', 'dev') { $writer.WriteAttributeString('xmlns', $prefix, $null, $namespaces[$prefix]) }

    Open-Element command:details
    Write-Text command:name $Command.Name
    Write-Text command:verb $Command.Verb
    Write-Text command:noun $Command.Noun
    Write-Paragraph maml:description $page.Synopsis
    $writer.WriteEndElement()
    Write-Paragraph maml:description $page.Description

    Open-Element command:syntax
    foreach ($set in $Command.ParameterSets) {
        Open-Element command:syntaxItem
        Write-Text maml:name $Command.Name
        foreach ($parameter in $set.Parameters | Where-Object Name -NotIn $common | Sort-Object { if ($_.Position -lt 0) { [int]::MaxValue } else { $_.Position } } -Stable) { Write-Parameter $Command $parameter -Brief }
        $writer.WriteEndElement()
    }
    $writer.WriteEndElement()

    Open-Element command:parameters
    foreach ($parameter in $Command.ParameterSets.Parameters | Where-Object Name -NotIn $common | Sort-Object Name -Unique) { Write-Parameter $Command $parameter }
    $writer.WriteEndElement()

    Write-Type inputType (Get-InputType $Command)
    Write-Type returnValue @($Command.OutputType.Name | Where-Object { $_ -ne 'System.Void' } | ForEach-Object { @{ Name = $_ } })

    Open-Element command:examples
    foreach ($example in $page.Examples) {
        Open-Element command:example
        Write-Text maml:title "----- $($example.Title) -----"
        Write-Text dev:code $example.Code
        Write-Paragraph dev:remarks "$($example.Remarks)`n`n"
        $writer.WriteEndElement()
    }
    $writer.WriteEndElement()
    $writer.WriteEndElement()
}

# Lines of at most 76 signs below the margin; what is indented or a table keeps its own.
function Split-Line([string] $Text, [string] $Margin) {
    $line = ''
    foreach ($word in $Text.Replace('`', '') -split ' +') {
        if ($line -and "$line $word".Length -gt 76 - $Margin.Length) {
            "$Margin$line"
            $line = $word
        } else {
            $line = $line ? "$line $word" : $word
        }
    }
    if ($line) { "$Margin$line" }
}

# A topic as text: headings in capitals, the rest below them.
function ConvertTo-Topic([string] $Markdown) {
    $isCode = $false
    $paragraph = ''
    $first = ([regex]::Matches($Markdown, '(?m)^\| *([^|]*?) *\|').ForEach({ $_.Groups[1].Value.Replace('`', '').Length }) | Measure-Object -Maximum).Maximum
    $lines = foreach ($line in $Markdown.ReplaceLineEndings("`n").Split("`n") + '') {
        $isProse = -not $isCode -and $line -match '^[^#|`\s-]'
        if (-not $isProse -and $paragraph) {
            Split-Line $paragraph '    '
            $paragraph = ''
        }
        switch -Regex ($line) {
            '^```' { $isCode = -not $isCode; break }
            { $isCode } { $line ? "        $line" : ''; break }
            '^# (.+)' { 'TOPIC'; "    $($Matches[1])"; ''; 'SHORT DESCRIPTION'; break }
            '^## (.+)' { $Matches[1].ToUpperInvariant(); break }
            '^### (.+)' { "  $($Matches[1])"; break }
            '^- (.+)' { "    - $($Matches[1].Replace('`', ''))"; break }
            '^  (\S.*)' { "      $($Matches[1].Replace('`', ''))"; break }
            '^\|[-| ]+$' { break }
            '^\|' {
                $cells = $line.Replace('`', '').Trim('|', ' ') -split ' *\| *'
                "    $($cells[0].PadRight($first))  $($cells[1..($cells.Count - 1)] -join '  ')"
                break
            }
            '^$' { ''; break }
            default { $paragraph = $paragraph ? "$paragraph $line" : $line }
        }
    }
    ($lines -join "`n").Trim() -creplace "(?m)^([A-Z][A-Z ,]+)`n`n", "`$1`n" -replace "`n{3,}", "`n`n"
}

$text = [IO.StringWriter]::new()
$writer = [Xml.XmlWriter]::Create($text, [Xml.XmlWriterSettings]@{ Indent = $true; IndentChars = ''; NewLineChars = "`n"; OmitXmlDeclaration = $true })
$writer.WriteComment(' Made by module/ConvertTo-Help.ps1 from the pages in module/en-US. Change those. ')
$writer.WriteStartElement('helpItems', 'http://msh')
$writer.WriteAttributeString('schema', 'maml')
foreach ($command in Get-Command -Module HubSpotSalesforce | Sort-Object Name) { Write-Command $command }
$writer.WriteEndElement()
$writer.Dispose()

$made = @(
    [pscustomobject]@{ Name = 'HubSpotSalesforce.Cmdlets.dll-Help.xml'; Text = "<?xml version=`"1.0`" encoding=`"utf-8`"?>`n$text`n" }
    foreach ($topic in Get-ChildItem "$PSScriptRoot/en-US/about_*.md" | Sort-Object Name) {
        [pscustomobject]@{ Name = "$($topic.BaseName).help.txt"; Text = "$(ConvertTo-Topic (Get-Content $topic -Raw))`n" }
    }
)
if ($PassThru) { $made } else { foreach ($file in $made) { [IO.File]::WriteAllText("$PSScriptRoot/en-US/$($file.Name)", $file.Text) } }
