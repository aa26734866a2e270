using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>Holds deletes back to the end of a plan, when it is known how many there are (R51).</summary>
internal sealed class DeleteHold
{
    private readonly RunLimit _limit;

    public DeleteHold(RunLimit limit) => _limit = limit;

    /// <summary>Passes everything else on as it comes.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.LimitReached"/>: there are more deletes than allowed; none was passed on.</exception>
    public async IAsyncEnumerable<Decision> HoldAsync(IAsyncEnumerable<Decision> decisions, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<Change> deletes = [];
        await foreach (Decision decision in decisions.WithCancellation(cancel))
        {
            if (decision is Change { Action: Change.Delete } delete)
            {
                deletes.Add(delete);
            }
            else
            {
                yield return decision;
            }
        }

        _limit.Check(
            deletes.Count,
            $"{deletes.Count} records were deleted in Salesforce, and limits.maxDeletes lets a run delete {_limit.Max} activities in HubSpot.",
            "limits.maxDeletes",
            "None was deleted. See with a plan (-WhatIf, --plan-only) which they are; then raise the limit, or run with -Force (--force).");
        foreach (Change delete in deletes)
        {
            yield return delete;
        }
    }
}
