using System.Globalization;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>The latest runs as they were last recorded, in a file beside the store: for completion, which has no time to open a store.</summary>
public static class LatestRuns
{
    private const string Ending = ".runs.txt";
    private const int Most = 50;

    /// <summary>Returns the latest runs of a settings file, newest first, each with what is told of it; asks the store where there is no such file.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.StoreUnavailable"/>, <see cref="FaultKind.StoreMismatch"/>.</exception>
    public static async Task<(string RunId, string Told)[]> OfAsync(string settingPath, RunHost host, CancellationToken cancel)
    {
        string path = new SettingReader(host.Environment).Read(settingPath, host.Parameters).Store.Path;
        if (File.Exists(path) && File.Exists(path + Ending))
        {
            return [.. File.ReadLines(path + Ending).Select(line => line.Split('\t')).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]))];
        }

        await using RunLog log = await RunLog.OpenAsync(settingPath, host, cancel);
        return [.. (await log.RunsAsync(Most, cancel)).Select(run => (run.RunId, Told(run)))];
    }

    /// <summary>Keeps the latest runs of a store beside it.</summary>
    internal static async Task KeepAsync(IStateStore store, string path, CancellationToken cancel)
    {
        try
        {
            IReadOnlyList<RunRecord> runs = await store.RunsAsync(Most, cancel);
            await File.WriteAllLinesAsync(path + Ending, runs.Select(run => $"{run.RunId}\t{Told(run)}"), cancel);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException or SyncException { IsAboutStore: true })
        {
            // A memory for completion only; a run does not end for want of it.
        }
    }

    private static string Told(RunRecord run) => string.Create(CultureInfo.InvariantCulture, $"{run.Ending}: {run.Created} created, {run.Updated} updated, {run.Deleted} deleted, {run.Failed} failed");
}
