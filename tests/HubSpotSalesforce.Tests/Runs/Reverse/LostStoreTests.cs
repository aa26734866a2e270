using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>A store that was lost while the portal holds what was written (O4).</summary>
public sealed class LostStoreTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Call1 = "00T000000000102EAA";
    private const string Email1 = "00T000000000103EAA";
    private const string Event1 = "00U000000000101EAA";

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

    [Fact]
    public async Task A_forced_run_both_ways_takes_what_stands_on_either_side()    // O4
    {
        await using SimulatedSync sync = await BothInUseAsync(TwoWaySync.Settings());
        Lose(sync);
        int writes = sync.Writes();

        await ForceBothAsync(sync);

        Assert.Equal(writes, sync.Writes());
        await sync.AssertQuietAsync();
        await AssertFollowsAsync(sync);
    }

    // The families' switch-on is lost with the store and begins anew: the run reads nothing of what stands.
    [Fact]
    public async Task What_a_forced_run_does_not_read_is_not_made_twice_when_it_is_edited_later()    // O4, R48
    {
        string families = string.Join("\n  ", new[] { "tasks", "emails", "calls", "meetings" }.Select(family => $"{family}: {{ sync: true }}"));
        await using SimulatedSync sync = await BothInUseAsync(TwoWaySync.Settings(families));
        Lose(sync);
        sync.Later(TimeSpan.FromDays(2));
        int writes = sync.Writes();

        await ForceBothAsync(sync);

        Assert.Equal(writes, sync.Writes());
        await AssertFollowsAsync(sync);
    }

    // Neither side's edits of that time travel, and neither undoes the other's.
    [Fact]
    public async Task What_was_edited_while_the_store_was_lost_stays_as_it_stands()    // O4
    {
        await using SimulatedSync sync = await BothInUseAsync(TwoWaySync.Settings());
        Lose(sync);
        await sync.EditAsync("Task", Task1, ("Subject", "Edited there"));
        await sync.EditHubSpotAsync("calls", Assert.Single(sync.Made("calls"))["id"]!.GetValue<string>(), ("hs_call_title", "Edited here"));
        await ForceBothAsync(sync);

        await sync.AssertQuietAsync();

        Assert.Equal(("Edited there", "Send the offer"), (sync.Record("Task", Task1).Text("Subject"), Assert.Single(sync.Made("tasks")).Property("hs_task_subject")));
        Assert.Equal(("Intro call", "Edited here"), (sync.Record("Task", Call1).Text("Subject"), Assert.Single(sync.Made("calls")).Property("hs_call_title")));
        await AssertFollowsAsync(sync);
    }

    // Switched off while the store was lost, a family is on again later.
    [Fact]
    public async Task What_stands_of_a_family_that_is_off_is_not_made_twice_either()    // O4
    {
        await using SimulatedSync sync = await BothInUseAsync(TwoWaySync.Settings());
        Lose(sync);
        sync.WriteSettings(TwoWaySync.Settings("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }"));
        await ForceBothAsync(sync);

        sync.WriteSettings(TwoWaySync.Settings());
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        await AssertFollowsAsync(sync);
    }

    [Fact]
    public async Task What_was_deleted_in_HubSpot_before_the_store_was_lost_is_not_made_again()    // O4, R51
    {
        await using SimulatedSync sync = await BothInUseAsync(TwoWaySync.Settings());
        await sync.ArchiveHubSpotAsync("calls", long.Parse(Assert.Single(sync.Made("calls"))["id"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Lose(sync);
        await ForceBothAsync(sync);

        await sync.EditAsync("Task", Call1, ("Subject", "Intro call, again"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(sync.Made("calls"));
    }

    // What the store knows of the way back does not tell that it knows the way to Salesforce.
    [Fact]
    public async Task A_store_that_was_filled_again_by_the_way_back_alone_stops_the_other_way()    // O4
    {
        await using SimulatedSync sync = await BothInUseAsync(TwoWaySync.Settings());
        Lose(sync);
        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });

        SyncException stopped = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.StateMissing, stopped.Kind);
    }

    [Fact]
    public async Task A_rebuilt_store_makes_nothing_twice_and_later_edits_travel_both_ways()    // O4
    {
        await using SimulatedSync sync = await BothInUseAsync(TwoWaySync.Settings());
        Lose(sync);
        int writes = sync.Writes();

        await using (StateComparison comparison = await StateComparison.OpenAsync(sync.SettingPath, rebuilds: true, sync.Host, CancellationToken.None))
        {
            Assert.Equal(5, await comparison.RebuildAsync(CancellationToken.None));
            Assert.Equal(0, await comparison.RebuildAsync(CancellationToken.None));
        }

        await sync.AssertQuietAsync();
        Assert.Equal(writes, sync.Writes());
        await AssertFollowsAsync(sync);
    }

    // Four records that were born in Salesforce, one of them an email with its message, and a task that was born in HubSpot.
    private static async Task<SimulatedSync> BothInUseAsync(string settings)
    {
        SimulatedSync sync = await TwoWaySync.StartAsync(settings);
        await sync.RunBothAsync();
        sync.Later(TimeSpan.FromHours(2));
        sync.MakeTask(Task1, "Send the offer", "Task");
        sync.MakeTask(Call1, "Intro call", "Call");
        sync.MakeTask(Email1, "Prices", "Email");
        sync.MakeEvent(Event1, "Demo");
        await sync.PutSalesforceAsync("records/EmailMessage", new JsonObject
        {
            ["ActivityId"] = Email1, ["Subject"] = "Prices", ["HtmlBody"] = "<p>Two</p>", ["FromAddress"] = "rep@example.com", ["ToAddress"] = "lee@example.com", ["Status"] = "3",
        });
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, sync.Simulator.Clock.GetUtcNow(), "Call back", "NOT_STARTED", sync.Simulator.Clock.GetUtcNow().AddDays(2), 101));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((1, 1, 1, 1, 1), (sync.Tasks.Count, sync.Made("tasks").Length, sync.Made("calls").Length, sync.Made("emails").Length, sync.Made("meetings").Length));
        await sync.RunAfterAsync(TimeSpan.FromHours(2));
        return sync;
    }

    private static async Task ForceBothAsync(SimulatedSync sync)
    {
        await using BothWays both = await BothWays.OpenAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true }, sync.Host, CancellationToken.None);
        await both.ExecuteAsync(null, null, CancellationToken.None);
    }

    // Each record stands once, and edits of either side arrive.
    private static async Task AssertFollowsAsync(SimulatedSync sync)
    {
        sync.Later(TimeSpan.FromDays(1));
        await sync.EditAsync("Task", Task1, ("Subject", "Send the new offer"));
        await sync.EditAsync("Task", Call1, ("Subject", "Intro call, moved"));
        await sync.PutSalesforceAsync("records/EmailMessage", new JsonObject { ["Id"] = Assert.Single(sync.Simulator.Org.Records("EmailMessage"))["Id"]!.GetValue<string>(), ["HtmlBody"] = "<p>Three</p>" });
        await sync.EditHubSpotAsync("meetings", Assert.Single(sync.Made("meetings"))["id"]!.GetValue<string>(), ("hs_meeting_title", "Demo, moved"));
        await sync.EditHubSpotAsync("tasks", "501", ("hs_task_subject", "Call back soon"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("Send the new offer", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Equal("Intro call, moved", Assert.Single(sync.Made("calls")).Property("hs_call_title"));
        Assert.Contains("Three", Assert.Single(sync.Made("emails")).Property("hs_email_html"), StringComparison.Ordinal);
        Assert.Equal("Demo, moved", sync.Record("Event", Event1).Text("Subject"));
        Assert.Contains("Call back soon", Assert.Single(sync.Tasks).Value.Text("Subject"), StringComparison.Ordinal);
        await sync.AssertQuietAsync();
    }

    private static void Lose(SimulatedSync sync)
    {
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(sync.StorePath)!, "state.db*"))
        {
            File.Delete(file);
        }
    }
}
