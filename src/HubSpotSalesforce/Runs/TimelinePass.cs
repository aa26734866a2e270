using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Takes activities through reading, linking and planning, a page at a time.</summary>
internal sealed class TimelinePass
{
    private const int PageOfChosen = 500;

    private readonly ActivityReaders _readers;
    private readonly ContactLinker _linker;
    private readonly TimelinePlan _plan;
    private readonly RunBooks _books;
    private readonly RunLedger _ledger;
    private readonly PlanRules _rules;
    private readonly SyncSetting _setting;
    private readonly TimeProvider _clock;
    private readonly Succession _succession;
    private readonly RebuiltPairs _rebuilt;
    private readonly HashSet<string> _waited = [];
    private readonly HashSet<ActivitySource> _refused = [];

    public TimelinePass(
        IReadOnlyList<ActivityKind> kinds,
        ActivityReaders readers,
        ContactLinker linker,
        TimelinePlan plan,
        RunBooks books,
        RunLedger ledger,
        PlanRules rules,
        SyncSetting setting,
        TimeProvider clock)
    {
        Kinds = kinds;
        _readers = readers;
        _linker = linker;
        _plan = plan;
        _books = books;
        _ledger = ledger;
        _rules = rules;
        _setting = setting;
        _clock = clock;
        _succession = new Succession(books, ledger);
        _rebuilt = new RebuiltPairs(books, ledger.RunId);
    }

    /// <summary>Raised for what a person should know and that stops nothing.</summary>
    public event Action<string>? Warned;

    public IReadOnlyList<ActivityKind> Kinds { get; }

    /// <summary>Plans the deletes; null when nothing is ever deleted.</summary>
    public ArchivedPass? Archived { get; init; }

    /// <summary>How many tasks the kinds that are read for the first time may create (O15).</summary>
    public required RunLimit FirstCreates { get; init; }

    /// <summary>The pairs that flow both ways; null when nothing flows back.</summary>
    public TwoWayPairs? TwoWay { get; init; }

    /// <summary>Finds tasks that stand in the org already, for a store that lost them; null when there is none to adopt.</summary>
    public TaskAdoption? Adoption { get; init; }

    public async IAsyncEnumerable<Decision> PlanAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        List<ActivityKind> first = await FirstReadAsync(cancel);
        CreateGuard guard = new(FirstCreates, CreateGuard.PlanBeside(_setting.Store.Path), first.Count < Kinds.Count ? first : []);

        // What waits comes first, since the kinds leave it out. It is held back with them: a run that stops at the guard writes nothing at all.
        IAsyncEnumerable<Decision> waiting = PlanWaitingAsync(cancel).Concat(PlanTakenAsync(cancel));
        IAsyncEnumerable<Decision> decisions = first.Count == 0 ? waiting : guard.HoldAsync(waiting.Concat(PlanKindsAsync(first, cancel)), cancel);
        IAsyncEnumerable<Decision> all = decisions.Concat(PlanKindsAsync(Kinds.Except(first), cancel)).Concat(PlanDeletesAsync(cancel));
        await foreach (Decision decision in new CreateLimit(_setting.Limits.MaxCreatesPerRun).EndAsync(all, cancel))
        {
            yield return decision;
        }
    }

    // The kinds that are read from their start: for the first time, or because what selects them changed.
    private async Task<List<ActivityKind>> FirstReadAsync(CancellationToken cancel)
    {
        List<ActivityKind> first = [];
        foreach (ActivityKind kind in FirstCreates.IsOff ? [] : Kinds)
        {
            SourceCursor? cursor = await _books.Store.CursorAsync(kind.Source.ToString(), kind.Key, cancel);
            if (cursor?.SelectionHash != SelectionHash(kind))
            {
                first.Add(kind);
            }
        }

        return first;
    }

    private async IAsyncEnumerable<Decision> PlanWaitingAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        WaitingReader waiting = new(_books.Store, ReadAgainAsync, _setting.Waiting.KeepFor, _clock);
        await foreach (Activity[] page in waiting.ReadAsync(Kinds.Select(kind => kind.Key).ToHashSet(), _books.Lease, cancel))
        {
            _waited.UnionWith(page.Select(activity => activity.Key));
            await foreach (Decision decision in DecideAsync(await RefreshAsync(page, cancel), isWaiting: true, mayWait: true, counts: true, cancel))
            {
                yield return decision;
            }
        }
    }

    // What a person chose for HubSpot is carried to Salesforce, whether the activity changed since or not (R52).
    private async IAsyncEnumerable<Decision> PlanTakenAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        string[] ids = TwoWay is { } both ? await both.TakenAsync(cancel) : [];
        Activity[] taken = ids.Length == 0 ? [] : [.. await ReadAgainAsync(ActivityKind.TaskCreated.Key, ids, cancel)];
        await foreach (Decision decision in DecideAsync(taken, isWaiting: false, mayWait: false, counts: true, cancel))
        {
            yield return decision;
        }
    }

    private Task<IReadOnlyList<Activity>> ReadAgainAsync(string kind, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => _readers.Of(ActivityKind.Named(kind)).ReadAgainAsync(ActivityKind.Named(kind), ids, cancel);

    private async IAsyncEnumerable<Decision> PlanDeletesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (Change delete in Archived is { } archived ? await archived.PlanAsync(Kinds, cancel) : [])
        {
            await _ledger.AddAsync(delete, isWaiting: false, mayWait: false, cancel);
            yield return delete;
        }
    }

    private async IAsyncEnumerable<Decision> PlanKindsAsync(IEnumerable<ActivityKind> kinds, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (ActivityKind kind in kinds)
        {
            await foreach (Decision decision in PlanKindAsync(kind, cancel))
            {
                yield return decision;
            }
        }
    }

    /// <summary>Plans what a reviewed plan says, as far as it still holds (O27).</summary>
    public async IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<PlanLine> lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        PlanReview review = new(ReadAgainAsync, (activities, token) => DecideAsync(activities, isWaiting: false, mayWait: false, counts: false, token));
        await foreach (Decision decision in review.PlanAsync(lines, cancel))
        {
            await _ledger.AddAsync(decision, isWaiting: false, mayWait: false, cancel);
            yield return decision;
        }
    }

    /// <summary>Plans single activities as they come, a page at a time.</summary>
    public async IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<Activity> activities, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Activity[] page in activities.Chunk(PageOfChosen).WithCancellation(cancel))
        {
            await foreach (Decision decision in PlanAsync(page, cancel))
            {
                yield return decision;
            }
        }
    }

    public IAsyncEnumerable<Decision> PlanAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel)
        => DecideAsync([.. activities.DistinctBy(activity => activity.Key)], isWaiting: false, mayWait: false, counts: true, cancel);

    private async IAsyncEnumerable<Decision> PlanKindAsync(ActivityKind kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (_refused.Contains(kind.Source))
        {
            yield break;
        }

        string source = kind.Source.ToString();
        string selection = SelectionHash(kind);
        SourceCursor? cursor = await _books.Store.CursorAsync(source, kind.Key, cancel);
        DateTimeOffset floor = _rules.Kinds[kind.Key].NotBefore;
        DateTimeOffset since = cursor is not null && !_rules.Rewrites && cursor.SelectionHash == selection && cursor.Since > floor ? cursor.Since : floor;
        TimeSpan overlap = kind.Source is ActivitySource.EmailEvents or ActivitySource.EventOccurrences ? _setting.Overlaps.Events : _setting.Overlaps.Objects;
        IAsyncEnumerable<ActivityPage> pages = _readers.Of(kind).ReadAsync(kind, since, _clock.GetUtcNow(), cancel);
        await foreach (ActivityPage page in ReadAhead.Of(pages, cancel))
        {
            if (page.Refusal is { } refusal)
            {
                Leave(kind.Source, refusal);
            }

            // What waited was looked at a moment ago, but not whether it was restated since (O13).
            Activity[] restated = [.. page.Activities.Where(activity => activity.ObsoletedBy is not null && _waited.Contains(activity.Key))];
            await foreach (Decision decision in DecideAsync(restated, isWaiting: true, mayWait: true, counts: true, cancel))
            {
                yield return decision;
            }

            Activity[] fresh = [.. page.Activities.Where(activity => !_waited.Contains(activity.Key))];
            await foreach (Decision decision in DecideAsync(fresh, isWaiting: false, mayWait: true, counts: true, cancel))
            {
                yield return decision;
            }

            if (page.ReadUpTo is { } upTo)
            {
                DateTimeOffset next = upTo - overlap;
                await _ledger.CloseAsync(new SourceCursor(source, kind.Key, next > since ? next : since, selection) { Counters = page.Counters }, cancel);
            }
        }
    }

    // A subscription may lack a source; that is no reason to hold up the others (O12).
    private void Leave(ActivitySource source, SyncException refusal)
    {
        _refused.Add(source);
        Warned?.Invoke($"{string.Join(" and ", Kinds.Where(kind => kind.Source == source))}: left out of this run. {refusal.Message}");
    }

    private async Task<Activity[]> RefreshAsync(Activity[] waiting, CancellationToken cancel)
    {
        List<Activity> refreshed = [];
        foreach (IGrouping<string, Activity> ofKind in waiting.GroupBy(activity => activity.Kind))
        {
            ActivityKind kind = ActivityKind.Named(ofKind.Key);
            refreshed.AddRange(await _readers.Of(kind).RefreshAsync(kind, [.. ofKind], cancel));
        }

        return [.. refreshed];
    }

    private async IAsyncEnumerable<Decision> DecideAsync(Activity[] activities, bool isWaiting, bool mayWait, bool counts, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A page may show an activity twice, and one again whose first write is still on its way.
        Activity[] open = _succession.Open([.. activities.DistinctBy(activity => activity.Key)]);
        if (open.Length == 0)
        {
            yield break;
        }

        Dictionary<string, Pair> pairs = new(await _books.Store.PairsAsync([.. open.Select(activity => activity.Key)], cancel));
        await _succession.LendAsync(open, pairs, cancel);
        await (TwoWay?.AddAsync(open, pairs, cancel) ?? Task.CompletedTask);
        LinkedActivity[] linked = await LinkAsync(open, pairs, cancel);
        Dictionary<string, Activity> rows = await RowsAsync(open, pairs, cancel);
        Decision[] decisions = Decide(linked, pairs, rows);
        if (Adoption is { } adoption)
        {
            await adoption.AdoptAsync(decisions, pairs, cancel);
            await _succession.LendAsync(open, pairs, cancel);
            decisions = Decide(linked, pairs, rows);
        }

        if (!_rules.Rewrites && await _rebuilt.CompleteAsync(decisions, pairs, cancel))
        {
            decisions = Decide(linked, pairs, rows);
        }

        await (TwoWay?.RememberAsync(decisions, cancel) ?? Task.CompletedTask);

        foreach (Decision decision in decisions)
        {
            if (counts)
            {
                await _ledger.AddAsync(decision, isWaiting, mayWait, cancel);
            }

            yield return decision;
        }
    }

    private Decision[] Decide(LinkedActivity[] linked, Dictionary<string, Pair> pairs, Dictionary<string, Activity> rows)
        => [.. linked.Select(one => _plan.Decide(one, pairs.GetValueOrDefault(one.Activity.Key), rows.GetValueOrDefault(one.Activity.Key)))];

    private async Task<Dictionary<string, Activity>> RowsAsync(Activity[] activities, Dictionary<string, Pair> pairs, CancellationToken cancel) => TwoWay is { } both
        ? await both.RowsAsync([.. activities.Where(activity => pairs.ContainsKey(activity.Key) && _plan.DecideAlone(activity, pairs[activity.Key]) is null)], pairs, cancel)
        : [];

    // Only where it matters whose an activity is: what a run reads again, and has written, costs no look-up.
    private async Task<LinkedActivity[]> LinkAsync(Activity[] activities, Dictionary<string, Pair> pairs, CancellationToken cancel)
    {
        Activity[] open = [.. activities.Where(activity => _plan.DecideAlone(activity, pairs.GetValueOrDefault(activity.Key)) is null)];
        ILookup<string, LinkedActivity> linked = (open.Length == 0 ? [] : await _linker.LinkAsync(open, cancel)).ToLookup(one => one.Activity.Key);
        return [.. activities.Select(activity => new LinkedActivity(activity, linked[activity.Key].FirstOrDefault()?.Contacts ?? []))];
    }

    private string SelectionHash(ActivityKind kind) => KindSelection.HashOf(kind, _rules, _setting);
}
