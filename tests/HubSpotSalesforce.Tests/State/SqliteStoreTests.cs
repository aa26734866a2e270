using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.State;

/// <summary>The contract, kept by the SQLite file.</summary>
public sealed class SqliteStoreTests : StateStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override async Task<IStateStore> OpenAsync(TimeProvider clock)
        => await SqliteStore.OpenAsync(_folder["store.db"], StoreMode.ReadWrite, clock, CancellationToken.None);
}
