using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>A carrier with a store on the disk.</summary>
public abstract class CarrierBench : IAsyncLifetime, IDisposable
{
    private protected static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    private protected JumpingClock Clock { get; } = new();

    private protected SqliteStore Store { get; private set; } = null!;

    private protected Lease Lease { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await SqliteStore.OpenAsync(_folder["a.db"], StoreMode.ReadWrite, Clock, Cancel);
        Lease = await Store.AcquireAsync("first", TimeSpan.FromHours(24), Cancel);
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected ChangeCarrier Carrier(FakeWriter writer, FakeJobs? jobs = null, Action<Outcome>? settled = null)
        => new(writer, Store, Lease, "run-1", Clock, new Random(1)) { Jobs = jobs, JobsFrom = 10, Settled = settled };

    private protected static Change[] Closed(int count) => [.. Creates(count).Select(change => change with { IsClosed = true })];

    private protected async Task<List<Outcome>> CarryAsync(FakeWriter writer, Change[] changes, List<Outcome>? outcomes = null, FakeJobs? jobs = null)
    {
        outcomes ??= [];
        await foreach (Outcome outcome in Carrier(writer, jobs).CarryAsync(changes.ToAsyncEnumerable(), Cancel))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private protected Task<IReadOnlyDictionary<string, Pair>> PairsAsync(int count) => Store.PairsAsync([.. Enumerable.Range(1, count).Select(id => $"hs-call-{id}")], Cancel);

    private protected static Change[] Creates(int count, int from = 1) => [.. Enumerable.Range(from, count).Select(id => Sample.Create($"hs-call-{id}"))];
}
