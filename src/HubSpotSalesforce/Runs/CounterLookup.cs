using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Tells how far the counters of a kind were seen (O11).</summary>
/// <remarks>Of a kind whose cursor goes back nothing was seen: all of its window is derived again, and known keys make that harmless (O9).</remarks>
internal sealed class CounterLookup(IStateStore store, PlanRules rules, SyncSetting setting)
{
    /// <summary>Returns the highest values ever seen, by counter key; those never seen are absent.</summary>
    public async Task<IReadOnlyDictionary<string, int>> HighestAsync(ActivityKind kind, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        SourceCursor? cursor = await store.CursorAsync(kind.Source.ToString(), kind.Key, cancel);
        return cursor?.SelectionHash == KindSelection.HashOf(kind, rules, setting)
            ? await store.CountersAsync(keys, cancel)
            : new Dictionary<string, int>();
    }
}
