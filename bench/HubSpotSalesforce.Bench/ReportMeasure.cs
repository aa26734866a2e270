using System.Diagnostics;
using System.Globalization;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Bench;

/// <summary>A report over many tasks, written by a process of its own, and what it took.</summary>
internal static class ReportMeasure
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>The formats of a report.</summary>
    public static string[] Formats => ["html", "xlsx", "csv", "json"];

    /// <summary>Writes a report of each of these formats over so many tasks, and tells time and memory.</summary>
    public static async Task RunAsync(Figures figures, int tasks, string[] formats)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A report over {tasks:#,0} tasks of 100,000 people, over HTTP"));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hubspot-salesforce-bench-");
        try
        {
            await using RowsHost org = await RowsHost.StartAsync(tasks);
            string settings = Path.Combine(folder.FullName, "settings.yaml");
            await File.WriteAllTextAsync(settings, $$"""
                version: 1
                hubspot: { token: env:BENCH_SECRET, baseUrl: {{org.Url}} }
                salesforce: { loginUrl: {{org.Url}}, clientId: bench, clientSecret: env:BENCH_SECRET }
                allowLoopback: true
                """);
            foreach (string format in formats)
            {
                string file = Path.Combine(folder.FullName, $"report.{format}");
                (TimeSpan elapsed, TimeSpan processor, long peak) = await MeasureAsync(settings, file);
                figures.Add($"report.{tasks}.{format}.seconds", elapsed.TotalSeconds, $".{format}: seconds");
                figures.Add($"report.{tasks}.{format}.processorSeconds", processor.TotalSeconds, $".{format}: processor seconds of the report");
                figures.Add($"report.{tasks}.{format}.megabytes", peak / (double)(1 << 20), $".{format}: peak memory (resident), in MB (aim: 200)");
                figures.Add($"report.{tasks}.{format}.fileMegabytes", new FileInfo(file).Length / (double)(1 << 20), $".{format}: the file, in MB");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes one report; what the measured process does.</summary>
    public static async Task WriteAsync(string settings, string file)
    {
        RunHost host = new() { Secrets = new EnvironmentSecrets(_ => "bench-client-secret"), Environment = _ => null };
        using ReportRun run = await ReportRun.OpenAsync(new ReportRequest { SettingPath = settings, Definition = new ReportDefinition { AnyDate = true } }, host, CancellationToken.None);
        await run.WriteAsync(file, overwrites: true, CancellationToken.None);
    }

    private static async Task<(TimeSpan Elapsed, TimeSpan Processor, long Peak)> MeasureAsync(string settings, string file)
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ReportMeasure).Assembly.Location, "report-once", settings, file]) { RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task end = process.WaitForExitAsync();
        (TimeSpan processor, long peak) = (TimeSpan.Zero, 0L);
        while (await Task.WhenAny(end, Task.Delay(LookEvery)) != end)
        {
            try
            {
                process.Refresh();
                (processor, peak) = process.HasExited || process.PeakWorkingSet64 == 0 ? (processor, peak) : (process.TotalProcessorTime, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break;    // it ended between the two lines
            }
        }

        await end;
        return process.ExitCode == 0
            ? (Stopwatch.GetElapsedTime(started), processor, peak)
            : throw new InvalidOperationException($"The report ended with {process.ExitCode}: {await errors}");
    }
}
