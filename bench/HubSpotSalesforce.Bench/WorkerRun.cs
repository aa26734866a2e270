using System.Diagnostics;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Bench;

/// <summary>One run of the worker, a process of its own, and what it took.</summary>
/// <param name="Read">Activities read.</param>
/// <param name="Created">Tasks created.</param>
/// <param name="HubSpotCalls">Calls to HubSpot.</param>
/// <param name="SalesforceCalls">Calls to Salesforce.</param>
/// <param name="Elapsed">From start to end of the process.</param>
/// <param name="Processor">Its processor time.</param>
/// <param name="PeakBytes">The most memory it had in use (resident), as the system saw it.</param>
internal sealed record WorkerRun(int Read, int Created, int HubSpotCalls, int SalesforceCalls, TimeSpan Elapsed, TimeSpan Processor, long PeakBytes)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    // Built beside the benchmark, in the same configuration.
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../../../../src/HubSpotSalesforce.Worker/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/HubSpotSalesforce.Worker.dll"));

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public static async Task<WorkerRun> MeasureAsync(string settingPath, IReadOnlyDictionary<string, string> secrets)
    {
        // No limit on creates: a first run that is not held back is what the figures are about.
        ProcessStartInfo start = new("dotnet", [Program, "run", "--settings", settingPath, "--json", "--force"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in secrets)
        {
            start.Environment[name] = value;
        }

        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task end = process.WaitForExitAsync();
        (TimeSpan processor, long peak) = (TimeSpan.Zero, 0L);
        while (await Task.WhenAny(end, Task.Delay(LookEvery)) != end)
        {
            (processor, peak) = Look(process) ?? (processor, peak);
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The worker ended with {process.ExitCode}: {await errors}");
        }

        JsonNode run = JsonNode.Parse(await output)!["runs"]![0]!;
        return new WorkerRun(
            (int)run["read"]!, (int)run["created"]!, (int)run["calls"]!["hubspot"]!, (int)run["calls"]!["salesforce"]!, elapsed, processor, peak);
    }

    // The system keeps the peak itself, so that nothing between two looks is missed but the last moment.
    private static (TimeSpan Processor, long Peak)? Look(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited || process.PeakWorkingSet64 == 0 ? null : (process.TotalProcessorTime, process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            return null;    // it ended between the two lines
        }
    }
}
