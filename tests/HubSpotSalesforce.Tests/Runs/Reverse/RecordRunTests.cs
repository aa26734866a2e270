using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

public sealed class RecordRunTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Event1 = "00U000000000101EAA";

    [Fact]
    public async Task A_task_a_call_an_email_and_an_event_become_HubSpot_activities_of_their_contact_each_once()    // R44, R46
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask(Task1, "Send the offer", "Task");
        sync.MakeTask("00T000000000102EAA", "Intro call", "Call");
        sync.MakeTask("00T000000000103EAA", "Email: prices", "Email");
        sync.MakeEvent(Event1, "Demo");
        List<SyncOutcome> outcomes = [];

        RunResult first = await sync.RunBackAsync(outcomes: outcomes);
        int writes = sync.Writes();
        RunResult second = await sync.RunBackAsync();

        Assert.Equal((4, 0), (first.Created, first.Failed));
        Assert.Equal(["calls", "emails", "meetings", "tasks"], outcomes.Select(outcome => outcome.Target).Order());
        Assert.Equal("Send the offer", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Equal("Demo", Assert.Single(sync.Made("meetings")).Property("hs_meeting_title"));
        Assert.All(new[] { "calls", "emails", "meetings", "tasks" }, type => Assert.Contains("101", Assert.Single(sync.Made(type)).ToJsonString(), StringComparison.Ordinal));
        Assert.Equal((0, 0, writes), (second.Created, second.Updated, sync.Writes()));
    }

    [Fact]
    public async Task An_edit_in_Salesforce_travels_to_HubSpot_with_the_fields_that_changed_and_one_in_HubSpot_travels_back()    // R47, O5, O7
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask(Task1, "Send the offer", "Task");
        await sync.RunBothAsync();
        string id = Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>();

        await sync.EditAsync("Task", Task1, ("Subject", "Send the new offer"));
        RunResult[] there = await sync.RunBothAsync();
        Assert.Equal("Send the new offer", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Equal([0, 1], there.Select(run => run.Updated));

        await sync.EditHubSpotAsync("tasks", id, ("hs_task_status", "COMPLETED"));
        RunResult[] back = await sync.RunBothAsync();
        Assert.Equal("Completed", sync.Record("Task", Task1)["Status"]!.GetValue<string>());
        Assert.Equal([1, 0], back.Select(run => run.Updated));

        int writes = sync.Writes();
        await sync.RunBothAsync();
        await sync.RunBothAsync();
        Assert.Equal(writes, sync.Writes());    // no echo (O1)
    }

    [Fact]
    public async Task A_HubSpot_task_and_its_Salesforce_task_follow_each_other()    // O6, O7
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", LinkPortal.Now.AddDays(2), 101));
        await sync.RunBothAsync();
        string id = sync.Tasks["hs-task-501"]["Id"]!.GetValue<string>();

        await sync.EditAsync("Task", id, ("Status", "Completed"));
        await sync.RunBothAsync();
        Assert.Equal("COMPLETED", sync.HubSpotRecord("tasks", "501").Property("hs_task_status"));

        await sync.EditHubSpotAsync("tasks", "501", ("hs_task_subject", "Call back today"));
        await sync.RunBothAsync();
        Assert.Equal(("Call back today", "Completed"), (sync.Tasks["hs-task-501"].Text("Subject"), sync.Tasks["hs-task-501"].Text("Status")));
        Assert.Single(sync.Simulator.Org.Records("Task"));

        int writes = sync.Writes();
        await sync.RunBothAsync();
        Assert.Equal(writes, sync.Writes());
    }

    [Theory]
    [InlineData("salesforce", "From Salesforce")]
    [InlineData("hubspot", "From HubSpot")]
    [InlineData("newest", "From HubSpot")]    // edited last
    public async Task A_field_that_both_sides_changed_takes_the_value_of_the_winner_on_both(string rule, string winner)    // R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings($"tasks: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: {rule} }}"));
        sync.MakeTask(Task1, "Send the offer", "Task");
        await sync.RunBothAsync();
        string id = Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>();
        await sync.EditAsync("Task", Task1, ("Subject", "From Salesforce"), ("Priority", "High"));
        sync.Simulator.Clock.Set(sync.Simulator.Clock.GetUtcNow().AddMinutes(1));
        await sync.EditHubSpotAsync("tasks", id, ("hs_task_subject", "From HubSpot"));

        await sync.RunBothAsync();
        await sync.RunBothAsync();

        Assert.Equal((winner, winner), (sync.Record("Task", Task1).Text("Subject"), Assert.Single(sync.Made("tasks")).Property("hs_task_subject")));
        Assert.Equal("HIGH", Assert.Single(sync.Made("tasks")).Property("hs_task_priority"));    // nobody else changed it
        int writes = sync.Writes();
        await sync.RunBothAsync();
        Assert.Equal(writes, sync.Writes());
    }

    [Theory]
    [InlineData("nothing", 1)]
    [InlineData("delete", 0)]
    public async Task What_is_deleted_in_Salesforce_is_deleted_in_HubSpot_if_the_family_says_so(string rule, int left)    // R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings($"meetings: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: {rule} }}"));
        sync.MakeEvent(Event1, "Demo");
        await sync.RunBackAsync();
        await sync.DeleteRecordAsync("Event", Event1);

        await sync.RunBackAsync();
        await sync.RunBackAsync();

        Assert.Equal(left, sync.Made("meetings").Length);
    }

    [Fact]
    public async Task Switching_on_imports_nothing_old_and_what_is_touched_afterwards_comes_in()    // R48
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("tasks: { sync: true }"));
        sync.MakeTask(Task1, "Old", "Task");
        sync.MakeTask("00T000000000102EAA", "Older", "Task");
        await sync.RunBackAsync();
        Assert.Empty(sync.Made("tasks"));
        sync.Simulator.Clock.Set(sync.Simulator.Clock.GetUtcNow().AddMinutes(5));

        await sync.EditAsync("Task", Task1, ("Subject", "Old and touched"));
        await sync.RunBackAsync();

        Assert.Equal("Old and touched", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
    }

    [Fact]
    public async Task The_history_comes_by_an_import_of_its_own_and_moves_no_cursor()    // R49
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("tasks: { sync: true }"));
        sync.MakeTask(Task1, "Old", "Task");
        await sync.RunBackAsync();
        RunRequest backfill = new() { SettingPath = sync.SettingPath, BackfillSince = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) };

        await sync.RunBackAsync(backfill);
        int writes = sync.Writes();
        await sync.RunBackAsync(backfill);

        Assert.Equal("Old", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Equal(writes, sync.Writes());
    }

    [Theory]
    [InlineData(null, "Due next year,Old")]
    [InlineData("2026-12-01T00:00:00Z", "Old")]
    public async Task The_history_has_no_end_unless_one_is_named(string? until, string made)    // R49
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("tasks: { sync: true }"));
        sync.MakeTask(Task1, "Old", "Task");
        sync.MakeTask("00T000000000102EAA", "Due next year", "Task", more: ("ActivityDate", "2027-06-01"));

        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, BackfillSince = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), BackfillUntil = until is null ? null : DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(made, string.Join(',', sync.Made("tasks").Select(record => record.Property("hs_task_subject")).Order()));
    }

    [Fact]
    public async Task The_first_run_that_sees_a_family_on_says_from_when_it_counts_and_a_record_before_that_how_it_comes()    // R48, R49
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("tasks: { sync: true }\n  calls: { sync: true }\n  meetings: { sync: true, enabledAt: 2026-01-01T00:00:00Z }"));
        sync.MakeTask(Task1, "Old", "Task");
        List<string> planned = [];
        List<string> first = [];
        List<string> second = [];
        List<PlanLine> lines = [];

        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true }, warned: planned.Add);
        await sync.RunBackAsync(warned: first.Add);
        await sync.RunBackAsync(warned: second.Add);
        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true, ActivityKeys = ["sf-" + Task1] }, lines: lines);

        Assert.StartsWith("tasks and calls will count from the first run on:", Assert.Single(planned), StringComparison.Ordinal);
        Assert.StartsWith("tasks and calls count from now on:", Assert.Single(first), StringComparison.Ordinal);
        Assert.Contains("-Backfill", first[0], StringComparison.Ordinal);
        Assert.Empty(second);
        Assert.Contains("-Backfill", Assert.Single(lines).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_nobody_waits_until_its_person_is_linked()    // O3
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }"));
        sync.PutPerson(LinkPortal.Kim, "kim@example.com");
        sync.MakeTask(Task1, "Who is Kim?", "Task", LinkPortal.Kim);
        List<PlanLine> lines = [];
        await sync.RunBackAsync(lines: lines);
        Assert.Equal("NoLinkedRecord", Assert.Single(lines).Reason);

        sync.PutContact(202, "kim@example.com", more: ("salesforcecontactid", LinkPortal.Kim));
        await sync.RunBackAsync();

        Assert.Single(sync.Made("tasks"));
    }

    [Fact]
    public async Task A_portal_without_our_property_stops_the_run_and_says_what_makes_it()
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(TwoWaySync.Settings());

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunBackAsync());

        Assert.Equal(FaultKind.FieldMissing, fault.Kind);
        Assert.Contains("Initialize-HubSpotPortal", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_an_answer_leaves_out_does_not_pass_for_one_that_is_gone()    // R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeEvent(Event1, "Demo");
        await sync.RunBackAsync();
        await sync.EditAsync("Event", Event1, ("Subject", "Demo, moved"));
        sync.Simulator.Faults.Set([new Simulator.FaultRule { Host = "hubspot", Endpoint = "meetings/batch/read", Nth = 1, MissingRows = 1 }]);

        RunResult run = await sync.RunBackAsync();

        Assert.Equal(1, run.Updated);
        Assert.Equal("Demo, moved", Assert.Single(sync.Made("meetings")).Property("hs_meeting_title"));
    }
}
