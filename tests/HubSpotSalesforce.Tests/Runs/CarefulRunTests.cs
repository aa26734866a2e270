using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;
using static HubSpotSalesforce.Tests.Runs.CarefulPortal;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>What makes a run careful: systemic faults, and what people did in Salesforce meanwhile.</summary>
public sealed class CarefulRunTests
{
    // O17
    [Fact]
    public async Task Fifty_refusals_in_a_row_with_one_code_stop_the_run_without_an_issue_each_and_its_cursor_stays()
    {
        await using SimulatedSync sync = await StartAsync(calls: 450);
        sync.Simulator.Org.Refuse((type, _) => type == "Task" ? ("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Budget is required") : null);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.OrgUnready, fault.Kind);
        Assert.Contains("Budget is required", fault.Message, StringComparison.Ordinal);
        Assert.Empty(await IssuesAsync(sync));

        sync.Simulator.Org.RefuseNothing();
        Assert.Equal(450, (await sync.RunAsync()).Created);
    }

    // O17
    [Fact]
    public async Task A_required_field_without_a_mapping_stops_the_run_before_any_write()
    {
        await using SimulatedSync sync = await StartAsync(calls: 1);
        sync.Simulator.Org.Require("Task", "CallObject");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.OrgUnready, fault.Kind);
        Assert.Contains("CallObject", fault.Message, StringComparison.Ordinal);
        Assert.Empty(sync.TaskWrites);
    }

    // O21, R15
    [Fact]
    public async Task An_org_that_requires_a_type_needs_one_for_each_kind()
    {
        await using SimulatedSync sync = await StartAsync(calls: 1);
        sync.Simulator.Org.Require("Task", "Type");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.OrgUnready, fault.Kind);
        Assert.Contains("timeline.kinds.callMade.taskType", fault.Message, StringComparison.Ordinal);
    }

    // O5
    [Fact]
    public async Task A_task_deleted_in_Salesforce_stays_deleted_until_somebody_asks_for_it_again()
    {
        await using SimulatedSync sync = await StartAsync(calls: 1);
        await sync.RunAsync();
        await sync.DeleteTaskAsync("hs-call-7001");
        await PutCallsAsync(sync, 7001, 1, "Edited", modifiedAt: Now.AddMinutes(1));

        RunResult edited = await sync.RunAsync();
        await PutCallsAsync(sync, 7001, 1, "Edited again", modifiedAt: Now.AddMinutes(2));
        RunResult again = await sync.RunAsync();

        Assert.Equal((0, 0, 1), (edited.Created, edited.Failed, edited.Skipped["DeletedInSalesforce"]));
        Assert.Equal((0, 1), (again.Created, again.Skipped["DeletedInSalesforce"]));
        Assert.Empty(sync.Tasks);

        await using (RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None))
        {
            Assert.True(await log.ResolveAsync("hs-call-7001", isRetry: true, CancellationToken.None));
        }

        Assert.Equal(1, (await sync.RunAsync()).Created);
        Assert.Equal("Call: Edited again", Assert.Single(sync.Tasks.Values)["Subject"]!.GetValue<string>());
    }

    // O18: the owner follows only while Salesforce still holds what we wrote
    [Theory]
    [InlineData(false, "005000000000002AAA")]
    [InlineData(true, "005000000000003AAA")]
    public async Task A_new_owner_in_HubSpot_is_followed_unless_somebody_assigned_the_task_in_Salesforce(bool isReassigned, string expected)
    {
        await using SimulatedSync sync = await StartAsync(calls: 0);
        await PutOwnersAsync(sync);
        await sync.PutHubSpotAsync("calls", CallOf("11"));
        await sync.RunAsync();
        Assert.Equal("005000000000001AAA", sync.Tasks["hs-call-7001"]["OwnerId"]!.GetValue<string>());
        if (isReassigned)
        {
            await sync.PatchTaskAsync("hs-call-7001", new JsonObject { ["OwnerId"] = "005000000000003AAA" });
        }

        JsonObject moved = CallOf("12");
        moved["properties"]!["hs_lastmodifieddate"] = PortalRecord.Time(Now.AddMinutes(1));
        await sync.PutHubSpotAsync("calls", moved);
        RunResult result = await sync.RunAsync();
        RunResult quiet = await sync.RunAsync();

        Assert.Equal(0, result.Failed);
        Assert.Equal(expected, sync.Tasks["hs-call-7001"]["OwnerId"]!.GetValue<string>());
        Assert.Equal(0, quiet.Updated);
    }

    // O9
    [Fact]
    public async Task New_templates_and_types_apply_to_new_tasks_and_to_old_ones_only_when_asked_for()
    {
        await using SimulatedSync sync = await StartAsync(calls: 2);
        await sync.RunAsync();
        sync.WriteSettings("nativeConnector: off\ntimeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { callMade: { sync: true, taskType: Call, subject: 'Phone: {title}' } } }");
        await PutCallsAsync(sync, 7100, 1);

        RunResult ordinary = await sync.RunAsync();
        RunResult rewritten = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Rewrite = true });
        RunResult again = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Rewrite = true });

        Assert.Equal((1, 0), (ordinary.Created, ordinary.Updated));
        Assert.Equal((0, 2), (rewritten.Created, rewritten.Updated));
        Assert.Equal((0, 0, 3), (again.Created, again.Updated, again.Unchanged));
        Assert.All(sync.Tasks.Values, task => Assert.Equal(("Phone: Intro", "Call"), (task["Subject"]!.GetValue<string>(), task["Type"]!.GetValue<string>())));
    }

    // O9, R18
    [Fact]
    public async Task A_kind_switched_off_and_on_again_begins_anew()
    {
        const string On = "nativeConnector: off\ntimeline: { kinds: { callMade: { sync: true } } }";
        await using SimulatedSync sync = await StartAsync(calls: 0);
        sync.WriteSettings(On);
        await sync.RunAsync();
        sync.WriteSettings(On.Replace("true", "false", StringComparison.Ordinal));
        await sync.RunAsync();
        sync.Simulator.Clock.Set(Now.AddHours(2));
        JsonObject meanwhile = PortalRecord.Call(7001, Now.AddHours(1), "While it was off", 101);
        await sync.PutHubSpotAsync("calls", meanwhile);
        sync.WriteSettings(On);

        RunResult result = await sync.RunAsync();

        Assert.Equal(("completed", 0), (result.Ending, result.Created));
        Assert.Empty(sync.TaskWrites);
    }

    // O18
    [Theory]
    [InlineData("nothing", 0, 2)]
    [InlineData("delete", 1, 1)]
    public async Task An_activity_deleted_in_HubSpot_takes_its_task_along_only_where_the_settings_say_so(string onDelete, int deleted, int left)
    {
        await using SimulatedSync sync = await StartAsync(calls: 2);
        await sync.RunAsync();
        sync.WriteSettings($"timeline: {{ enabledAt: 2026-01-01T00:00:00Z, onDelete: {onDelete}, kinds: {{ callMade: {{ sync: true }} }} }}");
        await sync.ArchiveHubSpotAsync("calls", 7001);

        RunResult result = await sync.RunAsync();
        RunResult next = await sync.RunAsync();

        Assert.Equal((deleted, 0), (result.Deleted, result.Failed));
        Assert.Equal(left, sync.Tasks.Count);
        Assert.Equal((0, 0), (next.Deleted, next.Created));
    }

    private static JsonObject CallOf(string owner)
    {
        JsonObject call = PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101);
        call["properties"]!["hubspot_owner_id"] = owner;
        return call;
    }

    private static async Task PutOwnersAsync(SimulatedSync sync)
    {
        foreach (int number in Enumerable.Range(1, 3))
        {
            await sync.PutHubSpotAsync("owners", new JsonObject { ["id"] = $"1{number}", ["email"] = $"rep{number}@example.com", ["archived"] = false, ["type"] = "PERSON" });
            sync.Simulator.Org.Insert("User", new JsonObject
            {
                ["Id"] = $"00500000000000{number}AAA", ["Username"] = $"rep{number}@example.com.prod", ["Email"] = $"rep{number}@example.com", ["IsActive"] = true, ["UserType"] = "Standard", ["LastName"] = "Rep",
            });
        }
    }

    private static async Task<IReadOnlyList<IssueRecord>> IssuesAsync(SimulatedSync sync)
    {
        await using RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        return await log.IssuesAsync(1_000, CancellationToken.None);
    }
}
