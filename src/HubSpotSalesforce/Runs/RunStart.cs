using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>The record of a run at its start.</summary>
internal static class RunStart
{
    /// <summary>Saves it, unless the run only plans, and returns it.</summary>
    public static async Task<RunRecord> SaveAsync(RunBooks books, string runId, DateTimeOffset now, Side target, CancellationToken cancel)
    {
        RunRecord record = new() { RunId = runId, StartedAt = now, Target = target };
        await books.SaveRunAsync(record, cancel);
        return record;
    }
}
