using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Takes what HubSpot changed of activities that were born in Salesforce, back to Salesforce (O7), and where HubSpot's own tasks moved to (R57).</summary>
internal sealed class PairPass
{
    private const string Source = "HubSpotRecords";

    private readonly RecordSetup _setup;
    private readonly RecordLinker _linker;
    private readonly RunBooks _books;
    private readonly PairBook _pairs;
    private readonly RunLedger _ledger;
    private readonly RecordPassOptions _options;
    private readonly TimeProvider _clock;
    private readonly HashSet<string> _decided = [];

    public PairPass(RecordSetup setup, RecordLinker linker, RunBooks books, PairBook pairs, RunLedger ledger, RecordPassOptions options, TimeProvider clock)
    {
        _setup = setup;
        _linker = linker;
        _books = books;
        _pairs = pairs;
        _ledger = ledger;
        _options = options;
        _clock = clock;
    }

    /// <summary>Plans what changed since the last run, family by family, and what people chose for HubSpot; then what moved to other records.</summary>
    public async IAsyncEnumerable<Decision> PlanAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        ActivityFamily[] families = [.. _setup.Families.Where(_options.Takes)];
        foreach (ActivityFamily family in families)
        {
            await foreach (Decision decision in PlanFamilyAsync(family, cancel))
            {
                yield return decision;
            }
        }

        MovedRecords moved = new(_setup, _books, _ledger, _clock);
        await foreach ((ActivityFamily family, HubSpotRecord[] records) in _setup.Rules.FollowsAssociations ? moved.ReadAsync(families, cancel) : AsyncEnumerable.Empty<(ActivityFamily, HubSpotRecord[])>())
        {
            foreach (Decision decision in await DecideAsync(family, records, cancel))
            {
                await _ledger.AddAsync(decision, isWaiting: false, mayWait: false, cancel);
                yield return decision;
            }
        }
    }

    /// <summary>Plans what a reviewed plan says of them, as far as it still holds (O27).</summary>
    public async IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<PlanLine> lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        PlanReview review = new(ReadAgainAsync, DecideAgainAsync);
        await foreach (Decision decision in review.PlanAsync(lines, cancel))
        {
            await _ledger.AddAsync(decision, isWaiting: false, mayWait: false, cancel);
            yield return decision;
        }
    }

    private async Task<IReadOnlyList<Activity>> ReadAgainAsync(string family, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => _setup.Readers.TryGetValue(family, out RecordReader? reader) ? await reader.ReadAgainAsync(ids, cancel) : [];

    private async IAsyncEnumerable<Decision> DecideAgainAsync(Activity[] rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        Dictionary<string, Pair> pairs = await _pairs.OfRowsAsync(rows, cancel);
        foreach (IGrouping<string, Activity> ofFamily in rows.Where(row => pairs.ContainsKey(row.SourceId)).GroupBy(row => row.Kind))
        {
            string[] ids = [.. ofFamily.Select(row => pairs[row.SourceId].HubSpotId)];
            IReadOnlyDictionary<string, HubSpotRecord> records = await _setup.Engagements.ReadAsync(ofFamily.Key, ids, _setup.Rules.Families[ofFamily.Key].Mapping.Properties, cancel);
            foreach (Decision decision in await DecideAsync(ActivityFamily.Named(ofFamily.Key), [.. records.Values], cancel))
            {
                yield return decision;
            }
        }
    }

    private async IAsyncEnumerable<Decision> PlanFamilyAsync(ActivityFamily family, [EnumeratorCancellation] CancellationToken cancel)
    {
        FamilyRule rule = _setup.Rules.Families[family.Key];
        DateTimeOffset now = _clock.GetUtcNow();
        DateTimeOffset since = _options.Since(rule, await _books.Store.CursorAsync(Source, family.Key, cancel));
        await foreach (HubSpotRecord[] page in TakenAsync(family, cancel).Concat(_setup.Engagements.ChangedAsync(family.Key, since, rule.Mapping.Properties, cancel)).Concat(_setup.Engagements.ArchivedAsync(family.Key, since, cancel)))
        {
            foreach (Decision decision in await DecideAsync(family, page, cancel))
            {
                await _ledger.AddAsync(decision, isWaiting: false, mayWait: false, cancel);
                yield return decision;
            }
        }

        DateTimeOffset next = now - _options.Overlap;
        await _ledger.CloseAsync(new SourceCursor(Source, family.Key, next > since ? next : since, RecordPassOptions.Selection(rule)), cancel);
    }

    private async IAsyncEnumerable<HubSpotRecord[]> TakenAsync(ActivityFamily family, [EnumeratorCancellation] CancellationToken cancel)
    {
        string[] keys = [.. _setup.Rules.Takes.Where(take => take.Value == Side.HubSpot).Select(take => take.Key.Key).Distinct()];
        string[] ids = keys.Length == 0 ? [] : [.. (await _books.Store.PairsAsync(keys, cancel)).Values.Select(pair => pair.HubSpotId)];
        string[] ours = ids.Length == 0 ? [] : [.. (await PairsAsync(family, ids, cancel)).Values.Where(pair => keys.Contains(pair.Key)).Select(pair => pair.HubSpotId)];
        if (ours.Length > 0)
        {
            yield return [.. (await _setup.Engagements.ReadAsync(family.Key, ours, _setup.Rules.Families[family.Key].Mapping.Properties, cancel)).Values];
        }
    }

    private Task<Dictionary<string, Pair>> PairsAsync(ActivityFamily family, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => _pairs.TwoWayAsync(family.Key, ids, _setup.Rules is { FollowsAssociations: true, WritesTasks: true }, cancel);

    private async Task<Decision[]> DecideAsync(ActivityFamily family, HubSpotRecord[] records, CancellationToken cancel)
    {
        Dictionary<string, Pair> pairs = records.Length == 0 ? [] : await PairsAsync(family, [.. records.Select(record => record.Id)], cancel);
        HubSpotRecord[] open = [.. records.Where(record => pairs.TryGetValue(record.Id, out Pair? pair) && !_ledger.IsOnTheWay(pair.Key) && !(record.Beside is not null && _decided.Contains(pair.Key))).DistinctBy(record => record.Id)];
        if (open.Length == 0)
        {
            return [];
        }

        open = await WithBesideAsync(family, open, cancel);
        IReadOnlyList<Activity> rows = await _setup.Readers[family.Key].ReadAgainAsync([.. open.Select(record => pairs[record.Id].SalesforceId)], cancel);
        Dictionary<string, Activity> byId = rows.DistinctBy(row => row.SourceId).ToDictionary(row => row.SourceId);
        Dictionary<string, LinkedRecord> linked = await LinkAsync([.. open.Where(record => MovedRecords.IsMoved(pairs[record.Id], record))], pairs, byId, cancel);
        Decision[] decisions =
        [
            .. open.Where(record => ActivityKey.IsOfRecord(pairs[record.Id].Key) || linked.ContainsKey(record.Id))
                .Select(record => _setup.Plan.ToSalesforce(record, pairs[record.Id], byId.GetValueOrDefault(pairs[record.Id].SalesforceId), linked.GetValueOrDefault(record.Id))),
        ];
        _decided.UnionWith(open.Select(record => pairs[record.Id].Key));
        await _pairs.RememberAsync(decisions, cancel);
        HashSet<string> written = [.. decisions.OfType<Change>().Select(change => change.Activity.Key)];
        await _pairs.EndTakesAsync([.. open.Select(record => pairs[record.Id].Key).Where(key => !written.Contains(key))], _setup.Rules.TakesFor(Side.Salesforce).Where(IsOurs), cancel);
        return decisions;
    }

    // What a HubSpot task says goes the way of the timeline.
    private static bool IsOurs((string Key, string Field) take) => ActivityKey.IsOfRecord(take.Key) || TwoWayPairs.IsLink(take.Field);

    private async Task<HubSpotRecord[]> WithBesideAsync(ActivityFamily family, HubSpotRecord[] records, CancellationToken cancel)
        => !_setup.Rules.FollowsAssociations || records.All(record => record.Beside is not null)
            ? records
            : await _setup.Engagements.WithBesideAsync(family.Key, records, _setup.BesideTypes, cancel);

    // Of records that moved, by their HubSpot id; those whose Salesforce record is gone are absent.
    private async Task<Dictionary<string, LinkedRecord>> LinkAsync(HubSpotRecord[] moved, Dictionary<string, Pair> pairs, Dictionary<string, Activity> rows, CancellationToken cancel)
    {
        (HubSpotRecord Record, Activity Row)[] living = [.. moved.Select(record => (record, Row: rows.GetValueOrDefault(pairs[record.Id].SalesforceId))).Where(one => one.Row is { IsDeleted: false }).Select(one => (one.record, one.Row!))];
        if (living.Length == 0)
        {
            return [];
        }

        IReadOnlyDictionary<string, BesideRecord> today = await MovedRecords.TodayAsync(_linker, living.Select(one => (pairs[one.Record.Id], one.Record)), cancel);
        LinkedRecord[] linked = await _linker.LinkAsync([.. living.Select(one => one.Row)], cancel);
        return living.Zip(linked, (one, link) => (one.Record.Id, Link: link with { Today = today })).ToDictionary(one => one.Id, one => one.Link);
    }
}
