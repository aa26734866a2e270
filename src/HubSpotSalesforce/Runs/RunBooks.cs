using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>The store of a run: opened, leased, bound to its portal and org; for a plan, opened to be read only.</summary>
internal sealed class RunBooks : IAsyncDisposable
{
    private static readonly TimeSpan LeaseLasts = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _end = new();
    private Task _renewal = Task.CompletedTask;

    private RunBooks(IStateStore store, Lease? lease, TimeProvider clock)
    {
        Store = store;
        Lease = lease;
        _clock = clock;
    }

    public IStateStore Store { get; }

    /// <summary>The lease; null for a plan.</summary>
    public Lease? Lease { get; }

    /// <summary>When the first run with this store started; null before one did.</summary>
    public DateTimeOffset? FirstRunAt { get; private set; }

    public static async Task<RunBooks> OpenAsync(string path, bool isPlan, RunHost host, CancellationToken cancel)
    {
        IStateStore store = host.Books(await SqliteStore.OpenAsync(path, isPlan ? StoreMode.ReadOnly : StoreMode.ReadWrite, host.Clock, cancel));
        try
        {
            RunBooks books = new(store, isPlan ? null : await store.AcquireAsync(host.Runner, LeaseLasts, cancel), host.Clock);
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

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewal;
        if (Lease is { } lease)
        {
            await Store.ReleaseAsync(lease, CancellationToken.None);
        }

        await Store.DisposeAsync();
        _end.Dispose();
    }

    // A lease that cannot be renewed is not told here: the next write to the store names the old epoch and is refused.
    private async Task RenewAsync(Lease lease, CancellationToken end)
    {
        using PeriodicTimer timer = new(RenewEvery, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                await Store.RenewAsync(lease, end);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SyncException)
        {
        }
    }
}
