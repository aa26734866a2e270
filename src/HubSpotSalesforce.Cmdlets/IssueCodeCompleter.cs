using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the codes of issues: those the store has, the most frequent first, then those that are known.</summary>
public sealed class IssueCodeCompleter : RunLogCompleter
{
    private protected override async Task<(string Word, string ToolTip)[]> WordsAsync(RunLog log, CancellationToken soon)
        => [.. (await log.IssueCodesAsync(soon)).Select(code => (code.Code, code.Count > 0 ? $"{code.Code} ({code.Count})" : code.Code))];
}
