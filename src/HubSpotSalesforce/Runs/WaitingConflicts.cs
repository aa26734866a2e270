using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>The conflicts that wait for a person (R52): which a run met first, which waited before it, and which are over.</summary>
/// <remarks>Both ways of a run share it, so that each conflict is told once.</remarks>
internal sealed class WaitingConflicts
{
    private readonly RunBooks _books;
    private readonly Uri _org;
    private readonly Queue<SyncIssue> _new = new();
    private HashSet<(string Key, string Field)>? _before;
    private HashSet<(string Key, string Field)> _now = [];

    public WaitingConflicts(RunBooks books, Uri org)
    {
        _books = books;
        _org = org;
    }

    /// <summary>How many wait now, as far as anybody looked.</summary>
    public int Count => _now.Count;

    /// <summary>What a person is to be told of those that waited before the run and still do; null where none does.</summary>
    public string? OfBefore => _before?.Count(_now.Contains) switch
    {
        null or 0 => null,
        1 => "1 conflict waits for a person: Get-SyncIssue -Code Conflict shows it, and Resolve-SyncIssue -Take or -Ignore ends it.",
        { } count => $"{count} conflicts wait for a person: Get-SyncIssue -Code Conflict shows them, and Resolve-SyncIssue -Take or -Ignore ends them.",
    };

    /// <summary>Hands over those that the run met first, each once.</summary>
    public IEnumerable<SyncIssue> TakeNew()
    {
        while (_new.TryDequeue(out SyncIssue? issue))
        {
            yield return issue;
        }
    }

    /// <summary>Looks at what waits, unless that was done.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (_before is null)
        {
            _before = [.. (await _books.Store.WaitingConflictsAsync(cancel)).Select(conflict => (conflict.Key, conflict.Field))];
            _now = [.. _before];
        }
    }

    /// <summary>Takes note of conflicts as they are decided, and stores them.</summary>
    public async Task SaveAsync(Lease lease, ConflictRecord[] conflicts, CancellationToken cancel)
    {
        await LookAsync(cancel);
        await _books.Store.SaveConflictsAsync(lease, conflicts, cancel);
        _now.ExceptWith(conflicts.Where(conflict => conflict.Winner is not null).Select(conflict => (conflict.Key, conflict.Field)));
        ConflictRecord[] met = [.. conflicts.Where(conflict => conflict.Winner is null && _now.Add((conflict.Key, conflict.Field)))];
        if (met.Length > 0)
        {
            RecordLinks links = new(await _books.Store.BindingAsync(cancel), _org);
            IReadOnlyDictionary<string, Pair> pairs = await _books.Store.PairsAsync([.. met.Select(conflict => conflict.Key).Distinct()], cancel);
            foreach (ConflictRecord conflict in met)
            {
                _new.Enqueue(SyncIssue.Of(conflict, pairs.GetValueOrDefault(conflict.Key), links));
            }
        }
    }

    /// <summary>Ends those of which a decision says that they are over: what both sides agree on has moved, or one of the records is gone.</summary>
    public async Task EndAsync(Lease lease, IReadOnlyCollection<Decision> decisions, CancellationToken cancel)
    {
        Dictionary<string, Pair> after = [];
        foreach (Decision decision in decisions)
        {
            if (Agreement.After(decision) is { } pair)
            {
                after[decision.Activity.Key] = pair;
            }
        }

        if (after.Count == 0)
        {
            return;
        }

        await LookAsync(cancel);
        (string Key, string Field)[] touched = [.. _now.Where(one => after.ContainsKey(one.Key))];
        IReadOnlyDictionary<string, Pair> before = touched.Length == 0 ? new Dictionary<string, Pair>() : await _books.Store.PairsAsync([.. touched.Select(one => one.Key).Distinct()], cancel);
        foreach ((string key, string field) in touched.Where(one => before.TryGetValue(one.Key, out Pair? pair) && Agreement.HasMoved(pair, after[one.Key], one.Field)))
        {
            await _books.Store.EndConflictsAsync(lease, key, field, cancel);
            _now.Remove((key, field));
        }
    }
}
