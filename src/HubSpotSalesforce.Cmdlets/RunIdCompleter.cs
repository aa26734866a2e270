using System.Globalization;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the ids of the latest runs, newest first.</summary>
public sealed class RunIdCompleter : RunLogCompleter
{
    private const int Most = 50;

    private protected override async Task<(string Word, string ToolTip)[]> WordsAsync(RunLog log)
        => [.. (await log.RunsAsync(Most, CancellationToken.None)).Select(run => (run.RunId, string.Create(CultureInfo.InvariantCulture, $"{run.Ending}: {run.Created} created, {run.Updated} updated, {run.Failed} failed")))];
}
