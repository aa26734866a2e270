# Runs one test file and writes what came of it as JSON: { "Passed": n, "Failures": ["name: message", ...] }
param(
    [Parameter(Mandatory)] [string] $File,
    [Parameter(Mandatory)] [string] $Result
)

Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99 -ErrorAction Stop

$configuration = New-PesterConfiguration
$configuration.Run.Path = "$PSScriptRoot/$File"
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$run = Invoke-Pester -Configuration $configuration

$failures = @(
    foreach ($test in $run.Failed) { "$($test.ExpandedPath): $($test.ErrorRecord -join ' ')" }
    foreach ($part in @($run.FailedBlocks) + @($run.FailedContainers)) { "${part}: $($part.ErrorRecord -join ' ')" }
)
@{ Passed = $run.PassedCount; Failures = $failures } | ConvertTo-Json | Set-Content $Result
