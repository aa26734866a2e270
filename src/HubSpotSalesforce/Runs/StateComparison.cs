using System.Globalization;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Compares store, Salesforce and HubSpot, and rebuilds the pairs of a store from the tasks (O4). Writes nothing to either system.</summary>
public sealed class StateComparison : IAsyncDisposable
{
    private const int PageSize = 1_000;

    private readonly RunFooting _footing;
    private readonly KeyedTaskReader _tasks;
    private readonly ActivityReaders _readers;
    private readonly RecordComparison _records;
    private readonly TaskDescribe _describe;
    private readonly string[] _fields;
    private readonly string _runId;
    private readonly HashSet<string> _standing = [];

    private StateComparison(RunFooting footing, ActivityReaders readers, TaskDescribe describe, string[] fields)
    {
        _footing = footing;
        _tasks = new KeyedTaskReader(footing.Session.Salesforce);
        _readers = readers;
        _records = new RecordComparison(footing);
        _describe = describe;
        _fields = fields;
        _runId = RunIds.At(footing.Host.Clock.GetUtcNow(), footing.Host.Chance);
    }

    /// <summary>Raised as it goes: which part it is at, one of <see cref="Parts"/>, and how many records it has looked at in all.</summary>
    public event Action<string, int>? Looked;

    /// <summary>How many pairs of the store were held against Salesforce so far, without those of which the store knows that their task is gone.</summary>
    public int PairsCompared { get; private set; }

    /// <summary>Says what agrees, where nothing differs; no more than was looked at.</summary>
    /// <param name="asksHubSpot">Whether HubSpot was asked for what can change there.</param>
    public string Agreement(bool asksHubSpot)
    {
        if (PairsCompared == 0)
        {
            return "There is nothing to compare: the store knows of no activity that stands, and no task of ours stands in Salesforce.";
        }

        string activities = PairsCompared == 1 ? "1 activity agrees" : string.Create(CultureInfo.InvariantCulture, $"{PairsCompared:N0} activities agree");
        return $"{activities} between the store and Salesforce{(asksHubSpot ? ", and HubSpot has each call, email, meeting, note and task among them" : "")}.";
    }

    /// <summary>What is looked at, in order.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["Tasks in Salesforce", "Pairs of the store"];

    /// <summary>Opens a comparison; to rebuild, the store's lease is taken.</summary>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public static async Task<StateComparison> OpenAsync(string settingPath, bool rebuilds, RunHost host, CancellationToken cancel)
    {
        RunRequest request = new() { SettingPath = settingPath, PlanOnly = !rebuilds };
        return await RunFooting.OpenAsync(request, host, footing => BindAsync(footing, cancel), cancel);
    }

    /// <summary>Returns what does not agree: first task by task, then pair by pair what has no record and, if it is asked for, what HubSpot shows no longer, then what HubSpot shows and the store does not know.</summary>
    /// <param name="asksHubSpot">Whether HubSpot is asked for each record of a pair, a hundred a call; events and submissions do not change.</param>
    /// <param name="cancel">Ends the comparison.</param>
    public async IAsyncEnumerable<StateDifference> CompareAsync(bool asksHubSpot, [EnumeratorCancellation] CancellationToken cancel)
    {
        int looked = 0;
        Dictionary<string, KeyedTask> deleted = [];
        await foreach (KeyedTask[] page in _tasks.ReadAsync(_fields, cancel).Chunk(PageSize).WithCancellation(cancel))
        {
            Looked?.Invoke(Parts[0], looked += page.Length);
            IReadOnlyDictionary<string, Pair> pairs = await _footing.Books.Store.PairsAsync([.. page.Select(task => task.Key)], cancel);
            foreach (KeyedTask task in page)
            {
                if (task.IsDeleted)
                {
                    deleted[task.Key] = task;
                }
                else if (_standing.Add(task.Key) && Compared(task, pairs.GetValueOrDefault(task.Key)) is { } difference)
                {
                    yield return difference;
                }
            }
        }

        await foreach (Pair[] page in PairsAsync(cancel))
        {
            Looked?.Invoke(Parts[1], looked += page.Length);
            PairsCompared += page.Length;
            foreach ((Pair pair, string code) in await _records.GoneAsync(page.Where(IsOfRecord), cancel))
            {
                yield return Difference(code, pair, null);
            }

            foreach (Pair pair in page.Where(pair => !IsOfRecord(pair) && !_standing.Contains(pair.Key)))
            {
                yield return Difference(deleted.ContainsKey(pair.Key) ? StateDifference.TaskDeleted : StateDifference.TaskMissing, pair, deleted.GetValueOrDefault(pair.Key));
            }

            foreach (Pair pair in asksHubSpot ? await MissingAsync(page, cancel) : [])
            {
                yield return Difference(StateDifference.ActivityMissing, pair, null);
            }
        }

        await foreach (KeyedActivity activity in _records.UnknownAsync(cancel))
        {
            yield return Of(StateDifference.UnknownActivity, activity.Key, activity.Family.Key, ActivityKey.RecordOf(activity.Key), null);
        }
    }

    /// <summary>Makes pairs of tasks that the store does not know: their keys, kinds and ids. What their activities say is taken as it is by the next run. Of activities
    /// in HubSpot that were born in Salesforce, what both sides say is taken at once.</summary>
    /// <returns>How many pairs were made.</returns>
    public async Task<int> RebuildAsync(CancellationToken cancel)
    {
        Lease lease = _footing.Books.Lease ?? throw new InvalidOperationException("A comparison that was opened to read changes nothing.");
        Dictionary<string, DateTimeOffset> first = [];
        int made = 0;
        await foreach (KeyedTask[] page in _tasks.ReadAsync([], cancel).Where(IsOurs).Chunk(PageSize).WithCancellation(cancel))
        {
            IReadOnlyDictionary<string, Pair> known = await _footing.Books.Store.PairsAsync([.. page.Select(task => task.Key)], cancel);
            Settlement[] pairs = [.. page.Where(task => !known.ContainsKey(task.Key)).DistinctBy(task => task.Key).Select(Rebuilt)];
            await _footing.Books.Store.SettleAsync(lease, _runId, pairs, cancel);
            made += pairs.Length;
            foreach (KeyedTask task in page.Where(task => task.OccurredAt is not null))
            {
                first[task.Kind!] = first.TryGetValue(task.Kind!, out DateTimeOffset earlier) && earlier < task.OccurredAt ? earlier : task.OccurredAt!.Value;
            }
        }

        // When a kind was switched on is lost with the store; it was on when the first of its tasks was made.
        IReadOnlyDictionary<string, DateTimeOffset> enabled = await _footing.Books.Store.EnabledAtAsync(cancel);
        foreach ((string kind, DateTimeOffset at) in first.Where(one => !enabled.ContainsKey(one.Key)))
        {
            await _footing.Books.Store.SetEnabledAtAsync(lease, kind, at, cancel);
        }

        return made + await RebuildRecordsAsync(cancel);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _footing.DisposeAsync();

    private static async Task<StateComparison> BindAsync(RunFooting footing, CancellationToken cancel)
    {
        SyncSetting setting = footing.Session.Setting;
        HubSpotAccount account = await footing.AccountAsync(footing.Request.PlanOnly ? RecordSetup.ReadScopes(setting) : RecordSetup.PlanScopes(setting), cancel);
        TaskDescribe describe = await footing.DescribeAsync(cancel);
        await footing.BindAsync(account, cancel);
        IEnumerable<string> mapped = new TimelineRules(footing.Session.Setting, []).Fields.Keys;
        string[] written = [TaskField.Subject, TaskField.Status, TaskField.Priority, TaskField.Type, TaskField.ActivityDate, TaskField.Description, TaskField.OwnerId, .. mapped];
        ActivityReaders readers = new(footing.Session.HubSpot, account, new Dictionary<string, HubSpotOwner>(), footing.Session.Setting.ToReaderOptions());
        return new StateComparison(footing, readers, describe, [.. written.Distinct(StringComparer.OrdinalIgnoreCase).Where(describe.Has)]);
    }

    private async Task<int> RebuildRecordsAsync(CancellationToken cancel)
    {
        SyncSession session = _footing.Session;
        RecordTerms terms = new()
        {
            Now = _footing.Host.Clock.GetUtcNow(),
            EnabledAt = await _footing.Books.Store.EnabledAtAsync(cancel),
            ClosedStatuses = _describe.Vocabulary.ClosedStatuses,
            TaskCreated = new TimelineRules(session.Setting, []).MappingOf(ActivityKind.TaskCreated),
            Owners = session.Setting.Reverse.Owners == "map" ? await _footing.DirectoryAsync(isChain: true, cancel) : null,
        };
        return await RecordSetup.ReadAsync(session, terms, cancel) is { } setup ? await new RecordRebuild(_footing).RunAsync(setup, cancel) : 0;
    }

    private static bool IsOfRecord(Pair pair) => ActivityKey.IsOfRecord(pair.Key);

    private static bool IsOurs(KeyedTask task) => !task.IsDeleted && task.Kind is { } kind && ActivityKind.Find(kind) is not null && task.Key.StartsWith(ActivityKey.Prefix, StringComparison.Ordinal);

    private static Settlement Rebuilt(KeyedTask task)
    {
        Pair pair = new()
        {
            Key = task.Key,
            Kind = task.Kind!,
            HubSpotId = ActivityKey.SourceOf(task.Key),
            SalesforceId = task.Id,
            ContentHash = RebuiltPairs.NotRead,
            Base = new Dictionary<string, string?>(),
        };
        return new Settlement(new Intent($"rebuild-{pair.Key}", pair, Change.Create), pair, null);
    }

    private static StateDifference? Compared(KeyedTask task, Pair? pair)
    {
        if (pair is null)
        {
            return Of(StateDifference.UnknownTask, task.Key, task.Kind ?? "", task.Id, task.OccurredAt);
        }

        string[] drifted =
        [
            .. pair.Base.Where(field => task.Fields.TryGetValue(field.Key, out string? holds) && TaskMapper.Canonical(field.Key, holds) != field.Value)
                .Select(field => field.Key).Order(StringComparer.Ordinal),
        ];
        return drifted.Length == 0 ? null : Of(StateDifference.Drift, task.Key, pair.Kind, task.Id, task.OccurredAt) with { Fields = drifted };
    }

    private static StateDifference Difference(string code, Pair pair, KeyedTask? task) => Of(code, pair.Key, pair.Kind, pair.SalesforceId, task?.OccurredAt);

    private static StateDifference Of(string code, string key, string kind, string id, DateTimeOffset? at)
        => new() { Code = code, Key = key, Kind = kind, SalesforceId = id, Week = StateDifference.WeekOf(at) };

    // A pair that knows that its task is gone agrees with an org that has none.
    private async IAsyncEnumerable<Pair[]> PairsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        while (await _footing.Books.Store.PairsAfterAsync(after, null, PageSize, cancel) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            yield return [.. page.Where(pair => !pair.IsGone)];
        }
    }

    private async Task<List<Pair>> MissingAsync(Pair[] page, CancellationToken cancel)
    {
        List<Pair> missing = await _records.MissingAsync(page.Where(IsOfRecord), cancel);
        foreach (IGrouping<ActivityKind, Pair> ofKind in page.Where(pair => ActivityKind.Find(pair.Kind)?.IsEditable == true).GroupBy(pair => ActivityKind.Named(pair.Kind)))
        {
            IReadOnlyList<Activity> shown = await _readers.Of(ofKind.Key).ReadAgainAsync(ofKind.Key, [.. ofKind.Select(pair => pair.HubSpotId)], cancel);
            HashSet<string> keys = [.. shown.Select(activity => activity.Key)];
            missing.AddRange(ofKind.Where(pair => !keys.Contains(pair.Key)));
        }

        return missing;
    }
}
