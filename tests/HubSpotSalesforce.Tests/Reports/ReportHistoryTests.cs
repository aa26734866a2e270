using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>What a report says of the runs of its period.</summary>
public sealed class ReportHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hubspot-salesforce-history-");

    [Fact]
    public async Task What_was_written_to_either_side_is_counted_apart_and_only_within_the_period()
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(Path.Combine(_folder.FullName, "state.db"), StoreMode.ReadWrite, TimeProvider.System, CancellationToken.None);
        Lease lease = await store.AcquireAsync("test", TimeSpan.FromMinutes(2), CancellationToken.None);
        await SaveAsync(store, lease, "1", Side.Salesforce, Now, created: 4, updated: 2, deleted: 1);
        await SaveAsync(store, lease, "2", Side.HubSpot, Now.AddMinutes(1), created: 30, updated: 20, deleted: 10);
        await SaveAsync(store, lease, "3", Side.Salesforce, Now.AddDays(-40), created: 500, updated: 500, deleted: 500);

        ReportSync told = await ReportHistory.ReadAsync(store, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), TimeZoneInfo.Utc, 10, CancellationToken.None);

        Assert.Equal((4, 2, 1), (told.Created, told.Updated, told.Deleted));
        Assert.Equal((30, 20, 10), (told.CreatedInHubSpot, told.UpdatedInHubSpot, told.DeletedInHubSpot));
        Assert.Equal(2, told.Runs);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task SaveAsync(SqliteStore store, Lease lease, string id, Side target, DateTimeOffset at, int created, int updated, int deleted) => store.SaveRunAsync(
        lease, new RunRecord { RunId = id, StartedAt = at, Target = target, Ending = "completed", Created = created, Updated = updated, Deleted = deleted }, CancellationToken.None);
}
