using Dapper;
using HubSpotSalesforce.Activities;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The store of one machine: a SQLite file on a local disk.</summary>
/// <remarks>
/// A commit is on the disk when a method returns: write-ahead log, synced at every commit. Callers may overlap; they take turns.
/// A file that another process holds is waited for up to ten seconds.
/// </remarks>
public sealed class SqliteStore : IStateStore
{
    private const int MaxPage = 10_000;

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _clock;
    private readonly string _path;
    private SqlitePresence? _presence;

    private SqliteStore(SqliteDatabase database, string path, TimeProvider clock)
    {
        _database = database;
        _path = path;
        _clock = clock;
    }

    /// <summary>Opens the store, and brings one that an older version wrote up to date.</summary>
    /// <param name="path">The file. Its folder is created when only that one is missing.</param>
    /// <param name="mode">Whether it may be written. <see cref="StoreMode.ReadOnly"/> makes no file: where there is none, the store is
    /// empty; methods that write throw <see cref="InvalidOperationException"/>.</param>
    /// <param name="clock">Tells when leases run out, and paces the wait for a locked file.</param>
    /// <param name="cancel">Ends that wait.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreUnavailable"/>, <see cref="FaultKind.StoreLocked"/>, <see cref="FaultKind.StoreFull"/>,
    /// <see cref="FaultKind.StoreReadOnly"/>, <see cref="FaultKind.StoreDamaged"/>. <see cref="FaultKind.StoreMismatch"/>: a newer version wrote it.</exception>
    public static async Task<SqliteStore> OpenAsync(string path, StoreMode mode, TimeProvider clock, CancellationToken cancel)
        => new(await SqliteDatabase.OpenAsync(path, mode, clock, cancel), Path.GetFullPath(path), clock);

    /// <inheritdoc/>
    /// <remarks>The lease of a runner that was killed is taken over at once; that of one that sleeps, when it runs out.</remarks>
    public Task<Lease> AcquireAsync(string runner, TimeSpan lasts, CancellationToken cancel)
    {
        _database.RequireWritable();
        bool isHolderDead = _presence is null && (_presence = SqlitePresence.TryTake(_path)) is not null;
        return _database.WriteAsync(connection => SqliteLease.Acquire(connection, runner, lasts, _clock.GetUtcNow(), isHolderDead, _presence is not null), cancel);
    }

    /// <inheritdoc/>
    public Task RenewAsync(Lease lease, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteLease.Renew(connection, _clock.GetUtcNow()), cancel);

    /// <inheritdoc/>
    public async Task HoldAsync(Lease lease, CancellationToken cancel)
    {
        if (!await _database.ReadAsync(connection => SqliteLease.Holds(connection, lease, _clock.GetUtcNow()), cancel))
        {
            await RenewAsync(lease, cancel);    // checks again: another runner may just be taking it
        }
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(Lease lease, CancellationToken cancel)
    {
        await _database.WriteAsync(connection => SqliteLease.Release(connection, lease, _clock.GetUtcNow()), cancel);
        _presence?.Dispose();
        _presence = null;
    }

    /// <inheritdoc/>
    public Task<StoreBinding?> BindingAsync(CancellationToken cancel)
        => _database.ReadAsync(SqlitePosition.Binding, cancel);

    /// <inheritdoc/>
    public Task BindAsync(Lease lease, StoreBinding binding, CancellationToken cancel)
        => WriteAsync(lease, connection => SqlitePosition.Bind(connection, binding), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> EnabledAtAsync(CancellationToken cancel)
        => await _database.ReadAsync(SqlitePosition.EnabledAt, cancel);

    /// <inheritdoc/>
    public Task SetEnabledAtAsync(Lease lease, string kind, DateTimeOffset at, CancellationToken cancel)
        => WriteAsync(lease, connection => SqlitePosition.SetEnabledAt(connection, kind, at), cancel);

    /// <inheritdoc/>
    public Task ForgetEnabledAtAsync(Lease lease, string kind, CancellationToken cancel)
        => WriteAsync(lease, connection => SqlitePosition.ForgetEnabledAt(connection, kind), cancel);

    /// <inheritdoc/>
    public Task<SourceCursor?> CursorAsync(string source, string kind, CancellationToken cancel)
        => _database.ReadAsync(connection => SqlitePosition.Cursor(connection, source, kind), cancel);

    /// <inheritdoc/>
    public Task MoveAsync(Lease lease, SourceCursor cursor, CancellationToken cancel)
        => WriteAsync(lease, connection => SqlitePosition.Move(connection, cursor), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, int>> CountersAsync(IReadOnlyCollection<string> keys, CancellationToken cancel)
        => await _database.ReadAsync(connection => SqlitePosition.Counters(connection, keys), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, Pair>> PairsAsync(IReadOnlyCollection<string> keys, CancellationToken cancel)
        => await _database.ReadAsync(connection => SqliteJournal.Pairs(connection, keys), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Pair>> PairsOfAsync(Side side, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => await _database.ReadAsync(connection => SqliteJournal.PairsOf(connection, side, ids), cancel);

    /// <inheritdoc/>
    public Task<bool> HasPairsAsync(CancellationToken cancel)
        => _database.ReadAsync(connection => connection.ExecuteScalar<bool>("select exists (select 1 from pairs)"), cancel);

    /// <inheritdoc/>
    public Task ReserveAsync(Lease lease, string runId, IReadOnlyList<Intent> intents, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteJournal.Reserve(connection, runId, intents), cancel);

    /// <inheritdoc/>
    public Task SettleAsync(Lease lease, string runId, IReadOnlyList<Settlement> settlements, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteJournal.Settle(connection, runId, settlements), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Intent>> OpenIntentsAsync(CancellationToken cancel)
        => await _database.ReadAsync(SqliteJournal.Open, cancel);

    /// <inheritdoc/>
    public Task AddJobAsync(Lease lease, JobRecord job, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteJobs.Add(connection, job), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobRecord>> JobsAsync(CancellationToken cancel)
        => await _database.ReadAsync(SqliteJobs.All, cancel);

    /// <inheritdoc/>
    public Task EndJobAsync(Lease lease, string id, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteJobs.End(connection, id), cancel);

    /// <inheritdoc/>
    public Task SetAsideAsync(Lease lease, IReadOnlyList<WaitingActivity> waiting, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteWaiting.SetAside(connection, waiting), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WaitingActivity>> WaitingAsync(string? afterKey, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);

        return await _database.ReadAsync(connection => SqliteWaiting.After(connection, afterKey, limit), cancel);
    }

    /// <inheritdoc/>
    public Task EndWaitingAsync(Lease lease, IReadOnlyCollection<string> keys, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteWaiting.End(connection, keys), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, LinkRecord>> LinksAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel)
        => await _database.ReadAsync(connection => SqliteLinks.Links(connection, contactIds), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AddressRecord>> OwnersOfAsync(IReadOnlyCollection<string> addresses, CancellationToken cancel)
        => await _database.ReadAsync(connection => SqliteLinks.OwnersOf(connection, addresses), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AddressRecord>> AddressesOfAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel)
        => await _database.ReadAsync(connection => SqliteLinks.AddressesOf(connection, contactIds), cancel);

    /// <inheritdoc/>
    public Task SaveLinksAsync(Lease lease, IReadOnlyCollection<LinkRecord> links, IReadOnlyCollection<AddressRecord> addresses, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteLinks.Save(connection, links, addresses), cancel);

    /// <inheritdoc/>
    public Task SaveRunAsync(Lease lease, RunRecord run, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteRuns.Save(connection, run), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunRecord>> RunsAsync(int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);

        return await _database.ReadAsync(connection => SqliteRuns.Latest(connection, limit), cancel);
    }

    /// <inheritdoc/>
    public Task AddSkipsAsync(Lease lease, string runId, IReadOnlyList<SkipRecord> skips, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteRuns.AddSkips(connection, runId, skips), cancel);

    /// <inheritdoc/>
    public async Task<int> ForgetRunsAsync(Lease lease, DateTimeOffset before, int most, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);

        int forgotten = 0;
        await WriteAsync(lease, connection => forgotten = SqliteRuns.Forget(connection, before, most), cancel);
        return forgotten;
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> FirstRunAtAsync(CancellationToken cancel)
        => _database.ReadAsync(SqliteRuns.FirstStart, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SkipRecord>> SkipsAsync(string runId, CancellationToken cancel)
        => await _database.ReadAsync(connection => SqliteRuns.Skips(connection, runId), cancel);

    /// <inheritdoc/>
    public async Task<bool> ResolveAsync(Lease lease, string key, bool isRetry, DateTimeOffset now, CancellationToken cancel)
    {
        bool isResolved = false;
        await WriteAsync(lease, connection => isResolved = SqliteJournal.Resolve(connection, key, isRetry, now), cancel);
        return isResolved;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Pair>> PairsAfterAsync(string? afterKey, string? runId, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);

        return await _database.ReadAsync(connection => SqliteJournal.After(connection, afterKey, runId, limit), cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UndoRow>> UndoRowsAsync(string runId, string? afterKey, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);

        return await _database.ReadAsync(connection => SqliteUndo.After(connection, runId, afterKey, limit), cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IssueRecord>> IssuesAsync(int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);

        return await _database.ReadAsync(connection => SqliteIssues.Latest(connection, limit), cancel);
    }

    /// <inheritdoc/>
    public Task SaveConflictsAsync(Lease lease, IReadOnlyList<ConflictRecord> conflicts, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteConflicts.Save(connection, conflicts), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ConflictRecord>> ConflictsAsync(int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);

        return await _database.ReadAsync(connection => SqliteConflicts.Latest(connection, limit), cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ConflictRecord>> WaitingConflictsAsync(CancellationToken cancel)
        => await _database.ReadAsync(SqliteConflicts.Waiting, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ConflictRecord>> TakenAsync(CancellationToken cancel)
        => await _database.ReadAsync(SqliteConflicts.Taken, cancel);

    /// <inheritdoc/>
    public async Task<int> TakeAsync(Lease lease, string key, string? field, Side side, CancellationToken cancel)
    {
        int taken = 0;
        await WriteAsync(lease, connection => taken = SqliteConflicts.Take(connection, key, field, side), cancel);
        return taken;
    }

    /// <inheritdoc/>
    public Task AgreeAsync(Lease lease, Pair pair, string? field, CancellationToken cancel)
        => WriteAsync(lease, connection => SqliteConflicts.Agree(connection, pair, field), cancel);

    /// <inheritdoc/>
    public async Task<int> EndConflictsAsync(Lease lease, string key, string? field, CancellationToken cancel)
    {
        int ended = 0;
        await WriteAsync(lease, connection => ended = SqliteConflicts.End(connection, key, field), cancel);
        return ended;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _presence?.Dispose();
        _presence = null;
    }

    private Task WriteAsync(Lease lease, Action<SqliteConnection> change, CancellationToken cancel)
        => _database.WriteAsync(
            connection =>
            {
                // In the transaction of the change: whoever takes the lease after this check waits for the commit.
                SqliteLease.Check(connection, lease);
                change(connection);
            },
            cancel);
}
