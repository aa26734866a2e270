using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Takes tasks and events of Salesforce through reading, linking and planning, a page at a time.</summary>
internal sealed class RecordPass
{
    private const string Source = "SalesforceRecords";

    private readonly RecordSetup _setup;
    private readonly RecordLinker _linker;
    private readonly DeletedRecordReader _deleted;
    private readonly RunBooks _books;
    private readonly PairBook _pairs;
    private readonly RunLedger _ledger;
    private readonly RecordPassOptions _options;
    private readonly TimeProvider _clock;
    private readonly HashSet<string> _waited = [];

    public RecordPass(
        RecordSetup setup, RecordLinker linker, DeletedRecordReader deleted, RunBooks books, PairBook pairs, RunLedger ledger, RecordPassOptions options, TimeProvider clock)
    {
        _setup = setup;
        _linker = linker;
        _deleted = deleted;
        _books = books;
        _pairs = pairs;
        _ledger = ledger;
        _options = options;
        _clock = clock;
    }

    /// <summary>The families it takes, in the order of the table.</summary>
    public IReadOnlyList<ActivityFamily> Families => [.. _setup.Families.Where(_options.Takes)];

    /// <summary>Finds activities that stand in HubSpot already, for a store that lost them; null when there is none to adopt.</summary>
    public TaskAdoption? Adoption { get; init; }

    /// <summary>Plans from where the last run ended: first what waits and what people chose, then what changed and what was deleted, family by family.</summary>
    public async IAsyncEnumerable<Decision> PlanAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        DeleteHold held = new(_options.Deletes);
        IAsyncEnumerable<Decision> all = PlanWaitingAsync(cancel).Concat(PlanTakenAsync(cancel));
        foreach (ActivityFamily family in Families)
        {
            all = all.Concat(_options.HistorySince is { } since ? PlanHistoryAsync(family, since, cancel) : PlanFamilyAsync(family, cancel));
        }

        await foreach (Decision decision in held.HoldAsync(all, cancel))
        {
            yield return decision;
        }
    }

    /// <summary>Plans these records by the ordinary rules; no cursor moves and none of them is set aside to wait (O27).</summary>
    public IAsyncEnumerable<Decision> PlanAsync(IReadOnlyCollection<Activity> rows, CancellationToken cancel)
        => DecideAsync([.. rows], isWaiting: false, mayWait: false, counts: true, cancel);

    /// <summary>Plans what a reviewed plan says, as far as it still holds (O27).</summary>
    public async IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<PlanLine> lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        PlanReview review = new(ReadAgainAsync, (rows, token) => DecideAsync(rows, isWaiting: false, mayWait: false, counts: false, token));
        await foreach (Decision decision in review.PlanAsync(lines, cancel))
        {
            await _ledger.AddAsync(decision, isWaiting: false, mayWait: false, cancel);
            yield return decision;
        }
    }

    /// <summary>Reads records of a family again by id.</summary>
    public async Task<IReadOnlyList<Activity>> ReadAgainAsync(string family, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => _setup.Readers.TryGetValue(family, out RecordReader? reader) ? await reader.ReadAgainAsync(ids, cancel) : [];

    private async IAsyncEnumerable<Decision> PlanWaitingAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        WaitingReader waiting = new(_books.Store, ReadAgainAsync, _options.KeepWaiting, _clock);
        await foreach (Activity[] page in waiting.ReadAsync(Families.Select(family => family.Key).ToHashSet(), _books.Lease, cancel))
        {
            _waited.UnionWith(page.Select(row => row.Key));
            await foreach (Decision decision in DecideAsync(page, isWaiting: true, mayWait: true, counts: true, cancel))
            {
                yield return decision;
            }
        }
    }

    // What a person chose for Salesforce is carried to HubSpot, whether the record changed since or not.
    private async IAsyncEnumerable<Decision> PlanTakenAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        string[] keys = [.. _setup.Rules.Takes.Where(take => take.Value == Side.Salesforce).Select(take => take.Key.Key).Distinct()];
        IReadOnlyDictionary<string, Pair> pairs = keys.Length == 0 ? new Dictionary<string, Pair>() : await _books.Store.PairsAsync(keys, cancel);
        foreach (IGrouping<string, Pair> ofFamily in pairs.Values.GroupBy(pair => ActivityFamily.Find(pair.Kind)?.Key ?? ActivityFamily.Tasks.Key))
        {
            Activity[] rows = [.. await ReadAgainAsync(ofFamily.Key, [.. ofFamily.Select(pair => pair.SalesforceId)], cancel)];
            await foreach (Decision decision in DecideAsync(rows, isWaiting: false, mayWait: true, counts: true, cancel))
            {
                yield return decision;
            }
        }
    }

    private async IAsyncEnumerable<Decision> PlanFamilyAsync(ActivityFamily family, [EnumeratorCancellation] CancellationToken cancel)
    {
        FamilyRule rule = _setup.Rules.Families[family.Key];

        // Switching on imports nothing that stands already (R48); what changed while the family was off stays out too.
        DateTimeOffset since = _options.Since(rule, await _books.Store.CursorAsync(Source, family.Key, cancel));
        DateTimeOffset now = _clock.GetUtcNow();
        await foreach (Activity[] gone in _deleted.ReadAsync(family, since, now, cancel))
        {
            await foreach (Decision decision in DecideAsync(gone, isWaiting: false, mayWait: true, counts: true, cancel))
            {
                yield return decision;
            }
        }

        await foreach (Decision decision in PlanPagesAsync(_setup.Readers[family.Key].ReadAsync(since, now, cancel), cancel))
        {
            yield return decision;
        }

        DateTimeOffset next = now - _options.Overlap;
        await _ledger.CloseAsync(new SourceCursor(Source, family.Key, next > since ? next : since, RecordPassOptions.Selection(rule)), cancel);
    }

    // R49: the history is an import of its own, and moves no cursor. What lies ahead counts, too: a task is known by the day on which it is due.
    private IAsyncEnumerable<Decision> PlanHistoryAsync(ActivityFamily family, DateTimeOffset since, CancellationToken cancel)
        => PlanPagesAsync(_setup.Readers[family.Key].ReadHistoryAsync(since, _options.HistoryUntil ?? _clock.GetUtcNow().AddYears(100), cancel), cancel);

    private async IAsyncEnumerable<Decision> PlanPagesAsync(IAsyncEnumerable<RecordPage> pages, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (RecordPage page in pages.WithCancellation(cancel))
        {
            Activity[] fresh = [.. page.Activities.Where(row => !_waited.Contains(row.Key))];
            await foreach (Decision decision in DecideAsync(fresh, isWaiting: false, mayWait: true, counts: true, cancel))
            {
                yield return decision;
            }
        }
    }

    private async IAsyncEnumerable<Decision> DecideAsync(Activity[] rows, bool isWaiting, bool mayWait, bool counts, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A page may show a record twice, and one again whose first write is still on its way.
        Activity[] distinct = [.. rows.DistinctBy(row => row.SourceId)];
        Dictionary<string, Pair> pairs = await _pairs.OfRowsAsync(distinct, cancel);
        Activity[] open = [.. distinct.Select(row => Keyed(row, pairs)).Where(row => !_ledger.IsOnTheWay(row.Key)).DistinctBy(row => row.Key)];
        if (open.Length == 0)
        {
            yield break;
        }

        Decision[] decisions = await DecideAllAsync(open, pairs, cancel);
        if (Adoption is { } adoption)
        {
            Dictionary<string, Pair> byKey = pairs.Values.DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key);
            await adoption.AdoptAsync(decisions, byKey, cancel);
            foreach (Activity row in open.Where(row => byKey.ContainsKey(row.Key)))
            {
                pairs[row.SourceId] = byKey[row.Key];
            }

            decisions = await DecideAllAsync(open, pairs, cancel);
        }

        await _pairs.RememberAsync(decisions, cancel);
        await _pairs.EndTakesAsync([.. decisions.OfType<Skip>().Where(skip => skip.Because != SkipCode.FamilyOff).Select(skip => skip.Activity.Key)], _setup.Rules.TakesFor(Side.HubSpot), cancel);
        foreach (Decision decision in decisions)
        {
            if (counts)
            {
                await _ledger.AddAsync(decision, isWaiting, mayWait, cancel);
            }

            yield return decision;
        }
    }

    // A pair has one key for ever, whichever way its record was found. A deleted task that stood for an email keeps its own, since the email is still there (O23).
    private static Activity Keyed(Activity row, Dictionary<string, Pair> pairs)
        => pairs.TryGetValue(row.SourceId, out Pair? pair) && pair.Key != row.Key && !(row.IsDeleted && ActivityKey.IsOfRecord(pair.Key)) ? row with { Key = pair.Key } : row;

    private async Task<Decision[]> DecideAllAsync(Activity[] rows, Dictionary<string, Pair> pairs, CancellationToken cancel)
    {
        Activity[] unclear = [.. rows.Where(row => _setup.Plan.DecideAlone(row, pairs.GetValueOrDefault(row.SourceId)) is null)];
        Dictionary<string, LinkedRecord> linked = unclear.Length == 0
            ? []
            : (await _linker.LinkAsync(unclear, cancel)).ToDictionary(one => one.Activity.SourceId);
        Dictionary<string, HubSpotRecord> current = await CurrentAsync(unclear, pairs, cancel);
        IReadOnlyDictionary<string, BesideRecord> today = await MovedRecords.TodayAsync(_linker, current.Select(one => (pairs[one.Key], one.Value)), cancel);
        return
        [
            .. rows.Select(row => _setup.Plan.Decide(
                (linked.GetValueOrDefault(row.SourceId) ?? new LinkedRecord(row, null, [])) with { Today = today },
                pairs.GetValueOrDefault(row.SourceId),
                current.GetValueOrDefault(row.SourceId))),
        ];
    }

    private async Task<Dictionary<string, HubSpotRecord>> CurrentAsync(Activity[] rows, Dictionary<string, Pair> pairs, CancellationToken cancel)
    {
        Dictionary<string, HubSpotRecord> current = [];
        foreach (IGrouping<string, Activity> ofFamily in rows.Where(row => pairs.ContainsKey(row.SourceId)).GroupBy(row => row.Kind))
        {
            IReadOnlyDictionary<string, HubSpotRecord> records = await _setup.ReadAsync(ofFamily.Key, [.. ofFamily.Select(row => pairs[row.SourceId].HubSpotId)], cancel);
            foreach (Activity row in ofFamily)
            {
                if (records.TryGetValue(pairs[row.SourceId].HubSpotId, out HubSpotRecord? record))
                {
                    current[row.SourceId] = record;
                }
            }
        }

        return current;
    }
}
