using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>A store that was lost while the portal holds what was written (O4).</summary>
public sealed class LostStoreTests
{
    private const string Task1 = "00T000000000101EAA";

    [Fact]
    public async Task A_lost_store_stops_the_run_and_force_takes_the_activities_as_they_stand()    // O4
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask(Task1, "Send the offer", "Task");
        sync.MakeTask("00T000000000102EAA", "Intro call", "Call");
        sync.MakeEvent("00U000000000101EAA", "Demo");
        await sync.RunBothAsync();
        Lose(sync);
        int writes = sync.Writes();
        SyncException back = await Assert.ThrowsAsync<SyncException>(() => sync.RunBackAsync());
        SyncException both = await Assert.ThrowsAsync<SyncException>(() => sync.RunBothAsync());
        Assert.Equal((FaultKind.StateMissing, FaultKind.StateMissing), (back.Kind, both.Kind));

        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });
        Assert.Equal(writes, sync.Writes());
        await sync.AssertQuietAsync();

        // Adopted, they follow again, both ways.
        await sync.EditAsync("Task", Task1, ("Subject", "Send the new offer"));
        await sync.EditHubSpotAsync("meetings", Assert.Single(sync.Made("meetings"))["id"]!.GetValue<string>(), ("hs_meeting_title", "Demo, moved"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("Send the new offer", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Equal("Demo, moved", sync.Record("Event", "00U000000000101EAA").Text("Subject"));
        await sync.AssertQuietAsync();
    }

    // What the store knows of the way to Salesforce does not tell that it knows the way back.
    [Fact]
    public async Task A_store_that_lost_the_way_back_alone_stops_it_too()    // O4
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask(Task1, "Send the offer", "Call");
        await sync.RunBackAsync();
        Lose(sync);
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, Linking.LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", Linking.LinkPortal.Now.AddDays(2), 101));
        await sync.RunAsync();
        Assert.Single(sync.Tasks);

        SyncException back = await Assert.ThrowsAsync<SyncException>(() => sync.RunBackAsync());
        Assert.Equal(FaultKind.StateMissing, back.Kind);

        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });
        Assert.Single(sync.Made("calls"));
        await sync.AssertQuietAsync();
        await sync.EditAsync("Task", Task1, ("Subject", "Send the new offer"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("Send the new offer", Assert.Single(sync.Made("calls")).Property("hs_call_title"));
    }

    private static void Lose(SimulatedSync sync)
    {
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(sync.StorePath)!, "state.db*"))
        {
            File.Delete(file);
        }
    }
}
