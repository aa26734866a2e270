using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Takes records that stand on the other side for what they are, when the store that knew them was lost (O4): nothing is written to them.</summary>
internal sealed class TaskAdoption
{
    private readonly IActivityWriter _org;
    private readonly RunBooks _books;
    private readonly string _id;

    public TaskAdoption(IActivityWriter org, RunBooks books, string runId)
    {
        _org = org;
        _books = books;
        _id = RunIds.OfFound(runId);
    }

    /// <summary>Looks the planned creates up and makes pairs of those that stand already.</summary>
    /// <param name="decisions">What the plan says so far.</param>
    /// <param name="pairs">The known pairs, to which the adopted ones are added.</param>
    /// <param name="cancel">Ends the look-up.</param>
    public async Task AdoptAsync(Decision[] decisions, Dictionary<string, Pair> pairs, CancellationToken cancel)
    {
        // An event that was restated since counts too: its task is that of its successor (O13).
        Decision[] candidates = [.. decisions.Where(decision => decision is Change { Action: Change.Create } or Skip { Because: SkipCode.Obsolete })];
        IReadOnlyDictionary<string, WrittenRecord> found = await _org.FindAsync([.. candidates.Select(candidate => new SoughtKey(candidate.Activity.Key, candidate.Activity.Kind, (candidate as Change)?.Beside ?? []))], cancel);
        List<Settlement> adopted = [];
        foreach (Decision candidate in candidates.Where(one => found.TryGetValue(one.Activity.Key, out WrittenRecord? record) && !record.IsDeleted))
        {
            Pair pair = PairOf(candidate).With(_org.Side, found[candidate.Activity.Key].Id);
            pairs[pair.Key] = pair;
            adopted.Add(new Settlement(new Intent($"adopt-{pair.Key}", pair, Change.Create), pair, null));
        }

        if (_books.Lease is { } lease && adopted.Count > 0)
        {
            await _books.Store.SettleAsync(lease, _id, adopted, cancel);
        }
    }

    // What was born in Salesforce begins with what both sides say when it is read next; in HubSpot it may have been edited since it was written.
    // What else a task's activity hangs on was not seen yet, and is its beginning (R57).
    private Pair PairOf(Decision decision)
    {
        Change? create = _org.Side == Side.Salesforce ? decision as Change : null;
        Pair pair = new()
        {
            Key = decision.Activity.Key,
            Kind = decision.Activity.Kind,
            HubSpotId = _org.Side == Side.Salesforce ? decision.Activity.SourceId : "",
            SalesforceId = _org.Side == Side.HubSpot ? decision.Activity.SourceId : "",
            ContentHash = create?.ContentHash ?? RebuiltPairs.NotRead,
            Base = create?.Base ?? new Dictionary<string, string?>(),
        };
        return pair with { Base = new PairBase(pair) { Shown = null }.ToDictionary() };
    }
}
