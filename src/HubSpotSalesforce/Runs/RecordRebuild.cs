using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Makes the pairs of what was born in Salesforce again from the activities in HubSpot that carry our keys, when the store that knew them was lost (O4). Writes nothing to either system.</summary>
/// <remarks>All of them, whatever a run reads: what it passes over may be edited one day, and must not be made a second time.</remarks>
internal sealed class RecordRebuild
{
    private const int PageSize = 200;    // what is read of both sides at once, texts of emails included

    private readonly RunFooting _footing;
    private readonly KeyedActivityReader _activities;
    private readonly string _id;

    public RecordRebuild(RunFooting footing)
    {
        _footing = footing;
        _activities = new KeyedActivityReader(footing.Session.HubSpot);
        _id = RunIds.OfFound(RunIds.At(footing.Host.Clock.GetUtcNow(), footing.Host.Chance));
    }

    private RunBooks Books => _footing.Books;

    /// <summary>Returns the activities that carry our keys, of the families that are on, and of the others as far as the token may read them.</summary>
    public async Task<IAsyncEnumerable<KeyedActivity>> StandingAsync(CancellationToken cancel)
    {
        string[]? granted = (await _footing.AccountAsync([], cancel)).Scopes;
        ActivityFamily[] on = RecordSetup.On(_footing.Session.Setting);
        return ActivityFamily.All
            .Where(family => on.Contains(family) || (granted is not null && EngagementWriter.ReadScopesOf(family).All(granted.Contains)))
            .Aggregate(AsyncEnumerable.Empty<KeyedActivity>(), (all, family) => all.Concat(_activities.ReadAsync(family, cancel)));
    }

    /// <summary>Makes pairs of those that the store does not know, and takes what both sides say of them as their beginning.</summary>
    /// <returns>How many pairs were made.</returns>
    public async Task<int> RunAsync(RecordSetup setup, CancellationToken cancel)
    {
        Lease lease = Books.Lease ?? throw new InvalidOperationException("What was opened to read makes no pairs.");
        List<KeyedActivity> unknown = [];
        await foreach (KeyedActivity[] page in (await StandingAsync(cancel)).Chunk(PageSize).WithCancellation(cancel))
        {
            IReadOnlyDictionary<string, Pair> known = await Books.Store.PairsAsync([.. page.Select(activity => activity.Key)], cancel);
            unknown.AddRange(page.Where(activity => !known.ContainsKey(activity.Key)));
        }

        // All at once: a store that knows some of them would pass for one that knows them all.
        IReadOnlyDictionary<string, EmailMessageState> messages = await MessagesAsync(unknown, cancel);
        await Books.Store.SettleAsync(lease, _id, [.. unknown.DistinctBy(activity => activity.Key).Select(activity => Rebuilt(activity, messages))], cancel);
        await BeginAsync(setup, cancel);
        return unknown.Count;
    }

    // The key of an email names its message; the task that stands for it may be another by now (O23).
    private async Task<IReadOnlyDictionary<string, EmailMessageState>> MessagesAsync(List<KeyedActivity> activities, CancellationToken cancel)
    {
        string[] ids = [.. activities.Select(activity => ActivityKey.RecordOf(activity.Key)).Where(EmailMessageState.IsId)];
        return ids.Length == 0
            ? new Dictionary<string, EmailMessageState>()
            : await new EmailMessageReader(_footing.Session.Salesforce, new FieldReader(_footing.Session.Salesforce)).FindAsync(ids, cancel);
    }

    private static Settlement Rebuilt(KeyedActivity activity, IReadOnlyDictionary<string, EmailMessageState> messages)
    {
        string id = ActivityKey.RecordOf(activity.Key);
        Pair pair = new()
        {
            Key = activity.Key,
            Kind = activity.Family.Key,
            HubSpotId = activity.Id,
            SalesforceId = messages.GetValueOrDefault(id)?.TaskId ?? id,
            ContentHash = RebuiltPairs.NotRead,
            Base = new Dictionary<string, string?>(),
            IsGone = activity.IsArchived,
        };
        return new Settlement(new Intent($"rebuild-{pair.Key}", pair, Change.Create), pair, null);
    }

    // Seen now, so that what is edited from now on is an edit.
    private async Task BeginAsync(RecordSetup setup, CancellationToken cancel)
    {
        DateTimeOffset now = _footing.Host.Clock.GetUtcNow();
        RecordLinker linker = RecordSetup.Linker(_footing.Session, Books, now);
        PairBook pairs = new(Books, _footing.Conflicts, _id, now);
        string after = ActivityKey.SalesforcePrefix;
        while (await Books.Store.PairsAfterAsync(after, null, PageSize, cancel) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            IEnumerable<Pair> unread = page.Where(pair => ActivityKey.IsOfRecord(pair.Key) && pair is { IsGone: false, Base.Count: 0 });
            foreach (IGrouping<string, Pair> ofFamily in unread.GroupBy(pair => pair.Kind).Where(family => setup.Readers.ContainsKey(family.Key)))
            {
                await pairs.SaveAsync(await BegunAsync(setup, linker, ofFamily.Key, [.. ofFamily], cancel), cancel);
            }
        }
    }

    private static async Task<Pair[]> BegunAsync(RecordSetup setup, RecordLinker linker, string family, Pair[] pairs, CancellationToken cancel)
    {
        Activity[] rows = [.. (await setup.Readers[family].ReadAgainAsync([.. pairs.Select(pair => pair.SalesforceId)], cancel)).Where(row => !row.IsDeleted).DistinctBy(row => row.SourceId)];
        Dictionary<string, LinkedRecord> linked = rows.Length == 0 ? [] : (await linker.LinkAsync(rows, cancel)).ToDictionary(one => one.Activity.SourceId);
        IReadOnlyDictionary<string, HubSpotRecord> records = await setup.ReadAsync(family, [.. pairs.Select(pair => pair.HubSpotId)], cancel);
        return
        [
            .. pairs.Where(pair => linked.ContainsKey(pair.SalesforceId) && records.ContainsKey(pair.HubSpotId))
                .Select(pair => setup.Plan.Decide(linked[pair.SalesforceId], pair, records[pair.HubSpotId]))
                .OfType<Skip>().Select(skip => skip.Rebased).OfType<Pair>(),
        ];
    }
}
