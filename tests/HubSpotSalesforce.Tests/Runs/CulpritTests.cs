using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Reliability;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>One record that has its whole request refused becomes an issue, and holds up neither the others nor the cursor (O17).</summary>
public sealed class CulpritTests
{
    private const string ContactId = "003000000000001AAA";
    private const int Bad = 7_017;

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]    // O17, O22
    [InlineData("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", 0)]
    [InlineData("CANNOT_EXECUTE_FLOW_TRIGGER", 0)]
    [InlineData("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", 10)]    // in a job
    public async Task A_record_at_which_a_trigger_throws_is_singled_out_though_all_were_refused_row_for_row(string code, int bulkFrom)
    {
        await using SimulatedSync sync = await StartAsync("callMade: { sync: true }", $"limits: {{ bulkFrom: {bulkFrom} }}");
        sync.Simulator.Org.Refuse("Task", "HubSpot_Activity_Id__c", $"hs-call-{Bad}", code, "TaskTrigger: execution of BeforeInsert caused by: System.NullPointerException", isOfAll: true);

        await AssertSingledOutAsync(sync, code);
    }

    [Fact]    // O17: a value of the wrong type is an error of the whole request
    public async Task A_record_whose_value_is_no_number_is_singled_out_though_the_request_could_not_be_read()
    {
        await using SimulatedSync sync = await StartAsync("callMade: { sync: true, fields: { CallDurationInSeconds: \"{title}\" } }", "");

        await AssertSingledOutAsync(sync, "JSON_PARSER_ERROR");
    }

    [Fact]    // O17: tried again and again a record that breaks the server looks like a server that is down
    public async Task A_record_at_which_the_server_breaks_down_each_time_is_singled_out()
    {
        await using HurriedSync hurried = await HurriedSync.StartAsync(new SimulatorOptions { Quota = false }, Calls("callMade: { sync: true }", ""));
        await FillAsync(hurried.Sync, hurried.Now);
        hurried.Sync.Simulator.Faults.Set([new FaultRule { Host = "salesforce", Endpoint = "PATCH ", Contains = $"hs-call-{Bad}", Answer = "unavailable" }]);

        Assert.Null(await hurried.RunAsync());

        Assert.Equal(39, hurried.Sync.TaskWrites.Length);
        IssueRecord issue = Assert.Single(await IssuesAsync(hurried.Sync));
        Assert.Equal($"hs-call-{Bad}", issue.Key);
        Assert.Contains("takes other records and fails at this one", issue.Message, StringComparison.Ordinal);
        hurried.Sync.Simulator.Faults.Set([]);
        Assert.Null(await hurried.RunAsync());
        Assert.Equal(40, hurried.Sync.TaskWrites.Length);
        Assert.Empty(await IssuesAsync(hurried.Sync));
    }

    [Fact]    // O17: nobody is singled out where a trigger throws at each
    public async Task A_trigger_that_throws_at_every_record_stops_the_run_after_a_few_requests()
    {
        await using SimulatedSync sync = await StartAsync("callMade: { sync: true }", "");
        sync.Simulator.Org.Refuse("Task", "HubSpot_Activity_Kind__c", "callMade", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "TaskTrigger is broken", isOfAll: true);

        SyncException stopped = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal((FaultKind.OrgUnready, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"), (stopped.Kind, stopped.ApiCode));
        Assert.Contains("TaskTrigger is broken", stopped.Message, StringComparison.Ordinal);
        Assert.InRange(sync.Simulator.SalesforceCalls.Snapshot().Where(call => call.Key.StartsWith("PATCH ", StringComparison.Ordinal)).Sum(call => call.Value), 4, 12);
        Assert.Empty(await IssuesAsync(sync));
        sync.Simulator.Org.RefuseNothing();
        Assert.Equal(40, (await sync.RunAsync()).Created);
    }

    private static async Task AssertSingledOutAsync(SimulatedSync sync, string code)
    {
        RunResult first = await sync.RunAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7_100, Now.AddMinutes(-5), "60", 101));
        RunResult second = await sync.RunAsync();

        Assert.Equal((39, 1), (first.Created, first.Failed));
        Assert.Equal((1, 1), (second.Created, second.Failed));
        IssueRecord issue = Assert.Single(await IssuesAsync(sync));
        Assert.Equal(($"hs-call-{Bad}", code), (issue.Key, issue.ApiCode));
        Assert.Equal(40, sync.TaskWrites.Length);
    }

    private static async Task<IReadOnlyList<IssueRecord>> IssuesAsync(SimulatedSync sync)
    {
        await using RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        return await log.IssuesAsync(100, CancellationToken.None);
    }

    private static async Task<SimulatedSync> StartAsync(string kind, string settings)
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now }, Calls(kind, settings));
        await FillAsync(sync, Now);
        return sync;
    }

    private static string Calls(string kind, string settings) => $"timeline: {{ enabledAt: 2026-01-01T00:00:00Z, kinds: {{ {kind} }} }}\n{settings}";

    private static async Task FillAsync(SimulatedSync sync, DateTimeOffset now)
    {
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["Email"] = "lee.sf@example.com", ["CreatedDate"] = "2026-01-05T00:00:00.000+0000" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", now.AddDays(-60), ContactId));
        foreach (int id in Enumerable.Range(7_001, 40))
        {
            await sync.PutHubSpotAsync("calls", PortalRecord.Call(id, now.AddDays(-1), id == Bad ? "not a number" : "60", 101));
        }
    }
}
