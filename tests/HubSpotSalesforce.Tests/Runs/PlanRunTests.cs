using HubSpotSalesforce.Runs;
using static HubSpotSalesforce.Tests.Runs.CarefulPortal;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Plans that are carried out, and single activities and contacts that are asked for.</summary>
public sealed class PlanRunTests
{
    // O27
    [Fact]
    public async Task A_plan_applied_with_nothing_changed_writes_exactly_what_it_said()
    {
        await using SimulatedSync sync = await StartAsync(calls: 5);
        string file = await SavePlanAsync(sync);

        List<SyncOutcome> outcomes = [];
        RunResult applied = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, PlanPath = file }, outcomes);

        Assert.Equal(5, applied.Created);
        Assert.Equal((await sync.ReadPlanAsync(file)).Select(line => $"{line.Key} {line.Subject} {line.Who}").Order(StringComparer.Ordinal),
            outcomes.Select(outcome => $"{outcome.Key} {outcome.Subject} {outcome.Who}").Order(StringComparer.Ordinal));
    }

    // O27
    [Fact]
    public async Task What_changed_since_the_plan_is_PlanStale_and_the_next_ordinary_run_writes_it()
    {
        await using SimulatedSync sync = await StartAsync(calls: 5);
        string file = await SavePlanAsync(sync);
        await PutCallsAsync(sync, 7002, 1, "Renamed");
        await sync.ArchiveHubSpotAsync("calls", 7003);

        RunResult applied = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, PlanPath = file });
        RunResult next = await sync.RunAsync();

        Assert.Equal((3, 2), (applied.Created, applied.Skipped["PlanStale"]));
        Assert.Equal(1, next.Created);
        Assert.Equal("Call: Renamed", sync.Tasks["hs-call-7002"]["Subject"]!.GetValue<string>());
    }

    // O27
    [Fact]
    public async Task A_plan_that_does_not_hold_any_more_says_so()
    {
        await using SimulatedSync sync = await StartAsync(calls: 5);
        string file = await SavePlanAsync(sync);
        RunRequest request = new() { SettingPath = sync.SettingPath, PlanPath = file };
        List<string> fresh = [];
        List<string> stale = [];
        await sync.PlanAsync(request with { PlanOnly = true }, fresh.Add);
        await sync.RunAsync(request);

        await sync.PlanAsync(request with { PlanOnly = true }, stale.Add);

        Assert.Empty(fresh);
        Assert.Equal(["5 of 5 lines of the plan do not hold any more (PlanStale). Make it anew with New-SyncPlan -OutFile (--plan-only --json)."], stale);
    }

    // O26
    [Fact]
    public async Task One_activity_is_read_live_and_explained_by_its_key()
    {
        await using SimulatedSync sync = await StartAsync(calls: 3);

        PlanLine line = Assert.Single(await sync.PlanAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true, ActivityKeys = ["hs-call-7002"] }));

        Assert.Equal(("hs-call-7002", "create"), (line.Key, line.Action));
    }

    // O26
    [Fact]
    public async Task A_key_HubSpot_does_not_show_is_an_error_that_names_it()
    {
        await using SimulatedSync sync = await StartAsync(calls: 1);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(
            () => sync.PlanAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true, ActivityKeys = ["hs-call-404"] }));

        Assert.Equal(FaultKind.NotFound, fault.Kind);
        Assert.Contains("hs-call-404", fault.Message, StringComparison.Ordinal);
    }

    // O26
    [Theory]
    [InlineData("101")]
    [InlineData("lee@example.com")]
    public async Task The_activities_of_one_contact_are_written_without_moving_a_cursor(string contact)
    {
        await using SimulatedSync sync = await StartAsync(calls: 2);
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(102, "kim@example.com", Now.AddDays(-100), ContactId));
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7100, Now.AddDays(-1), "Of another", 102));

        RunResult chosen = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Contacts = [contact] });
        RunResult rest = await sync.RunAsync();

        Assert.Equal((2, 2), (chosen.Read, chosen.Created));
        Assert.Equal((1, 2), (rest.Created, rest.Unchanged));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"key\":\"hs-call-1\"}")]
    [InlineData("{\"key\":\"hs-call-1\",\"kind\":\"phoneCall\",\"action\":\"create\",\"sourceId\":\"1\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}")]
    public async Task A_line_that_is_no_plan_line_is_refused_with_its_number(string line)
    {
        await using SimulatedSync sync = await StartAsync(calls: 0);
        string file = sync.SettingPath + ".plan.jsonl";
        await File.WriteAllTextAsync(file, "\n" + line + "\n");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, PlanPath = file }));

        Assert.Equal(FaultKind.PlanInvalid, fault.Kind);
        Assert.Contains("(2)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_plan_and_a_plan_as_settings_are_told_as_such()
    {
        await using SimulatedSync sync = await StartAsync(calls: 0);
        string plan = Path.ChangeExtension(sync.SettingPath, ".jsonl");
        await File.WriteAllTextAsync(plan, "{\"key\": \"a\"}\n{\"key\": \"b\"}\n");

        SyncException noPlan = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, PlanPath = sync.SettingPath }));
        SyncException noSettings = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync(new RunRequest { SettingPath = plan }));

        Assert.Contains("this is no plan: its first line is no JSON object.", noPlan.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Path '", noPlan.Message, StringComparison.Ordinal);
        Assert.Contains("-Plan", noSettings.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("YAML", noSettings.Message, StringComparison.Ordinal);
    }

    private static async Task<string> SavePlanAsync(SimulatedSync sync)
    {
        string file = sync.SettingPath + ".plan.jsonl";
        await File.WriteAllLinesAsync(file, (await sync.PlanAsync()).Select(PlanFile.Line));
        return file;
    }
}
