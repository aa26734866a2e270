using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

public sealed class UndoTests
{
    [Fact]
    public async Task A_run_that_wrote_to_HubSpot_is_not_taken_back_from_Salesforce()
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask("00T000000000101EAA", "Send the offer", "Task");
        RunResult run = await sync.RunBackAsync();

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => UndoRun.OpenAsync(sync.SettingPath, run.RunId, isPlan: false, sync.Host, CancellationToken.None));

        Assert.Equal(FaultKind.Conflict, fault.Kind);
        Assert.False(sync.Record("Task", "00T000000000101EAA")["IsDeleted"]!.GetValue<bool>());
    }
}
