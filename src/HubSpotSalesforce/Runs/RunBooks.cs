using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>The store of a run: opened, leased, bound to its portal and org; for a plan, opened to be read only.</summary>
internal sealed class RunBooks : IAsyncDisposable
{
    private static readonly TimeSpan LeaseLasts = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _end = new();
    private Task _renewal = Task.CompletedTask;

    private RunBooks(IStateStore store, string path, Lease? lease, TimeProvider clock)
    {
        Store = store;
        _path = path;
        Lease = lease;
        _clock = clock;
    }

    public IStateStore Store { get; }

    /// <summary>The lease; null for a plan.</summary>
    public Lease? Lease { get; }

    /// <summary>When the first run with this store started; null before one did.</summary>
    public DateTimeOffset? FirstRunAt { get; private set; }

    /// <summary>Opens a store and takes its lease; for a plan, opens it to be read.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.LeaseHeld"/>: another runner works on it, and still did when the wait was over.</exception>
    public static async Task<RunBooks> OpenAsync(string path, RunRequest request, RunHost host, CancellationToken cancel)
    {
        TimeProvider clock = host.Clock;
        IStateStore store = host.Books(await SqliteStore.OpenAsync(path, request.PlanOnly ? StoreMode.ReadOnly : StoreMode.ReadWrite, clock, cancel));
        try
        {
            RunBooks books = new(store, path, request.PlanOnly ? null : await AcquireAsync(store, request.Wait, host, cancel), clock);
            books.FirstRunAt = await store.FirstRunAtAsync(cancel);
            books._renewal = books.Lease is { } lease ? books.RenewAsync(lease, books._end.Token) : Task.CompletedTask;
            return books;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Binds the store to a portal and org, or, for a plan, checks that it may be.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreMismatch"/>.</exception>
    public async Task BindAsync(StoreBinding binding, CancellationToken cancel)
    {
        if (Lease is { } lease)
        {
            await Store.BindAsync(lease, binding, cancel);
        }
        else if (await Store.BindingAsync(cancel) is { } bound && bound != binding)
        {
            throw new SyncException(
                FaultKind.StoreMismatch, "state", $"The store belongs to portal {bound.PortalId} and org {bound.OrgId}, not to portal {binding.PortalId} and org {binding.OrgId}. Point state.path at another file.");
        }
    }

    /// <summary>Saves a run as it stands; a plan is no run.</summary>
    public async Task SaveRunAsync(RunRecord run, CancellationToken cancel)
    {
        if (Lease is { } lease)
        {
            await Store.SaveRunAsync(lease, run, cancel);
            await LatestRuns.KeepAsync(Store, _path, cancel);
        }
    }

    /// <summary>Makes sure that this runner still has the store, right before something is written to the other side.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.LeaseLost"/>: it slept, and another took over.</exception>
    public Task HoldAsync(CancellationToken cancel) => Lease is { } lease ? Store.HoldAsync(lease, cancel) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewal;
        try
        {
            if (Lease is { } lease)
            {
                await Store.ReleaseAsync(lease, CancellationToken.None);
            }
        }
        catch (SyncException failed) when (failed.IsAboutStore)
        {
            // What ended the run is told, not this: a lease that is not given back runs out, and its runner is seen to be gone.
        }

        await Store.DisposeAsync();
        _end.Dispose();
    }

    private static async Task<Lease> AcquireAsync(IStateStore store, TimeSpan? wait, RunHost host, CancellationToken cancel)
    {
        long started = host.Clock.GetTimestamp();
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                return await store.AcquireAsync(host.Runner, LeaseLasts, cancel);
            }
            catch (SyncException held) when (held.Kind == FaultKind.LeaseHeld && (wait == Timeout.InfiniteTimeSpan || host.Clock.GetElapsedTime(started) < wait))
            {
                if (isFirst)
                {
                    host.Waiting?.Invoke($"Waiting for {held.About}, which works on the same store.");
                }
            }

            await Task.Delay(LookEvery, host.Clock, cancel);
        }
    }

    // A lease that was lost is not told here: the next write, to the store or to the other side, is refused. A store that was busy or full
    // for a moment is asked again.
    private async Task RenewAsync(Lease lease, CancellationToken end)
    {
        using PeriodicTimer timer = new(RenewEvery, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                await TryRenewAsync(lease, end);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task TryRenewAsync(Lease lease, CancellationToken end)
    {
        try
        {
            await Store.RenewAsync(lease, end);
        }
        catch (SyncException failed) when (failed.IsAboutStore || failed.Kind == FaultKind.LeaseLost)
        {
        }
    }
}
