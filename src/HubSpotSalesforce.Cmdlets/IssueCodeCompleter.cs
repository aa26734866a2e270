using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the codes with which records were refused, the most frequent first.</summary>
public sealed class IssueCodeCompleter : RunLogCompleter
{
    private protected override async Task<(string Word, string ToolTip)[]> WordsAsync(RunLog log)
        => [.. (await log.IssuesAsync(int.MaxValue, CancellationToken.None))
            .GroupBy(issue => issue.ApiCode ?? issue.Fault)
            .OrderByDescending(same => same.Count())
            .Select(same => (same.Key, $"{same.Key} ({same.Count()})"))];
}
