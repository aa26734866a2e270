using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Others who write to the same portal and org: another connector, and HubSpot's own (O1, O7, O14).</summary>
public sealed class BesideOthersTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Robot = "005000000000077AAA";
    private const string Connector = "005sim000000002AAA";

    [Fact]
    public async Task Records_of_another_connectors_user_stay_where_they_are()    // O1
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings($"ignoreCreatedBy: [{Robot}]\n  tasks: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z }}"));
        sync.Simulator.Org.Insert("User", new JsonObject { ["Id"] = Robot, ["LastName"] = "Robot", ["Username"] = "robot@example.com", ["Email"] = "robot@example.com", ["IsActive"] = true });
        sync.MakeTask(Task1, "Of a person", "Task");
        sync.MakeTask("00T000000000102EAA", "Of a robot", "Task", more: ("CreatedById", Robot));
        List<PlanLine> lines = [];

        await sync.RunBackAsync(lines: lines);

        Assert.Equal("Of a person", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Contains(lines, line => line.Reason == "FromHubSpotConnector");
    }

    // Beside it, tasks and calls are its own; with ours on as well each of them has two copies, but no more, and comes to rest.
    [Theory]
    [InlineData(1, "emails,meetings")]
    [InlineData(2, "emails,meetings")]
    [InlineData(3, "emails,meetings")]
    [InlineData(1, "tasks,emails,calls,meetings")]
    public async Task Beside_HubSpots_own_integration_nothing_goes_round_in_twenty_rounds_both_ways(int seed, string families)    // O1
    {
        string on = string.Join("\n  ", families.Split(',').Select(family => $"{family}: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z }}"));
        string settings = TwoWaySync.Settings($"ignoreCreatedBy: [{Connector}]\n  {on}").Replace("nativeConnector: off", "nativeConnector: coexist", StringComparison.Ordinal);
        await using SimulatedSync sync = await TwoWaySync.StartAsync(settings, new SimulatorOptions { NativeConnector = true });
        BusyOffice office = new(sync, seed);
        for (int round = 0; round < 20; round++)
        {
            await office.WorkAsync();
            await sync.PutSalesforceAsync("records/Event", new JsonObject { ["Subject"] = $"Demo {round}", ["WhoId"] = LinkPortal.Lee, ["StartDateTime"] = "2026-12-01T09:00:00.000+0000", ["DurationInMinutes"] = 30 });
            sync.Simulator.RunNativeConnector();
            await sync.RunAfterAsync(TimeSpan.FromMinutes(15));
        }

        int before = 0;
        for (int quiet = 0; quiet < 3; quiet++)
        {
            sync.Simulator.RunNativeConnector();
            before = sync.Writes();
            await sync.RunAfterAsync(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(before, sync.Writes());
        string[] keys = [.. new[] { "calls", "emails", "meetings", "tasks" }.SelectMany(sync.Made).Select(record => record.Property(HubSpotField.Key)!)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(20, sync.Made("meetings").Length);
        if (families == "emails,meetings")
        {
            Assert.Equal(20, keys.Length);
        }
    }

    [Fact]
    public async Task A_task_made_of_a_call_flows_one_way()    // O7
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings().Replace("taskCreated: { sync: true }", "taskCreated: { sync: true }, callMade: { sync: true }", StringComparison.Ordinal));
        await sync.PutCallAsync(7001, LinkPortal.Now.AddDays(-1), 101);
        await sync.RunBothAsync();
        string id = sync.Tasks["hs-call-7001"]["Id"]!.GetValue<string>();
        await sync.EditAsync("Task", id, ("Subject", "Edited there"));
        List<PlanLine> lines = [];
        sync.Later(TimeSpan.FromMinutes(5));

        await sync.RunBackAsync(lines: lines);
        await sync.DeleteRecordAsync("Task", id);
        sync.Later(TimeSpan.FromMinutes(5));
        await sync.RunBackAsync(lines: lines);

        Assert.Equal("Intro", sync.HubSpotRecord("calls", "7001").Property("hs_call_title"));
        Assert.NotEqual(true, sync.HubSpotRecord("calls", "7001")["archived"]?.GetValue<bool>());
        Assert.Contains(lines, line => line.Reason == "OneWay");
        Assert.Empty(sync.Made("tasks"));
        Assert.Empty(sync.Made("calls"));
    }

    [Fact]
    public async Task What_HubSpot_made_twice_is_found_by_the_next_run_and_the_younger_archived()    // O14
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask(Task1, "Send the offer", "Task");
        sync.MakeEvent("00U000000000101EAA", "Demo");
        await sync.PutFaultsAsync(new JsonObject { ["host"] = "hubspot", ["endpoint"] = "/batch/create", ["twice"] = true });
        await sync.RunBothAsync();
        Assert.Equal((2, 2), (sync.Made("tasks").Length, sync.Made("meetings").Length));
        string older = sync.Made("tasks").Select(record => record["id"]!.GetValue<string>()).MinBy(id => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture))!;
        await sync.PutFaultsAsync();

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(older, Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>());
        Assert.Single(sync.Made("meetings"));
        await sync.AssertQuietAsync();
        await sync.EditAsync("Task", Task1, ("Subject", "Send the new offer"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("Send the new offer", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
    }

    [Fact]
    public async Task A_second_copy_that_the_search_does_not_show_yet_is_found_beside_its_contact()    // O14
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(options: new SimulatorOptions { SearchLag = TimeSpan.FromHours(1) });
        sync.MakeTask(Task1, "Send the offer", "Task");
        await sync.PutFaultsAsync(new JsonObject { ["host"] = "hubspot", ["endpoint"] = "/batch/create", ["twice"] = true });
        await sync.RunBothAsync();
        Assert.Equal(2, sync.Made("tasks").Length);
        await sync.PutFaultsAsync();

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Single(sync.Made("tasks"));
    }
}
