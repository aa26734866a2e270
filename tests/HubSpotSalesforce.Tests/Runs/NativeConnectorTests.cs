using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Simulator.NativeConnector;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Life beside HubSpot's own Salesforce integration.</summary>
public sealed class NativeConnectorTests
{
    private const string ContactId = "003000000000001AAA";
    private const string Kinds = "timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { callMade: { sync: true }, noteCreated: { sync: true }, taskCreated: { sync: true } } }";
    private const string ReturnedKinds = "timeline: { enabledAt: 2026-01-01T00:00:00Z, includeFromSalesforce: true, kinds: { callMade: { sync: true }, taskCreated: { sync: true } } }";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // O1
    [Theory]
    [InlineData("hs_engagement_source")]
    [InlineData("hs_object_source")]
    public async Task What_HubSpot_marks_as_come_from_Salesforce_is_skipped_unless_it_is_asked_for(string property)
    {
        await using SimulatedSync sync = await StartAsync("nativeConnector: off\n" + Kinds);
        await PutTaskAsync(sync, 501, Now.AddDays(-1), property);

        RunResult skipped = await sync.RunAsync();
        sync.WriteSettings("nativeConnector: off\n" + ReturnedKinds);
        RunResult included = await sync.RunAsync();

        Assert.Equal((0, 1), (skipped.Created, skipped.Skipped["FromSalesforce"]));
        Assert.Equal(1, included.Created);
    }

    // O1
    [Theory]
    [InlineData(-29.0, null, "hs_engagement_source", "in the last 30 days it brought 1 tasks and 0 calls from Salesforce.")]
    [InlineData(-1.0, -0.5, "hs_object_source", "it synced a contact on 2026-11-21 00:00Z, and in the last 30 days it brought 1 tasks and 0 calls from Salesforce.")]
    [InlineData(null, -6.0, "", "it synced a contact on 2026-11-15 12:00Z.")]
    public async Task A_first_run_stops_where_the_connector_left_traces_and_goes_on_once_the_settings_say_how(double? broughtDays, double? syncedDays, string property, string seen)
    {
        await using SimulatedSync sync = await StartAsync(Kinds);
        await PutTracesAsync(sync, broughtDays, syncedDays, property);
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));

        List<PlanLine> plan = await sync.PlanAsync();
        SyncException stopped = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());
        SyncException forced = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true }));
        Assert.Empty(sync.TaskWrites);
        sync.WriteSettings("nativeConnector: coexist\n" + Kinds);
        RunResult result = await sync.RunAsync();

        Assert.Equal((FaultKind.NativeConnectorFound, FaultKind.NativeConnectorFound), (stopped.Kind, forced.Kind));
        Assert.Equal(sync.SettingPath, stopped.About);
        Assert.Contains(seen, stopped.Message, StringComparison.Ordinal);
        Assert.Contains("nativeConnector: off", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("nativeConnector: coexist", stopped.Message, StringComparison.Ordinal);
        Assert.Contains(plan, line => line.Action == "create");
        Assert.Equal(1, result.Created);
    }

    // O1
    [Fact]
    public async Task Old_traces_stop_nothing_and_after_a_completed_run_nobody_looks_again()
    {
        await using SimulatedSync sync = await StartAsync(Kinds);
        await PutTracesAsync(sync, broughtDays: -31, syncedDays: -8, "hs_engagement_source");

        RunResult first = await sync.RunAsync();
        await PutTaskAsync(sync, 502, Now, "hs_engagement_source");
        int before = sync.Simulator.HubSpotCalls.Snapshot().GetValueOrDefault("POST /crm/objects/2026-09/contacts/search");
        RunResult second = await sync.RunAsync();

        Assert.Equal(("completed", "completed"), (first.Ending, second.Ending));
        Assert.Equal((1, 1), (before, sync.Simulator.HubSpotCalls.Snapshot()["POST /crm/objects/2026-09/contacts/search"]));
    }

    // O1: the property is there only where the integration is or was installed
    [Fact]
    public async Task A_portal_that_never_had_the_connector_refuses_the_search_and_the_run_goes_on()
    {
        await using SimulatedSync sync = await StartAsync(Kinds);
        await sync.PutFaultsAsync(new JsonObject { ["host"] = "hubspot", ["endpoint"] = "POST /crm/objects/2026-09/contacts/search", ["status"] = 400 });

        Assert.Equal("completed", (await sync.RunAsync()).Ending);
    }

    // O1: what the rule is for
    [Fact]
    public async Task Tasks_that_are_written_back_go_round_for_ever()
    {
        await using SimulatedSync sync = await StartAsync("nativeConnector: off\n" + ReturnedKinds);
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now, "Intro", 101));

        List<int> created = [];
        for (int round = 0; round < 4; round++)
        {
            created.Add((await sync.RunAsync()).Created);
            sync.Simulator.RunNativeConnector();
            sync.Simulator.Clock.Set(sync.Simulator.Clock.GetUtcNow().AddMinutes(15));
        }

        Assert.Equal([1, 1, 1, 1], created);
    }

    // O1
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Twenty_rounds_beside_the_connector_make_one_task_of_ours_for_each_activity_born_in_HubSpot(int seed)
    {
        await using SimulatedSync sync = await StartAsync("nativeConnector: coexist\n" + Kinds);
        BusyOffice office = new(sync, seed);
        for (int round = 0; round < 20; round++)
        {
            await office.WorkAsync();
            sync.Simulator.RunNativeConnector();
            await sync.RunAsync();
            Assert.Equal(office.Expected, sync.Tasks.Keys.Order(StringComparer.Ordinal));
            sync.Simulator.Clock.Set(sync.Simulator.Clock.GetUtcNow().AddMinutes(15));
        }

        (ConnectorRound theirs, RunResult ours) = await SettleAsync(sync);

        WriteLogEntry[] creates = [.. sync.TaskWrites.Where(entry => entry.Action == "create" && entry.Fields!["HubSpot_Activity_Id__c"] is not null)];
        string[] returned = [.. Records(sync).Where(IsFromSalesforce).Select(record => record["id"]!.ToString())];
        Assert.Equal(office.Expected.Length, creates.Length);
        Assert.Equal(office.Expected, creates.Select(entry => entry.Fields!["HubSpot_Activity_Id__c"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(office.Expected.Length + office.TasksOfReps, returned.Length);    // ours did come back, each once
        Assert.DoesNotContain(returned, id => sync.Tasks.Keys.Any(key => key.EndsWith($"-{id}", StringComparison.Ordinal)));
        Assert.Equal((new ConnectorRound(0, 0, 0, 0, 0), 0, 0, 0), (theirs, ours.Created, ours.Updated, ours.Failed));
    }

    // Once nobody works any more, an edit takes a few rounds through both at most.
    private static async Task<(ConnectorRound Theirs, RunResult Ours)> SettleAsync(SimulatedSync sync)
    {
        for (int round = 0; round < 3; round++)
        {
            sync.Simulator.RunNativeConnector();
            await sync.RunAsync();
        }

        return (sync.Simulator.RunNativeConnector(), await sync.RunAsync());
    }

    private static IEnumerable<JsonObject> Records(SimulatedSync sync) => new[] { "calls", "notes", "tasks" }.SelectMany(sync.Simulator.Portal.Records);

    private static bool IsFromSalesforce(JsonObject record) => record["properties"]!["hs_object_source"]?.ToString() == "SALESFORCE";

    private static async Task<SimulatedSync> StartAsync(string settings)
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now, NativeConnector = true }, settings);
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["Email"] = "lee.sf@example.com", ["CreatedDate"] = "2026-01-05T00:00:00.000+0000" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100), ContactId));
        return sync;
    }

    private static async Task PutTracesAsync(SimulatedSync sync, double? broughtDays, double? syncedDays, string property)
    {
        if (broughtDays is { } brought)
        {
            await PutTaskAsync(sync, 501, Now.AddDays(brought), property);
        }

        if (syncedDays is { } synced)
        {
            await sync.PutHubSpotAsync("contacts", new JsonObject { ["id"] = "101", ["properties"] = new JsonObject { ["salesforcelastsynctime"] = PortalRecord.Time(Now.AddDays(synced)) } });
        }
    }

    private static async Task PutTaskAsync(SimulatedSync sync, long id, DateTimeOffset createdAt, string markedBy)
    {
        JsonObject task = PortalRecord.Task(id, createdAt, "Call back", "NOT_STARTED", null, 101);
        task["properties"]![markedBy] = "SALESFORCE";
        await sync.PutHubSpotAsync("tasks", task);
    }
}
