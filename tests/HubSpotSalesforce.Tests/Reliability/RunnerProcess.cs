using System.Diagnostics;
using HubSpotSalesforce.Tests.Runs;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>A run in a process of its own that can be killed at a named boundary, stopped and continued.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // Thousands of starts go faster with one that was compiled ahead.
    private static readonly string Program = Environment.GetEnvironmentVariable("HUBSPOT_SALESFORCE_RUNNER") ?? Path.Combine(AppContext.BaseDirectory, "HubSpotSalesforce.Runner.dll");

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private RunnerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it wrote to its standard output, once it has ended.</summary>
    public Task<string> Output => _output;

    /// <summary>What it wrote to its standard error, once it has ended.</summary>
    public Task<string> Errors => _errors;

    /// <summary>Starts one.</summary>
    /// <param name="sync">What it runs.</param>
    /// <param name="more">Its further arguments: a boundary and its number, a clock.</param>
    public static RunnerProcess Start(SimulatedSync sync, params string[] more) => Start(sync, [], more);

    /// <summary>Starts one by another program, which is given the runner's command line at the end of its own.</summary>
    /// <param name="sync">What it runs.</param>
    /// <param name="by">The other program and its arguments; empty for none.</param>
    /// <param name="more">Its further arguments.</param>
    public static RunnerProcess Start(SimulatedSync sync, string[] by, string[] more)
    {
        string[] command = [.. by, "dotnet", Program, sync.SettingPath, .. more];
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0";    // it lives for a second: what it would learn of itself is of no use
        foreach ((string name, string value) in sync.Secrets)
        {
            start.Environment[name] = value;
        }

        return new RunnerProcess(Process.Start(start)!);
    }

    /// <summary>Sends it a signal: KILL, STOP or CONT.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="allowed">The exit codes that are no surprise.</param>
    public async Task<int> EndAsync(params int[] allowed)
    {
        using CancellationTokenSource late = new(Limit);
        await _process.WaitForExitAsync(late.Token);
        Assert.True(allowed.Contains(_process.ExitCode), $"The runner ended with {_process.ExitCode}: {await _output}{await _errors}");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
