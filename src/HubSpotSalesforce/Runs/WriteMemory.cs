using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>Looks at what was written to pairs that flow both ways, so that what a server, a trigger or a workflow made of it is no edit of the other side (O6).</summary>
internal sealed class WriteMemory
{
    private const int LookAtOnce = 100;

    private readonly RecordSetup _setup;
    private readonly RunBooks _books;
    private readonly PairBook _pairs;

    public WriteMemory(RecordSetup setup, RunBooks books, PairBook pairs)
    {
        _setup = setup;
        _books = books;
        _pairs = pairs;
    }

    /// <summary>Passes outcomes on as they come, and looks at those that were written, a hundred at a time.</summary>
    public async IAsyncEnumerable<Outcome> PassAsync(IAsyncEnumerable<Outcome> outcomes, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<Change> written = [];
        await foreach (Outcome outcome in outcomes.WithCancellation(cancel))
        {
            if (outcome is { Fault: null, IsGone: false } && outcome.Change.Action != Change.Delete && FamilyOf(outcome.Change) is not null)
            {
                written.Add(outcome.Change);
            }

            yield return outcome;
            if (written.Count == LookAtOnce)
            {
                await LookAsync(written, cancel);
                written.Clear();
            }
        }

        await LookAsync(written, cancel);
    }

    private async Task LookAsync(List<Change> written, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, Pair> pairs = await _books.Store.PairsAsync([.. written.Select(change => change.Activity.Key)], cancel);
        foreach (IGrouping<string, Change> ofFamily in written.Where(change => pairs.ContainsKey(change.Activity.Key)).GroupBy(change => FamilyOf(change)!))
        {
            Pair[] known = [.. ofFamily.Select(change => pairs[change.Activity.Key])];
            IReadOnlyDictionary<string, HubSpotRecord> records = await ReadAsync(ofFamily.Key, [.. known.Select(pair => pair.HubSpotId)], ofFamily.Any(change => change.Action == Change.Create), cancel);
            Dictionary<string, Activity> rows = (await _setup.Readers[ofFamily.Key].ReadAgainAsync([.. known.Select(pair => pair.SalesforceId)], cancel))
                .DistinctBy(row => row.SourceId).ToDictionary(row => row.SourceId);
            await _pairs.SaveAsync([.. ofFamily.Select(change => Settled(change, pairs[change.Activity.Key], records, rows)).OfType<Pair>()], cancel);
        }

        await EndTakesAsync(written, cancel);
    }

    private Task<IReadOnlyDictionary<string, HubSpotRecord>> ReadAsync(string family, string[] ids, bool isNew, CancellationToken cancel)
    {
        string[] properties = _setup.Rules.Families[family].Mapping.Properties;
        return isNew && _setup.Rules.FollowsAssociations
            ? _setup.Engagements.ReadAsync(family, ids, properties, _setup.BesideTypes, cancel)
            : _setup.Engagements.ReadAsync(family, ids, properties, cancel);
    }

    private Pair? Settled(Change change, Pair pair, IReadOnlyDictionary<string, HubSpotRecord> records, Dictionary<string, Activity> rows)
        => records.TryGetValue(pair.HubSpotId, out HubSpotRecord? record) && rows.TryGetValue(pair.SalesforceId, out Activity? row)
            ? _setup.Plan.Settle(change, pair, record, row)
            : null;

    // What a person chose has been carried out.
    private async Task EndTakesAsync(List<Change> written, CancellationToken cancel)
    {
        foreach ((string key, string field) in _setup.Rules.Takes.Keys)
        {
            if (_books.Lease is { } lease && written.Any(change => change.Activity.Key == key && Carries(change, key, field)))
            {
                await _books.Store.EndConflictsAsync(lease, key, field, cancel);
            }
        }
    }

    // What is written to HubSpot has the names of properties; the field itself is looked at by the next run if it was not among them.
    private bool Carries(Change change, string key, string field) => ActivityFamily.Find(change.Target) is null
        ? _setup.Rules.Takes[(key, field)] == Side.HubSpot && change.Fields.ContainsKey(field)
        : _setup.Rules.Takes[(key, field)] == Side.Salesforce;

    // Only what can come back: what was born in Salesforce, and HubSpot's tasks.
    private string? FamilyOf(Change change)
    {
        string? family = ActivityKey.IsOfRecord(change.Activity.Key) ? change.Pair?.Kind ?? change.Activity.Kind
            : change.Activity.Kind == ActivityKind.TaskCreated.Key || change.Pair?.Kind == ActivityKind.TaskCreated.Key ? ActivityFamily.Tasks.Key
            : null;
        return family is not null && _setup.Rules.Families.ContainsKey(family) ? family : null;
    }
}
