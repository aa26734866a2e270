using System.CommandLine;
using System.Globalization;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary><c>compare</c>: tells where the store, Salesforce and HubSpot do not agree, and rebuilds a store that was lost.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Option<FileInfo> settings = new("--settings") { Description = "The settings file (YAML).", Required = true };
        Option<bool> rebuild = new("--rebuild") { Description = "Make pairs of tasks, and of activities in HubSpot, that carry our keys and that the store does not know. Nothing is written to Salesforce or HubSpot." };
        Option<bool> hubSpot = new("--hubspot") { Description = "Ask HubSpot for each record with a task, too, a hundred a call." };
        Command command = new("compare", "Tells where the store, Salesforce and HubSpot do not agree, one line each.") { settings, rebuild, hubSpot };
        command.SetAction((parsed, cancel) => Ending.OfAsync(() => CompareAsync(
            parsed.GetRequiredValue(settings).FullName, parsed.GetValue(rebuild), parsed.GetValue(hubSpot), cancel)));
        return command;
    }

    private static async Task<int> CompareAsync(string settings, bool rebuilds, bool asksHubSpot, CancellationToken cancel)
    {
        await using StateComparison comparison = await StateComparison.OpenAsync(settings, rebuilds, new RunHost(), cancel);
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        await foreach (StateDifference difference in comparison.CompareAsync(asksHubSpot, cancel))
        {
            counts[difference.Code] = counts.GetValueOrDefault(difference.Code) + 1;
            string week = difference.Week?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
            await Console.Out.WriteLineAsync($"{difference.Code,-15} {difference.Key}  {difference.Kind} {week} {difference.SalesforceId} {string.Join(',', difference.Fields)}".TrimEnd());
        }

        await Console.Out.WriteLineAsync(counts.Count == 0 ? comparison.Agreement(asksHubSpot) : $"{counts.Values.Sum()} differ: {string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))}.");
        if (rebuilds)
        {
            int made = await comparison.RebuildAsync(cancel);
            await Console.Out.WriteLineAsync($"{made} pairs were made. What both sides say counts as written, and the next run goes on from there.");
        }

        return ExitCode.Completed;
    }
}
