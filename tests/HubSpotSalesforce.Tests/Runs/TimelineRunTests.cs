using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using static HubSpotSalesforce.Tests.Runs.CallPortal;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Whole runs, over HTTP, against a portal and an org built for the case.</summary>
public sealed class TimelineRunTests
{
    // R1, R7, R15, R28, R34, D9
    [Fact]
    public async Task A_call_becomes_one_completed_task_on_the_contact_with_key_type_day_and_text()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, new DateTimeOffset(2026, 11, 20, 23, 30, 0, TimeSpan.Zero), "Intro", 101));
        sync.WriteSettings("timeZone: Europe/Warsaw\n" + Calls);

        RunResult result = await sync.RunAsync();

        JsonObject task = Assert.Single(sync.Tasks.Values);
        Assert.Equal((1, 1, 0), (result.Read, result.Created, result.Failed));
        Assert.Equal("hs-call-7001", Text(task, "HubSpot_Activity_Id__c"));
        Assert.Equal("callMade", Text(task, "HubSpot_Activity_Kind__c"));
        Assert.Equal("Call: Intro", Text(task, "Subject"));
        Assert.Equal("Call", Text(task, "Type"));
        Assert.Equal("Completed", Text(task, "Status"));
        Assert.Equal("2026-11-21", Text(task, "ActivityDate"));    // the day in Warsaw, where it was past midnight
        Assert.Equal(ContactId, Text(task, "WhoId"));
        Assert.Equal(sync.Simulator.Org.IntegrationUserId, Text(task, "OwnerId"));
        Assert.StartsWith("Asked for a quote", Text(task, "Description"), StringComparison.Ordinal);
    }

    // R31, R32
    [Fact]
    public async Task Opens_of_a_forwarded_email_are_further_tasks_of_the_original_contact()
    {
        await using SimulatedSync sync = await StartAsync("nativeConnector: off\ntimeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { marketingEmailOpened: { sync: true } } }");
        await sync.PutHubSpotAsync("campaigns", new JsonObject { ["id"] = 2, ["appId"] = 113, ["name"] = "November offer", ["subject"] = "Your offer" });
        foreach ((string id, string device) in new[] { ("open-1", "COMPUTER"), ("open-2", "MOBILE") })
        {
            await sync.PutHubSpotAsync("email_events", new JsonObject
            {
                ["id"] = id, ["created"] = Now.AddDays(-1).ToUnixTimeMilliseconds(), ["type"] = "OPEN", ["recipient"] = "lee@example.com",
                ["appId"] = 113, ["emailCampaignId"] = 2, ["deviceType"] = device, ["filteredEvent"] = false,
            });
        }

        RunResult result = await sync.RunAsync();

        Assert.Equal(2, result.Created);
        Assert.All(sync.Tasks.Values, task => Assert.Equal(("Opened: November offer", ContactId), (Text(task, "Subject"), Text(task, "WhoId"))));
    }

    // R23, O3
    [Fact]
    public async Task An_activity_whose_contact_is_linked_later_is_written_once_by_the_next_run()
    {
        await using SimulatedSync sync = await StartAsync(linked: false);
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddMinutes(-5), "Intro", 101));

        RunResult before = await sync.RunAsync();
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100), ContactId));
        RunResult after = await sync.RunAsync();
        RunResult again = await sync.RunAsync();

        Assert.Equal(1, before.Skipped["NoLinkedContact"]);
        Assert.Equal(1, after.Created);
        Assert.Equal((0, 0), (again.Created, again.Updated));
        Assert.Single(sync.TaskWrites);
    }

    // R23, O3
    [Fact]
    public async Task A_call_that_is_associated_an_hour_after_it_was_logged_is_written_once()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-2), "Intro"));

        RunResult before = await sync.RunAsync();
        JsonObject associated = PortalRecord.Call(7001, Now.AddDays(-2), "Intro", 101);    // its last-modified stamp stays
        await sync.PutHubSpotAsync("calls", associated);
        RunResult after = await sync.RunAsync();

        Assert.Equal(1, before.Skipped["NoContact"]);
        Assert.Equal(1, after.Created);
    }

    // O5, O18
    [Fact]
    public async Task An_edit_in_HubSpot_sends_only_the_fields_that_changed_and_leaves_the_others_as_the_rep_set_them()
    {
        await using SimulatedSync sync = await StartAsync("timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { taskCreated: { sync: true } } }");
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, Now.AddDays(-3), "Call back", "NOT_STARTED", Now.AddDays(1), 101));
        await sync.RunAsync();

        JsonObject moved = PortalRecord.Task(501, Now.AddDays(-3), "Call back", "NOT_STARTED", Now.AddDays(4), 101);
        moved["properties"]!["hs_lastmodifieddate"] = PortalRecord.Time(Now);
        await sync.PutHubSpotAsync("tasks", moved);
        RunResult result = await sync.RunAsync();

        WriteLogEntry update = sync.TaskWrites[^1];
        Assert.Equal((0, 1), (result.Created, result.Updated));
        Assert.Equal("update", update.Action);
        Assert.Equal(["ActivityDate"], update.Fields!.Select(field => field.Key).Except(["attributes", "id", "Id"]));
        Assert.Equal("2026-11-25", Text(sync.Tasks["hs-task-501"], "ActivityDate"));
    }

    // HubSpot moves the last-modified stamp for reasons of its own
    [Fact]
    public async Task A_last_modified_stamp_that_moves_alone_writes_nothing()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));
        await sync.RunAsync();

        JsonObject touched = PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101);
        touched["properties"]!["hs_lastmodifieddate"] = PortalRecord.Time(Now);
        await sync.PutHubSpotAsync("calls", touched);
        RunResult result = await sync.RunAsync();

        Assert.Equal((1, 1, 0), (result.Read, result.Unchanged, result.Updated));
        Assert.Single(sync.TaskWrites);
    }

    // O17: set aside, tried again by the next three runs, then left to a person
    [Fact]
    public async Task A_refused_record_is_set_aside_with_the_APIs_code_while_the_others_go_on()
    {
        await using SimulatedSync sync = await StartAsync();
        foreach (int id in Enumerable.Range(7001, 3))
        {
            await sync.PutHubSpotAsync("calls", PortalRecord.Call(id, Now.AddDays(-1), "Intro", 101));
        }

        sync.Simulator.Org.Refuse("Task", "HubSpot_Activity_Id__c", "hs-call-7002", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Calls need a budget");
        List<SyncOutcome> outcomes = [];
        RunResult first = await sync.RunAsync(outcomes: outcomes);

        SyncOutcome refused = Assert.Single(outcomes, outcome => outcome.Status == "failed");
        Assert.Equal((2, 1), (first.Created, first.Failed));
        Assert.Equal(FaultKind.RecordRejected, refused.Fault!.Kind);
        Assert.Equal("FIELD_CUSTOM_VALIDATION_EXCEPTION", refused.Fault.ApiCode);
        Assert.Contains("Calls need a budget", refused.Fault.Message, StringComparison.Ordinal);

        int[] laterFailures = [(await sync.RunAsync()).Failed, (await sync.RunAsync()).Failed];
        sync.Simulator.Org.RefuseNothing();
        RunResult healed = await sync.RunAsync();

        Assert.Equal([1, 1], laterFailures);
        Assert.Equal(1, healed.Created);
        Assert.Equal(3, sync.Tasks.Count);
    }

    // O17
    [Fact]
    public async Task A_record_that_is_refused_four_times_is_not_sent_a_fifth_time()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-2), "Intro", 101));
        sync.Simulator.Org.Refuse("Task", "HubSpot_Activity_Id__c", "hs-call-7001", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "no");

        List<int> failures = [];
        for (int run = 1; run <= 6; run++)
        {
            failures.Add((await sync.RunAsync()).Failed);
        }

        Assert.Equal([1, 1, 1, 1, 0, 0], failures);
    }

    // O2: plans store nothing
    [Fact]
    public async Task A_plan_writes_to_neither_side_and_stores_nothing()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));

        List<PlanLine> plan = await sync.PlanAsync();

        PlanLine line = Assert.Single(plan);
        Assert.Equal(("hs-call-7001", "create", "New", "Call: Intro", ContactId, "101"), (line.Key, line.Action, line.Reason, line.Subject, line.Who, line.Contact));
        Assert.Empty(sync.TaskWrites);
        Assert.False(File.Exists(sync.StorePath));
    }

    // O9
    [Fact]
    public async Task A_kind_switched_on_later_is_read_from_its_own_start()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-20), "Old", 101));
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, Now.AddDays(-20), "Old task", "COMPLETED", null, 101));
        await sync.RunAsync();

        sync.WriteSettings("timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { callMade: { sync: true }, taskCreated: { sync: true } } }");
        RunResult result = await sync.RunAsync();

        Assert.Equal(1, result.Created);
        Assert.Equal(["hs-call-7001", "hs-task-501"], sync.Tasks.Keys.Order(StringComparer.Ordinal));
    }

    // R12
    [Fact]
    public async Task With_all_kinds_off_a_run_writes_nothing_and_says_so()
    {
        await using SimulatedSync sync = await StartAsync("timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { callMade: { sync: false } } }");
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));

        RunResult result = await sync.RunAsync();

        Assert.Equal(("completed", 0, 0), (result.Ending, result.Read, result.Created));
    }

    // O27
    [Fact]
    public async Task Piped_activities_obey_the_rules_and_move_no_cursor()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7002, Now.AddDays(-1), "Second", 101));
        Activity[] piped = await ReadCallsAsync(sync);

        await using (TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None))
        {
            IAsyncEnumerable<Change> changes = run.PlanAsync([piped[0], piped[0]], CancellationToken.None).OfType<Change>();
            await foreach (SyncOutcome _ in run.WriteAsync(changes, CancellationToken.None))
            {
            }

            await run.CompleteAsync(null, CancellationToken.None);
        }

        Assert.Single(sync.Tasks);
        RunResult rest = await sync.RunAsync();
        Assert.Equal((1, 1), (rest.Created, rest.Unchanged));
    }

    private static async Task<Activity[]> ReadCallsAsync(SimulatedSync sync)
    {
        using ActivityFeed feed = await ActivityFeed.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        return await feed.ReadAsync(["callMade"], Now.AddDays(-30), null, CancellationToken.None).ToArrayAsync();
    }

    private static string? Text(JsonObject record, string field) => record[field]?.ToString();
}
