using System.Diagnostics;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>The worker as it is shipped: a process of its own, with its secrets in its environment.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // Built beside the tests, in the same configuration.
    public static readonly string Program = Path.Combine(
        Repository.Root, "src", "HubSpotSalesforce.Worker", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "HubSpotSalesforce.Worker.dll");

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private WorkerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Carries out a command to its end.</summary>
    /// <returns>The exit code, and the lines it wrote, those of errors last.</returns>
    public static Task<(int Code, string[] Lines)> RunAsync(SimulatedSync sync, string command, params string[] options) => RunAsync([command, "--settings", sync.SettingPath, .. options], sync.Secrets);

    /// <summary>Carries out a command line to its end.</summary>
    /// <param name="arguments">The command and its options.</param>
    /// <param name="secrets">Variables of its environment.</param>
    /// <returns>The exit code, and the lines it wrote, those of errors last.</returns>
    public static async Task<(int Code, string[] Lines)> RunAsync(string[] arguments, IReadOnlyDictionary<string, string> secrets)
    {
        ProcessStartInfo start = new("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in secrets)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (output + await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>Starts a run.</summary>
    public static WorkerProcess Run(SimulatedSync sync)
    {
        ProcessStartInfo start = new("dotnet", [Program, "run", "--settings", sync.SettingPath, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in sync.Secrets)
        {
            start.Environment[name] = value;
        }

        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Ends it at once, by a signal that it cannot catch.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    /// <returns>True when it came to its end by itself, all well; false when it was killed.</returns>
    public async Task<bool> EndAsync()
    {
        using CancellationTokenSource late = new(Limit);
        await _process.WaitForExitAsync(late.Token);
        string said = $"{await _output}{await _errors}";
        Assert.True(_process.ExitCode is 0 or 137, $"The worker ended with {_process.ExitCode}: {said}");
        return _process.ExitCode == 0;
    }

    public void Dispose() => _process.Dispose();
}
