using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Linking;
using HubSpotSalesforce.Tests.Runs.Reverse;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>The worker goes both ways, one way, and back in time.</summary>
public sealed class RunCommandTests
{
    private const string Task1 = "00T000000000101EAA";

    [Theory]
    [InlineData("both", "Salesforce,HubSpot", 1, 1)]
    [InlineData("to-salesforce", "Salesforce", 1, 0)]
    [InlineData("to-hubspot", "HubSpot", 0, 1)]
    public async Task A_run_goes_the_ways_it_is_told_and_tells_each_as_JSON(string direction, string targets, int there, int back)    // R46
    {
        await using SimulatedSync sync = await StartAsync();

        (int code, string[] lines) = await WorkerProcess.RunAsync(sync, "run", "--direction", direction, "--json");

        Assert.Equal(0, code);
        JsonObject[] runs = Runs(lines);
        Assert.Equal(targets, string.Join(',', runs.Select(run => run["target"]!.GetValue<string>())));
        Assert.All(runs, run => Assert.Equal(("completed", 1), (run["ending"]!.GetValue<string>(), run["created"]!.GetValue<int>())));
        Assert.Equal((there, back), (sync.Tasks.Count, sync.Made("tasks").Length));
    }

    [Fact]
    public async Task A_plan_of_both_ways_is_one_JSON_object_a_line_and_writes_nothing()
    {
        await using SimulatedSync sync = await StartAsync();

        (int code, string[] lines) = await WorkerProcess.RunAsync(sync, "run", "--plan-only", "--json");

        Assert.Equal(0, code);
        Assert.Equal(["HubSpot create sf-" + Task1, "Salesforce create hs-task-501"], lines.Select(line => JsonNode.Parse(line)!).Select(line => $"{line["target"]} {line["action"]} {line["key"]}").Order());
        Assert.Equal((0, 0), (sync.Tasks.Count, sync.Made("tasks").Length));
        Assert.False(File.Exists(sync.StorePath));
    }

    [Fact]
    public async Task A_backfill_imports_the_history_of_the_families_it_is_told_once()    // R49, R48
    {
        await using SimulatedSync sync = await StartAsync(daysOn: 0);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        sync.MakeTask("00T000000000102EAA", "Old call", "Call", more: ("ActivityDate", Day(now.AddDays(-2))));
        await WorkerProcess.RunAsync(sync, "run");
        Assert.Empty(sync.Made("calls"));

        (int code, string[] lines) = await WorkerProcess.RunAsync(sync, "backfill", "--since", Day(now.AddDays(-30)), "--family", "calls", "--json");
        (int again, string[] quiet) = await WorkerProcess.RunAsync(sync, "backfill", "--since", Day(now.AddDays(-30)), "--until", Day(now.AddDays(2)), "--family", "calls");

        Assert.Equal((0, 0), (code, again));
        JsonObject run = Assert.Single(Runs(lines));
        Assert.Equal(("HubSpot", 1), (run["target"]!.GetValue<string>(), run["created"]!.GetValue<int>()));
        Assert.Contains("created 0, updated 0", Assert.Single(quiet), StringComparison.Ordinal);
        Assert.Equal("Old call", Assert.Single(sync.Made("calls")).Property("hs_call_title"));
        Assert.Empty(sync.Made("tasks"));    // of a family that was not asked for
    }

    [Theory]
    [InlineData("backfill", "--since", "yesterday", "'yesterday' is no time.")]
    [InlineData("backfill", "--family", "faxes", "faxes")]
    [InlineData("run", "--direction", "sideways", "sideways")]
    public async Task What_cannot_be_meant_is_refused_with_its_own_code(string command, string option, string value, string said)
    {
        await using SimulatedSync sync = await StartAsync();

        (int code, string[] lines) = await WorkerProcess.RunAsync(sync, command, option, value);

        Assert.Equal(2, code);
        Assert.Contains(lines, line => line.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_time_that_ends_before_it_begins_is_refused()    // R49
    {
        await using SimulatedSync sync = await StartAsync();

        (int code, string[] lines) = await WorkerProcess.RunAsync(sync, "backfill", "--since", "2026-01-01", "--until", "2025-01-01");

        Assert.Equal(2, code);
        Assert.Contains("--until (2025-01-01T00:00:00Z) is before --since (2026-01-01T00:00:00Z). Exchange the two.", lines);
    }

    [Fact]
    public async Task A_conflict_that_waits_ends_with_1_is_told_once_and_counted_afterwards()    // R52
    {
        await using SimulatedSync sync = await StartAsync();
        sync.WriteSettings(TwoWaySync.Settings("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: manual }"));
        await WorkerProcess.RunAsync(sync, "run");
        await sync.EditAsync("Task", Task1, ("Subject", "From Salesforce"));
        await sync.EditHubSpotAsync("tasks", Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>(), ("hs_task_subject", "From HubSpot"));

        (int first, string[] met) = await WorkerProcess.RunAsync(sync, "run", "--json");
        (int second, string[] waits) = await WorkerProcess.RunAsync(sync, "run", "--json");

        Assert.Equal((1, 1), (first, second));
        Assert.StartsWith("Conflict: Both sides changed Subject", met[^1], StringComparison.Ordinal);
        Assert.StartsWith("Warning: 1 conflict waits", waits[^1], StringComparison.Ordinal);
        Assert.Equal(1, Runs(waits[..^1])[^1]["conflicts"]!.GetValue<int>());
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A task on either side, of this very hour: a process has the clock of its machine.
    private static async Task<SimulatedSync> StartAsync(int daysOn = 30)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string enabledAt = now.AddDays(-daysOn).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string families = $"tasks: {{ sync: true, enabledAt: {enabledAt} }}\n  calls: {{ sync: true, enabledAt: {enabledAt} }}";
        SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false }, TwoWaySync.Settings(families));
        await sync.PreparePortalAsync();
        sync.PutPerson(LinkPortal.Lee, "lee@example.com");
        sync.PutContact(101, "lee@example.com", more: ("salesforcecontactid", LinkPortal.Lee));
        sync.MakeTask(Task1, "Send the offer", "Task");
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, now.AddHours(-1), "Call back", "NOT_STARTED", now.AddDays(2), 101));
        return sync;
    }

    private static JsonObject[] Runs(string[] lines) => [.. JsonNode.Parse(string.Join('\n', lines))!["runs"]!.AsArray().Select(run => run!.AsObject())];
}
