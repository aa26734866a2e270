using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>What is deleted and brought back on either side (R51).</summary>
public sealed class DeletionTests
{
    private const string Event1 = "00U000000000101EAA";

    private static readonly string Deletes = TwoWaySync.Settings("meetings: { sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: delete }");

    [Fact]
    public async Task What_is_brought_back_in_Salesforce_is_made_again_and_what_HubSpot_deleted_is_not()    // R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Deletes);
        sync.MakeEvent(Event1, "Demo");
        sync.MakeEvent("00U000000000102EAA", "Dinner");
        await sync.RunBothAsync();
        string dinner = sync.Made("meetings").Single(record => record.Property("hs_meeting_title") == "Dinner")["id"]!.GetValue<string>();

        await sync.DeleteRecordAsync("Event", Event1);
        await sync.ArchiveHubSpotAsync("meetings", long.Parse(dinner, System.Globalization.CultureInfo.InvariantCulture));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(sync.Made("meetings"));

        await sync.UndeleteRecordAsync("Event", Event1);
        await sync.EditAsync("Event", "00U000000000102EAA", ("Subject", "Dinner at eight"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("Demo", Assert.Single(sync.Made("meetings")).Property("hs_meeting_title"));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task With_the_rule_nothing_a_deletion_and_its_undoing_change_nothing_and_edits_go_on()    // R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("meetings: { sync: true, enabledAt: 2026-01-01T00:00:00Z }"));
        sync.MakeEvent(Event1, "Demo");
        await sync.RunBothAsync();
        await sync.DeleteRecordAsync("Event", Event1);
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        await sync.UndeleteRecordAsync("Event", Event1);
        await sync.EditAsync("Event", Event1, ("Subject", "Demo again"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("Demo again", Assert.Single(sync.Made("meetings")).Property("hs_meeting_title"));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("salesforce", 0)]
    [InlineData("hubspot", 1)]
    public async Task A_deletion_that_meets_an_edit_goes_the_way_of_the_conflict_rule(string rule, int left)    // R51, R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings($"meetings: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: delete, conflict: {rule} }}"));
        sync.MakeEvent(Event1, "Demo");
        await sync.RunBackAsync();
        await sync.EditHubSpotAsync("meetings", Assert.Single(sync.Made("meetings"))["id"]!.GetValue<string>(), ("hs_meeting_title", "Demo, edited"));
        await sync.DeleteRecordAsync("Event", Event1);

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(left, sync.Made("meetings").Length);
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("Salesforce", 0)]
    [InlineData("HubSpot", 1)]
    [InlineData("Ignore", 1)]
    public async Task A_deletion_that_meets_an_edit_waits_for_a_person_where_the_rule_says_so(string does, int left)    // R51, R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("meetings: { sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: delete, conflict: manual }"));
        sync.MakeEvent(Event1, "Demo");
        await sync.RunBackAsync();
        await sync.EditHubSpotAsync("meetings", Assert.Single(sync.Made("meetings"))["id"]!.GetValue<string>(), ("hs_meeting_title", "Demo, edited"));
        await sync.DeleteRecordAsync("Event", Event1);
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Single(sync.Made("meetings"));

        await using (RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None))
        {
            Assert.Empty(await log.ResolveAsync([new IssueChoice("sf-" + Event1, null, does)], CancellationToken.None));
        }

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(left, sync.Made("meetings").Length);
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData(2, false, "Dinner")]
    [InlineData(17, true, "Demo,Dinner")]    // what is in no bin and in no log is seen by nobody: that is no evidence
    public async Task After_twenty_days_without_a_run_what_is_seen_deleted_goes_and_nothing_else(int daysAgo, bool isForGood, string left)    // R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Deletes);
        sync.MakeEvent(Event1, "Demo");
        sync.MakeEvent("00U000000000102EAA", "Dinner");
        await sync.RunBothAsync();
        sync.Later(TimeSpan.FromDays(20 - daysAgo));
        await sync.DeleteRecordAsync("Event", Event1, isForGood);

        await sync.RunAfterAsync(TimeSpan.FromDays(daysAgo));

        Assert.Equal(left, string.Join(',', sync.Made("meetings").Select(record => record.Property("hs_meeting_title")).Order()));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task A_record_that_only_the_log_still_names_was_deleted()    // R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Deletes);
        sync.MakeEvent(Event1, "Demo");
        sync.MakeEvent("00U000000000102EAA", "Dinner");
        await sync.RunBothAsync();
        await sync.DeleteRecordAsync("Event", Event1, isForGood: true);
        sync.Later(TimeSpan.FromMinutes(5));
        await sync.PutFaultsAsync(new System.Text.Json.Nodes.JsonObject
        {
            ["host"] = "salesforce", ["endpoint"] = "Event/deleted", ["status"] = 200,
            ["body"] = $$"""{"deletedRecords":[{"id":"{{Event1}}","deletedDate":"2026-11-21T10:16:00.000+0000"}],"earliestDateAvailable":"2026-11-01T00:00:00.000+0000","latestDateCovered":"2026-11-21T10:20:00.000+0000"}""",
        });

        await sync.RunBothAsync();

        Assert.Equal("Dinner", Assert.Single(sync.Made("meetings")).Property("hs_meeting_title"));
        await sync.AssertQuietAsync();
    }

    // The log reaches back fifteen days; a record that lay in the bin when it was last asked is found there, one by one.
    [Fact]
    public async Task A_deletion_that_the_log_has_forgotten_is_found_by_a_sweep_of_the_bin()    // R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Deletes);
        sync.MakeEvent(Event1, "Demo");
        sync.MakeEvent("00U000000000102EAA", "Dinner");
        await sync.RunBothAsync();
        await sync.DeleteRecordAsync("Event", Event1);
        sync.Later(TimeSpan.FromMinutes(5));
        await sync.PutFaultsAsync(new System.Text.Json.Nodes.JsonObject
        {
            ["host"] = "salesforce", ["endpoint"] = "/deleted", ["status"] = 400, ["body"] = """[{"errorCode":"INVALID_REPLICATION_DATE","message":"startDate before org replication enabled date"}]""",
        });

        await sync.RunBothAsync();

        Assert.Equal("Dinner", Assert.Single(sync.Made("meetings")).Property("hs_meeting_title"));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task More_deletes_than_allowed_delete_nothing_until_the_run_is_forced()    // R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Deletes + "\nlimits: { maxDeletes: 2 }");
        string[] events = [.. Enumerable.Range(101, 4).Select(number => $"00U{number:D12}EAA")];
        foreach (string id in events)
        {
            sync.MakeEvent(id, id);
        }

        await sync.RunBothAsync();
        foreach (string id in events[..3])
        {
            await sync.DeleteRecordAsync("Event", id);
        }

        SyncException stopped = await Assert.ThrowsAsync<SyncException>(() => sync.RunAfterAsync(TimeSpan.FromMinutes(5)));
        Assert.Equal(FaultKind.LimitReached, stopped.Kind);
        Assert.Equal(4, sync.Made("meetings").Length);
        await Assert.ThrowsAsync<SyncException>(() => sync.RunAfterAsync(TimeSpan.FromMinutes(5)));
        List<PlanLine> plan = [];
        List<string> warned = [];
        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true }, lines: plan, warned: warned.Add);
        Assert.Contains("A run would stop here. 3 records were deleted in Salesforce, and limits.maxDeletes lets a run delete 2 activities in HubSpot.", Assert.Single(warned), StringComparison.Ordinal);
        Assert.Equal(3, plan.Count(line => line.Action == "delete"));

        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });

        Assert.Equal(events[3], Assert.Single(sync.Made("meetings")).Property("hs_meeting_title"));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task A_task_of_a_HubSpot_task_that_is_deleted_in_Salesforce_follows_the_rule_and_is_never_made_again()    // R51, O5, O7
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: delete }"));
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, Linking.LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", Linking.LinkPortal.Now.AddDays(2), 101));
        await sync.RunBothAsync();
        await sync.DeleteRecordAsync("Task", sync.Tasks["hs-task-501"]["Id"]!.GetValue<string>());

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(sync.Tasks);
        Assert.True(sync.HubSpotRecord("tasks", "501")["archived"]?.GetValue<bool>());
        await sync.AssertQuietAsync();
    }
}
