using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Plans the deletion of tasks whose activity was deleted in HubSpot (O18, <c>timeline.onDelete: delete</c>).</summary>
/// <remarks>From positive evidence alone: HubSpot shows the activity as archived. One that is merely not found is never a reason.</remarks>
internal sealed class ArchivedPass
{
    private readonly ArchivedReader _reader;
    private readonly IStateStore _store;
    private readonly RunLimit _limit;

    /// <summary>Creates a pass.</summary>
    /// <param name="reader">Reads what was archived.</param>
    /// <param name="store">Knows the tasks.</param>
    /// <param name="limit">The most deletes of a run (<c>limits.maxDeletes</c>).</param>
    public ArchivedPass(ArchivedReader reader, IStateStore store, RunLimit limit)
    {
        _reader = reader;
        _store = store;
        _limit = limit;
    }

    /// <summary>Returns the deletes of these kinds.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.LimitReached"/>: there are more than the limit allows; none is returned.</exception>
    public async Task<List<Change>> PlanAsync(IEnumerable<ActivityKind> kinds, CancellationToken cancel)
    {
        List<Change> deletes = [];
        foreach (string type in kinds.Where(kind => kind.IsEditable).Select(kind => kind.Selector).Distinct())
        {
            await foreach (string[] ids in _reader.ReadAsync(type, cancel))
            {
                IReadOnlyDictionary<string, Pair> pairs = await _store.PairsAsync([.. ids.Select(id => ActivityKey.OfObject(type, id))], cancel);
                deletes.AddRange(pairs.Values.Where(pair => !pair.IsGone).Select(Delete));
            }
        }

        _limit.Check(
            deletes.Count,
            $"{deletes.Count} activities were deleted in HubSpot, and limits.maxDeletes lets a run delete {_limit.Max} tasks.",
            "limits.maxDeletes",
            "None was deleted. See with a plan (-WhatIf, --plan-only) which they are; then raise the limit, or run with -Force (--force).");
        return deletes;
    }

    private static Change Delete(Pair pair) => new()
    {
        Does = Change.Delete,
        Activity = new Activity { Key = pair.Key, Kind = pair.Kind, SourceId = pair.HubSpotId, OccurredAt = DateTimeOffset.UnixEpoch },
        Subject = pair.Base.GetValueOrDefault(TaskField.Subject) ?? "",
        Fields = new Dictionary<string, string?>(),
        Base = pair.Base,
        ContentHash = pair.ContentHash,
        TargetId = pair.SalesforceId,
        Pair = pair,
        Reason = "The activity was deleted in HubSpot, and timeline.onDelete is delete.",
    };
}
