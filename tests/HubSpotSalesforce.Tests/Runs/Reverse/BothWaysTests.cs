using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Both ways as one run: one lease, and either side is asked once what both need to know.</summary>
public sealed class BothWaysTests
{
    private const string Task1 = "00T000000000101EAA";

    [Fact]
    public async Task Both_ways_have_one_lease_and_nobody_comes_in_between()
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask(Task1, "Send the offer", "Task");
        await using (BothWays both = await BothWays.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None))
        {
            await both.EachAsync(
                async run =>
                {
                    await run.ExecuteAsync(null, null, CancellationToken.None);
                    SyncException held = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());
                    Assert.Equal(FaultKind.LeaseHeld, held.Kind);
                },
                CancellationToken.None);
        }

        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadWrite, sync.Simulator.Clock, CancellationToken.None);
        Lease next = await store.AcquireAsync("next", TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(2, next.Epoch);
        Assert.Single(sync.Made("tasks"));
    }

    [Fact]
    public async Task What_both_ways_need_to_know_is_asked_once()
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.Simulator.HubSpotCalls.Reset();

        await sync.RunBothAsync();

        Assert.Equal([1], Calls(sync.Simulator.HubSpotCalls, "/account-info/"));
        Assert.Equal([2], Calls(sync.Simulator.HubSpotCalls, "/crm/owners/"));    // those of today, and archived ones
    }

    private static int[] Calls(CallCounters calls, string path) => [.. calls.Snapshot().Where(call => call.Key.Contains(path, StringComparison.Ordinal)).Select(call => call.Value)];
}
