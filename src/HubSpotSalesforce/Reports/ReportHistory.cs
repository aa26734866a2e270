using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Reports;

/// <summary>Tells from the store what the runs of a period did, skipped and failed to write.</summary>
public static class ReportHistory
{
    /// <summary>Reads it.</summary>
    /// <param name="store">The store; it is only read.</param>
    /// <param name="from">The first day; null for any.</param>
    /// <param name="to">The last day; null for any.</param>
    /// <param name="zone">The zone in which a day begins and ends.</param>
    /// <param name="maxFailures">The most failures to list, at least 1.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    public static async Task<ReportSync> ReadAsync(IStateStore store, DateOnly? from, DateOnly? to, TimeZoneInfo zone, int maxFailures, CancellationToken cancel)
    {
        RunRecord[] runs = [.. (await store.RunsAsync(int.MaxValue, cancel)).Where(run => IsIn(run.StartedAt, from, to, zone))];
        RunRecord[] forth = [.. runs.Where(run => run.Target == Side.Salesforce)];
        RunRecord[] back = [.. runs.Where(run => run.Target == Side.HubSpot)];
        IReadOnlyList<IssueRecord> issues = await store.IssuesAsync(maxFailures, cancel);
        return new ReportSync
        {
            Runs = runs.Length,
            Stopped = runs.Count(run => run.Ending is not ("completed" or "running")),
            LastAt = runs.FirstOrDefault()?.StartedAt,
            Read = runs.Sum(run => run.Read),
            Created = forth.Sum(run => run.Created),
            Updated = forth.Sum(run => run.Updated),
            Deleted = forth.Sum(run => run.Deleted),
            CreatedInHubSpot = back.Sum(run => run.Created),
            UpdatedInHubSpot = back.Sum(run => run.Updated),
            DeletedInHubSpot = back.Sum(run => run.Deleted),
            Skipped = await SkippedAsync(store, runs, cancel),
            Failed = [.. issues.Select(issue => new ReportFailure(issue.Key, issue.Kind, issue.ApiCode ?? issue.Fault, issue.Message, issue.Tries, issue.At))],
        };
    }

    private static bool IsIn(DateTimeOffset at, DateOnly? from, DateOnly? to, TimeZoneInfo zone)
    {
        DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        return !(day < from) && !(day > to);
    }

    // Examples are looked for in the newest runs first, and no longer than there is a reason without one.
    private static async Task<ReportReason[]> SkippedAsync(IStateStore store, RunRecord[] runs, CancellationToken cancel)
    {
        Dictionary<string, int> counts = [];
        Dictionary<string, SkipRecord> examples = [];
        foreach (RunRecord run in runs)
        {
            foreach ((string code, int skips) in run.Skipped)
            {
                counts[code] = counts.GetValueOrDefault(code) + skips;
            }

            if (run.Skipped.Keys.Any(code => !examples.ContainsKey(code)))
            {
                foreach (SkipRecord skip in await store.SkipsAsync(run.RunId, cancel))
                {
                    examples.TryAdd(skip.Code, skip);
                }
            }
        }

        return
        [
            .. counts.OrderByDescending(code => code.Value).ThenBy(code => code.Key, StringComparer.Ordinal)
                .Select(code => new ReportReason(code.Key, code.Value, examples.GetValueOrDefault(code.Key)?.Reason, examples.GetValueOrDefault(code.Key)?.Key)),
        ];
    }
}
