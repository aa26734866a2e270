using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>What the settings decide once, when an activity is made, and what they decide in each run (O18, R45, R48, O9).</summary>
public sealed class SwitchTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Task2 = "00T000000000102EAA";
    private const string Robot = "005000000000077AAA";

    // What is new under the changed settings stays out; what was made before goes on.
    [Theory]
    [InlineData("tasks: { sync: true, enabledAt: 2026-12-24T00:00:00Z }", "", "BeforeSwitchOn")]
    [InlineData("ignoreCreatedBy: [" + Robot + "]\n  tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }", "", "FromHubSpotConnector")]
    [InlineData("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }", "contacts: { inclusionList: 55 }", "OutsideInclusionList")]
    [InlineData("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }", "contacts: { linkBy: [email] }", "NoLinkedRecord")]
    public async Task What_decides_at_creation_does_not_stop_what_was_made(string families, string more, string code)    // O18
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.Simulator.Org.Insert("User", new JsonObject { ["Id"] = Robot, ["LastName"] = "Robot", ["Username"] = "robot@example.com", ["Email"] = "robot@example.com", ["IsActive"] = true });
        sync.Simulator.Portal.Insert("list_memberships", new JsonObject { ["listId"] = "55", ["recordId"] = "999" });
        sync.PutPerson(LinkPortal.Lee, "lee@elsewhere.example");
        sync.MakeTask(Task1, "Send the offer", "Task", more: ("CreatedById", Robot));
        await sync.RunBothAsync();
        string id = Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>();

        sync.WriteSettings(TwoWaySync.Settings(families, more));
        sync.Later(TimeSpan.FromMinutes(5));
        sync.MakeTask(Task2, "Another", "Task", more: ("CreatedById", Robot));
        await sync.EditAsync("Task", Task1, ("Subject", "Send the new offer"));
        await sync.EditHubSpotAsync("tasks", id, ("hs_task_priority", "HIGH"));
        List<PlanLine> lines = [];
        await sync.RunAsync();
        await sync.RunBackAsync(lines: lines);

        Assert.Equal(code, lines.Single(line => line.Key == "sf-" + Task2).Reason);
        Assert.Equal("Send the new offer", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Equal("High", sync.Record("Task", Task1).Text("Priority"));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("none", "map")]    // the owner that is there when the mapping begins is its beginning
    [InlineData("map", "none")]
    public async Task Owners_that_are_mapped_later_change_nothing_that_stands(string first, string then)    // O18, R33, R37
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Owners(first));
        sync.Simulator.Org.Insert("User", new JsonObject { ["Id"] = Robot, ["LastName"] = "Rep", ["Username"] = "rep@there.example", ["Email"] = "rep@elsewhere.example", ["IsActive"] = true });
        await sync.PutHubSpotAsync("owners", new JsonObject { ["id"] = "77", ["email"] = "rep@here.example", ["archived"] = false, ["type"] = "PERSON" });
        sync.MakeTask(Task1, "Send the offer", "Task", more: ("OwnerId", Robot));
        await sync.RunBothAsync();
        string? owner = Assert.Single(sync.Made("tasks")).Property("hubspot_owner_id");

        sync.WriteSettings(Owners(then));
        await sync.EditAsync("Task", Task1, ("Subject", "Send the new offer"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        JsonObject made = Assert.Single(sync.Made("tasks"));
        Assert.Equal(("Send the new offer", owner), (made.Property("hs_task_subject"), made.Property("hubspot_owner_id")));
        Assert.Equal(Robot, sync.Record("Task", Task1).Text("OwnerId"));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("calls: { sync: true }", "calls: { sync: false }")]
    [InlineData("calls: { sync: true, enabledAt: 2026-11-21T10:15:00Z }", "calls: { sync: false, enabledAt: 2026-11-21T10:15:00Z }")]
    public async Task A_family_that_is_off_is_left_alone_and_follows_again_when_it_is_on(string on, string off)    // O18, R45, O9
    {
        const string Tasks = "tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }\n  ";
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings(Tasks + on));
        await sync.RunBothAsync();
        sync.Later(TimeSpan.FromMinutes(5));
        await sync.PutSalesforceAsync("records/Task", new JsonObject { ["Subject"] = "Intro", ["TaskSubtype"] = "Call", ["WhoId"] = LinkPortal.Lee, ["Status"] = "Not Started", ["Priority"] = "Normal" });
        await sync.RunBothAsync();
        string id = Assert.Single(sync.Made("calls"))["id"]!.GetValue<string>();
        string row = Assert.Single(sync.Simulator.Org.Records("Task"))["Id"]!.GetValue<string>();

        sync.WriteSettings(TwoWaySync.Settings(Tasks + off));
        await sync.EditHubSpotAsync("calls", id, ("hs_call_title", "Edited while it was off"));
        await sync.AssertQuietAsync();
        sync.Later(TimeSpan.FromHours(5));
        await sync.AssertQuietAsync();

        sync.WriteSettings(TwoWaySync.Settings(Tasks + on));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        bool isNewBeginning = !on.Contains("enabledAt", StringComparison.Ordinal);
        Assert.Equal(isNewBeginning ? "Intro" : "Edited while it was off", sync.Record("Task", row).Text("Subject"));

        sync.Later(TimeSpan.FromMinutes(5));
        await sync.EditHubSpotAsync("calls", id, ("hs_call_title", "Edited afterwards"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("Edited afterwards", sync.Record("Task", row).Text("Subject"));
        await sync.EditAsync("Task", row, ("Subject", "Edited there"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("Edited there", Assert.Single(sync.Made("calls")).Property("hs_call_title"));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("calls", "calls")]
    [InlineData("callMade", "")]
    [InlineData("callMade,tasks", "tasks")]
    [InlineData("", "calls,tasks")]
    public async Task Only_the_families_that_were_asked_for_are_planned_both_ways(string kinds, string families)    // R44
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask(Task1, "Send the offer", "Task");
        sync.MakeTask(Task2, "Intro", "Call");
        await sync.RunBothAsync();
        await sync.EditHubSpotAsync("tasks", Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>(), ("hs_task_priority", "HIGH"));
        await sync.EditHubSpotAsync("calls", Assert.Single(sync.Made("calls"))["id"]!.GetValue<string>(), ("hs_call_title", "Outro"));

        List<PlanLine> lines = await sync.PlanAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true, Kinds = kinds.Split(',', StringSplitOptions.RemoveEmptyEntries) });

        Assert.Equal(families, string.Join(',', lines.Where(line => line.Action == "update").Select(line => line.Kind).Distinct().Order()));
    }

    private static string Owners(string owners)
        => TwoWaySync.Settings($"owners: {owners}\n  tasks: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z }}", "owners: { map: { rep@here.example: rep@there.example } }");
}
