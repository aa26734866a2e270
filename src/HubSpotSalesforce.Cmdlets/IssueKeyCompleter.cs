using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the keys of what was refused, and of what both sides changed.</summary>
public sealed class IssueKeyCompleter : RunLogCompleter
{
    private const int Most = 100;

    private protected override async Task<(string Word, string ToolTip)[]> WordsAsync(RunLog log, CancellationToken soon)
    {
        IReadOnlyList<IssueRecord> issues = await log.IssuesAsync(Most, soon);
        IEnumerable<(string Word, string ToolTip)> refused = issues.Select(issue => (issue.Key, $"{issue.ApiCode ?? issue.Fault}: {issue.Message}"));
        IEnumerable<(string Word, string ToolTip)> contested = (await log.ConflictsAsync(soon)).Select(conflict => (conflict.Key, $"{FaultKind.Conflict}: {conflict.Field}"));
        return [.. refused.Concat(contested).DistinctBy(found => found.Word)];
    }
}
