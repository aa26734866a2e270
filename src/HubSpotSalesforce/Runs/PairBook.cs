using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>The pairs of a run beside what its writes make of them: found by either record, and remembered anew where nothing is written.</summary>
internal sealed class PairBook
{
    private readonly RunBooks _books;
    private readonly WaitingConflicts _conflicts;
    private readonly string _runId;
    private readonly DateTimeOffset _now;

    public PairBook(RunBooks books, WaitingConflicts conflicts, string runId, DateTimeOffset now)
    {
        _books = books;
        _conflicts = conflicts;
        _runId = runId;
        _now = now;
    }

    /// <summary>Returns the pairs of Salesforce records, by the record's id: by their key first, else by the id, since a person may have cleared the key.</summary>
    public async Task<Dictionary<string, Pair>> OfRowsAsync(IReadOnlyCollection<Activity> rows, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, Pair> byKey = await _books.Store.PairsAsync([.. rows.Select(row => row.Key)], cancel);
        ILookup<string, Pair> byId = (await _books.Store.PairsOfAsync(Side.Salesforce, [.. rows.Select(row => row.SourceId)], cancel)).ToLookup(pair => pair.SalesforceId);
        Dictionary<string, Pair> pairs = [];
        foreach (Activity row in rows)
        {
            if ((byKey.GetValueOrDefault(row.Key) ?? byId[row.SourceId].OrderByDescending(pair => ActivityKey.IsOfRecord(pair.Key)).FirstOrDefault()) is { } pair)
            {
                pairs[row.SourceId] = pair;
            }
        }

        return pairs;
    }

    /// <summary>Returns the pairs of HubSpot activities of a family that were born in Salesforce, by the activity's id.</summary>
    public async Task<Dictionary<string, Pair>> BornInSalesforceAsync(string family, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        // Ids are unique within one type only.
        IReadOnlyList<Pair> pairs = await _books.Store.PairsOfAsync(Side.HubSpot, ids, cancel);
        return pairs.Where(pair => pair.Kind == family && ActivityKey.IsOfRecord(pair.Key)).DistinctBy(pair => pair.HubSpotId).ToDictionary(pair => pair.HubSpotId);
    }

    /// <summary>Returns the pairs of HubSpot activities of a family that flow both ways, by the activity's id.</summary>
    /// <param name="family">The family's settings key.</param>
    /// <param name="ids">The activities' ids.</param>
    /// <param name="withTasks">Whether HubSpot's own tasks are among them.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    public async Task<Dictionary<string, Pair>> TwoWayAsync(string family, IReadOnlyCollection<string> ids, bool withTasks, CancellationToken cancel)
    {
        IReadOnlyList<Pair> pairs = await _books.Store.PairsOfAsync(Side.HubSpot, ids, cancel);
        return pairs.Where(pair => ActivityKey.IsOfRecord(pair.Key) ? pair.Kind == family : withTasks && family == ActivityFamily.Tasks.Key && pair.Kind == ActivityKind.TaskCreated.Key)
            .DistinctBy(pair => pair.HubSpotId).ToDictionary(pair => pair.HubSpotId);
    }

    /// <summary>Remembers what plans say of pairs without writing anything (O6), and of fields in conflict (R52).</summary>
    public async Task RememberAsync(IReadOnlyCollection<Decision> decisions, CancellationToken cancel)
    {
        if (_books.Lease is not { } lease)
        {
            return;
        }

        await _conflicts.EndAsync(lease, decisions, cancel);
        await SaveAsync([.. decisions.OfType<Skip>().Select(skip => skip.Rebased).OfType<Pair>()], cancel);
        ConflictRecord[] conflicts = [.. decisions.SelectMany(decision => decision.Conflicts.Select(conflict => Record(decision, conflict)))];
        if (conflicts.Length > 0)
        {
            await _conflicts.SaveAsync(lease, conflicts, cancel);
        }
    }

    /// <summary>Ends what people chose of fields for which nothing is left to write: both sides say the same by now, or one of the records is gone.</summary>
    /// <param name="keys">The keys of pairs for which nothing is written.</param>
    /// <param name="takes">What people chose, as far as this way carries it out.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    public async Task EndTakesAsync(IReadOnlyCollection<string> keys, IEnumerable<(string Key, string Field)> takes, CancellationToken cancel)
    {
        foreach ((string key, string field) in takes.Where(take => keys.Contains(take.Key)))
        {
            await (_books.Lease is { } lease ? _books.Store.EndConflictsAsync(lease, key, field, cancel) : Task.CompletedTask);
        }
    }

    /// <summary>Saves pairs as they stand.</summary>
    public async Task SaveAsync(IReadOnlyCollection<Pair> pairs, CancellationToken cancel)
    {
        if (_books.Lease is { } lease && pairs.Count > 0)
        {
            await _books.Store.SettleAsync(lease, _runId, [.. pairs.Select(pair => new Settlement(new Intent($"rebase-{pair.Key}", pair, Change.Update), pair, null))], cancel);
        }
    }

    private ConflictRecord Record(Decision decision, FieldConflict conflict)
        => new(decision.Activity.Key, decision.Activity.Kind, conflict.Field, conflict.Property, conflict.HubSpot, conflict.Salesforce, conflict.Winner, _now, _runId);
}
