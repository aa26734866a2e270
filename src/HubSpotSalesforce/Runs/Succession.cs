using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Lets an event have the task of the one it restates (O13): HubSpot may replace an event after its task was made.</summary>
/// <remarks>
/// The link leads from the obsolete event to its successor, and the obsolete one is read again for as long as the overlap lasts. So the
/// successor's pair is made when the obsolete event is met, whether the successor was read already, comes on the same page, or days later.
/// </remarks>
internal sealed class Succession
{
    private readonly RunBooks _books;
    private readonly RunLedger _ledger;
    private readonly Dictionary<string, Pair> _lent = [];
    private readonly HashSet<string> _held = [];

    public Succession(RunBooks books, RunLedger ledger)
    {
        _books = books;
        _ledger = ledger;
    }

    /// <summary>Returns the activities that may be planned: none whose own write is on its way, and none that restates one of those.</summary>
    public Activity[] Open(Activity[] activities)
    {
        // Oldest first: an event that was restated may have been restated again.
        foreach (Activity obsolete in Obsolete(activities).Where(one => _ledger.IsOnTheWay(one.Key) || _held.Contains(one.Key)))
        {
            _held.Add(obsolete.ObsoletedBy!);
        }

        return [.. activities.Where(activity => !_ledger.IsOnTheWay(activity.Key) && !_held.Contains(activity.Key))];
    }

    /// <summary>Makes the pairs of events that restate one with a task; they are stored and added to those given.</summary>
    public async Task LendAsync(Activity[] activities, Dictionary<string, Pair> pairs, CancellationToken cancel)
    {
        Activity[] obsolete = Obsolete(activities);
        string[] successors = [.. obsolete.Select(one => one.ObsoletedBy!).Where(key => !pairs.ContainsKey(key)).Distinct()];
        foreach ((string key, Pair pair) in successors.Length == 0 ? new Dictionary<string, Pair>() : await _books.Store.PairsAsync(successors, cancel))
        {
            pairs.Add(key, pair);
        }

        List<Settlement> lent = [];
        foreach (Activity one in obsolete)
        {
            if ((pairs.GetValueOrDefault(one.Key) ?? _lent.GetValueOrDefault(one.Key)) is { } pair && !pairs.ContainsKey(one.ObsoletedBy!))
            {
                Pair theirs = pair with { Key = one.ObsoletedBy!, HubSpotId = ActivityKey.SourceOfEmailEvent(one.ObsoletedBy!) };
                pairs[theirs.Key] = _lent[theirs.Key] = theirs;
                lent.Add(new Settlement(new Intent($"lend-{theirs.Key}", theirs, Change.Create), theirs, null));
            }
        }

        if (_books.Lease is { } lease && lent.Count > 0)
        {
            await _books.Store.SettleAsync(lease, _ledger.RunId, lent, cancel);
        }

        // A plan stores nothing: what it lent is found here.
        foreach (Activity activity in activities)
        {
            if (_lent.TryGetValue(activity.Key, out Pair? pair))
            {
                pairs.TryAdd(activity.Key, pair);
            }
        }
    }

    private static Activity[] Obsolete(Activity[] activities)
        => [.. activities.Where(activity => activity.ObsoletedBy is not null && activity.ObsoletedBy != activity.Key).OrderBy(activity => activity.OccurredAt)];
}
