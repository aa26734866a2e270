using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the fields of which both sides hold another value, the most frequent first.</summary>
public sealed class ConflictFieldCompleter : RunLogCompleter
{
    private protected override async Task<(string Word, string ToolTip)[]> WordsAsync(RunLog log, CancellationToken soon)
        => [.. (await log.ConflictsAsync(soon))
            .GroupBy(conflict => conflict.Field)
            .OrderByDescending(same => same.Count())
            .Select(same => (same.Key, $"{same.Key} ({same.Count()})"))];
}
