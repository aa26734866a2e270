using HubSpotSalesforce.Runs;
using static HubSpotSalesforce.Tests.Runs.CarefulPortal;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>The limits at which a run stops before it writes, and of which a plan tells.</summary>
public sealed class RunLimitTests
{
    // O15
    [Fact]
    public async Task A_first_run_that_would_create_too_much_writes_nothing_leaves_its_plan_and_goes_on_with_it()
    {
        await using SimulatedSync sync = await StartAsync(calls: 12, "limits: { maxCreates: 10 }\n");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.LimitReached, fault.Kind);
        Assert.Empty(sync.TaskWrites);
        string plan = fault.About;
        Assert.Equal(12, File.ReadLines(plan).Count());

        RunResult applied = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, PlanPath = plan });
        Assert.Equal((12, 12), (applied.Read, applied.Created));
    }

    // O15
    [Theory]
    [InlineData(false, "A run would stop here. The first run would create 12 tasks, more than limits.maxCreates (10). -Force (--force) goes past it.")]
    [InlineData(true)]
    public async Task A_plan_says_that_a_first_run_would_create_too_much_and_shows_all_of_it(bool isForced, params string[] said)
    {
        await using SimulatedSync sync = await StartAsync(calls: 12, "limits: { maxCreates: 10 }\n");
        List<string> warned = [];

        List<PlanLine> plan = await sync.PlanAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true, Force = isForced }, warned.Add);

        Assert.Equal(said, warned);
        Assert.Equal(12, plan.Count(line => line.Action == "create"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(sync.SettingPath)!, "*.plan.jsonl"));
    }

    // O15
    [Fact]
    public async Task A_kind_that_is_read_for_the_first_time_later_is_named()
    {
        const string Kinds = "limits: { maxCreates: 10 }\ntimeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { noteCreated: { sync: true }";
        await using SimulatedSync sync = await StartAsync(calls: 12);
        sync.WriteSettings(Kinds + " } }");
        await sync.RunAsync();
        sync.WriteSettings(Kinds + ", callMade: { sync: true } } }");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.StartsWith("The first run of callMade would create 12 tasks, more than limits.maxCreates (10).", fault.Message, StringComparison.Ordinal);
    }

    // O15
    [Fact]
    public async Task Force_goes_past_the_guard_and_the_runs_after_the_first_know_no_limit()
    {
        await using SimulatedSync sync = await StartAsync(calls: 12, "limits: { maxCreates: 10 }\n");
        SyncException stopped = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());
        Assert.True(File.Exists(stopped.About));
        RunResult forced = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });
        await PutCallsAsync(sync, 8001, 11);

        RunResult ordinary = await sync.RunAsync();

        Assert.Equal((12, 11), (forced.Created, ordinary.Created));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(sync.SettingPath)!, "*.plan.jsonl"));
    }

    // O15
    [Fact]
    public async Task A_limit_per_run_writes_that_many_and_later_runs_write_the_rest()
    {
        await using SimulatedSync sync = await StartAsync(calls: 12, "limits: { maxCreatesPerRun: 5 }\n");

        List<int> created = [];
        for (int run = 1; run <= 4; run++)
        {
            created.Add((await sync.RunAsync()).Created);
        }

        Assert.Equal([5, 5, 2, 0], created);
        Assert.Equal(12, sync.TaskWrites.Length);
    }

    // O3, O15: what waited counts like what is new
    [Fact]
    public async Task A_limit_per_run_holds_for_activities_that_waited_too()
    {
        await using SimulatedSync sync = await StartAsync(calls: 3, "limits: { maxCreatesPerRun: 2 }\n");
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100)));
        await sync.RunAsync();
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100), ContactId));

        List<int> created = [(await sync.RunAsync()).Created, (await sync.RunAsync()).Created, (await sync.RunAsync()).Created];

        Assert.Equal([2, 1, 0], created);
        Assert.Equal(3, sync.Tasks.Count);
    }

    // O15
    [Fact]
    public async Task A_run_that_stops_at_the_guard_does_not_write_what_waited_either()
    {
        await using SimulatedSync sync = await StartAsync(calls: 3);
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100)));
        await sync.RunAsync();
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100), ContactId));
        sync.WriteSettings("nativeConnector: off\nlimits: { maxCreates: 2 }\ntimeline: { enabledAt: 2026-01-02T00:00:00Z, kinds: { callMade: { sync: true } } }");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.LimitReached, fault.Kind);
        Assert.Empty(sync.TaskWrites);
        Assert.Equal(3, (await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true })).Created);
    }

    // O18
    [Fact]
    public async Task More_deletes_than_the_limit_delete_nothing_without_force()
    {
        await using SimulatedSync sync = await StartAsync(calls: 3);
        await sync.RunAsync();
        sync.WriteSettings("limits: { maxDeletes: 1 }\ntimeline: { enabledAt: 2026-01-01T00:00:00Z, onDelete: delete, kinds: { callMade: { sync: true } } }");
        await sync.ArchiveHubSpotAsync("calls", 7001);
        await sync.ArchiveHubSpotAsync("calls", 7002);

        List<string> warned = [];
        List<PlanLine> plan = await sync.PlanAsync(warned: warned.Add);
        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());
        RunResult forced = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });

        Assert.Equal(2, plan.Count(line => line.Action == "delete"));    // a plan deletes nothing, and is where one looks which they are
        Assert.Equal(["A run would stop here. 2 activities were deleted in HubSpot, and limits.maxDeletes lets a run delete 1 tasks. -Force (--force) goes past it."], warned);
        Assert.Equal(FaultKind.LimitReached, fault.Kind);
        Assert.Contains("limits.maxDeletes", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, forced.Deleted);
    }
}
