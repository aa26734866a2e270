using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Looks back: runs, what they skipped, the pairs they made, and what was refused. Asks no API.</summary>
public sealed class RunLog : IAsyncDisposable
{
    private const int PageSize = 1_000;
    private static readonly TimeSpan LeaseLasts = TimeSpan.FromMinutes(1);

    private readonly SyncSetting _setting;
    private readonly RunHost _host;
    private readonly IStateStore _store;

    private RunLog(SyncSetting setting, RunHost host, IStateStore store)
    {
        _setting = setting;
        _host = host;
        _store = store;
    }

    /// <summary>Opens the store of a settings file, to be read; a store that does not exist yet reads as an empty one.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.StoreUnavailable"/>, <see cref="FaultKind.StoreMismatch"/>.</exception>
    public static async Task<RunLog> OpenAsync(string settingPath, RunHost host, CancellationToken cancel)
    {
        SyncSetting setting = new SettingReader(host.Environment).Read(settingPath, host.Parameters);
        return new RunLog(setting, host, await SqliteStore.OpenAsync(setting.Store.Path, StoreMode.ReadOnly, host.Clock, cancel));
    }

    /// <summary>Returns the latest runs, newest first.</summary>
    /// <param name="limit">The most runs, at least 1.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    public Task<IReadOnlyList<RunRecord>> RunsAsync(int limit, CancellationToken cancel) => _store.RunsAsync(limit, cancel);

    /// <summary>Returns the run of an id; null when the store has none.</summary>
    public async Task<RunRecord?> RunAsync(string runId, CancellationToken cancel)
        => (await _store.RunsAsync(int.MaxValue, cancel)).FirstOrDefault(run => run.RunId == runId);

    /// <summary>Returns the skips kept of a run, the last 10,000 (O26).</summary>
    public Task<IReadOnlyList<SkipRecord>> SkipsAsync(string runId, CancellationToken cancel) => _store.SkipsAsync(runId, cancel);

    /// <summary>Returns the pairs of these keys.</summary>
    public async Task<IReadOnlyList<Pair>> RecordsAsync(string[] keys, CancellationToken cancel) => [.. (await _store.PairsAsync(keys, cancel)).Values];

    /// <summary>Returns all pairs, or those a run made or last wrote, ordered by key.</summary>
    public async IAsyncEnumerable<Pair> RecordsAsync(string? runId, [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<Pair> page;
        string? after = null;
        do
        {
            page = await _store.PairsAfterAsync(after, runId, PageSize, cancel);
            foreach (Pair pair in page)
            {
                yield return pair;
            }

            after = page.Count == 0 ? null : page[^1].Key;
        }
        while (page.Count == PageSize);
    }

    /// <summary>Returns what was refused and not resolved, newest first.</summary>
    /// <param name="limit">The most issues, at least 1.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    public Task<IReadOnlyList<IssueRecord>> IssuesAsync(int limit, CancellationToken cancel) => _store.IssuesAsync(limit, cancel);

    /// <summary>Returns the fields that both sides changed (R52), newest first: those that a rule decided, and those that wait for a person.</summary>
    public Task<IReadOnlyList<ConflictRecord>> ConflictsAsync(CancellationToken cancel) => _store.ConflictsAsync(int.MaxValue, cancel);

    /// <summary>Returns the codes that the latest issues have, the most frequent first, then those that are known and that none of them has.</summary>
    public async Task<(string Code, int Count)[]> IssueCodesAsync(CancellationToken cancel)
    {
        IEnumerable<string> refused = (await _store.IssuesAsync(PageSize, cancel)).Select(issue => issue.ApiCode ?? issue.Fault);
        IEnumerable<string> conflicts = (await _store.ConflictsAsync(PageSize, cancel)).Select(_ => nameof(FaultKind.Conflict));
        IEnumerable<string> known = [nameof(FaultKind.Conflict), .. SalesforceFault.KnownCodes.Concat(EngagementFault.KnownCodes).Order(StringComparer.Ordinal)];
        return [.. refused.Concat(conflicts).CountBy(code => code).OrderByDescending(code => code.Value).Select(code => (code.Key, code.Value)).Concat(known.Select(code => (code, 0))).DistinctBy(code => code.Item1)];
    }

    /// <summary>Returns what leads from a record to its pages.</summary>
    public async Task<RecordLinks> LinksAsync(CancellationToken cancel) => new(await _store.BindingAsync(cancel), _setting.Salesforce.LoginUrl);

    /// <summary>Ends an issue by hand: its activity is sent again by the next run, or never.</summary>
    /// <returns>False when the key has no issue, and no counterpart that was deleted.</returns>
    /// <exception cref="SyncException"><see cref="FaultKind.LeaseHeld"/>: a run works on the store.</exception>
    public async Task<bool> ResolveAsync(string key, bool isRetry, CancellationToken cancel)
        => (await ResolveAsync([new IssueChoice(key, null, isRetry ? IssueChoice.Retry : IssueChoice.Ignore)], cancel)).Length == 0;

    /// <summary>Ends issues and conflicts by hand, or chooses a side of conflicts, one after the other.</summary>
    /// <returns>What was named and is not there; empty when all was.</returns>
    /// <exception cref="SyncException"><see cref="FaultKind.LeaseHeld"/>: a run works on the store.</exception>
    public async Task<IssueChoice[]> ResolveAsync(IReadOnlyCollection<IssueChoice> choices, CancellationToken cancel)
    {
        if (!File.Exists(_setting.Store.Path))
        {
            return [.. choices];    // opened to be written, a store would be made
        }

        await using SqliteStore store = await SqliteStore.OpenAsync(_setting.Store.Path, StoreMode.ReadWrite, _host.Clock, cancel);
        Lease lease = await store.AcquireAsync(_host.Runner, LeaseLasts, cancel);
        try
        {
            List<IssueChoice> unknown = [];
            HashSet<string> ended = [];
            ILookup<string, ConflictRecord> waiting = (await store.ConflictsAsync(int.MaxValue, cancel)).Where(conflict => conflict.Winner is null).ToLookup(conflict => conflict.Key);
            foreach (IssueChoice[] some in choices.Chunk(PageSize))
            {
                await store.RenewAsync(lease, cancel);
                foreach (IssueChoice choice in some)
                {
                    bool isFound = await choice.CarryOutAsync(store, lease, waiting, _host.Clock.GetUtcNow(), cancel);
                    if (!isFound && !ended.Contains(choice.Key))
                    {
                        unknown.Add(choice);
                    }
                    else if (choice.Field is null)
                    {
                        ended.Add(choice.Key);    // its conflicts went with it, and may be named after it
                    }
                }
            }

            return [.. unknown];
        }
        finally
        {
            await store.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
