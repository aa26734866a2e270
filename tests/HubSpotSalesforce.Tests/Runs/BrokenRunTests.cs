using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;
using static HubSpotSalesforce.Tests.Runs.CallPortal;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Runs that are cut off, beside which another one works, or that lost what they knew.</summary>
public sealed class BrokenRunTests
{
    // O4
    [Fact]
    public async Task A_lost_store_stops_the_run_and_force_takes_the_tasks_as_they_stand()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));
        await sync.RunAsync();
        File.Delete(sync.StorePath);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());
        RunResult forced = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });
        RunResult next = await sync.RunAsync();

        Assert.Equal(FaultKind.StateMissing, fault.Kind);
        Assert.Equal((0, 1), (forced.Created, forced.Unchanged));
        Assert.Equal(0, next.Created);
        Assert.Single(sync.TaskWrites);
    }

    // An answer that never came
    [Fact]
    public async Task A_batch_that_commits_and_loses_its_answer_is_looked_up_and_not_written_twice()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));
        await sync.PutFaultsAsync(new JsonObject { ["host"] = "salesforce", ["endpoint"] = "PATCH /services/data", ["drop"] = "after", ["times"] = 1 });

        RunResult result = await sync.RunAsync();
        RunResult next = await sync.RunAsync();

        Assert.Equal(1, result.Created);
        Assert.Equal((0, 0), (next.Created, next.Updated));
        Assert.Single(sync.Tasks);
        Assert.Equal(1, sync.TaskWrites.Count(entry => entry.Action == "create"));
    }

    // The intent is durable, so the next run settles what a killed one had in flight
    [Fact]
    public async Task What_a_killed_run_had_in_flight_is_adopted_by_the_next_one()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));
        await sync.RunAsync();
        await ForgetOutcomeAsync(sync, "hs-call-7001");

        RunResult next = await sync.RunAsync();

        Assert.Equal((0, 0), (next.Created, next.Updated));
        Assert.Single(sync.TaskWrites);
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, TimeProvider.System, CancellationToken.None);
        Assert.Empty(await store.OpenIntentsAsync(CancellationToken.None));
        Assert.Single(await store.PairsAsync(["hs-call-7001"], CancellationToken.None));
    }

    // A cursor moves only when everything before it is settled
    [Fact]
    public async Task A_change_that_was_not_consented_to_is_planned_again_by_the_next_run()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-20), "Intro", 101));

        await using (TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None))
        {
            IAsyncEnumerable<Change> none = run.PlanAsync(CancellationToken.None).OfType<Change>().Where(_ => false);
            await foreach (SyncOutcome _ in run.WriteAsync(none, CancellationToken.None))
            {
            }

            await run.CompleteAsync(null, CancellationToken.None);
        }

        Assert.Equal(1, (await sync.RunAsync()).Created);
    }

    [Fact]
    public async Task A_second_runner_on_the_same_store_is_refused_while_the_first_one_lives()
    {
        await using SimulatedSync sync = await StartAsync();
        await using TimelineRun first = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.LeaseHeld, fault.Kind);
    }

    [Fact]
    public async Task A_cancelled_run_ends_at_once_records_nothing_half_and_the_next_one_completes_it()
    {
        await using SimulatedSync sync = await StartAsync();
        for (int id = 7001; id <= 7400; id++)
        {
            await sync.PutHubSpotAsync("calls", PortalRecord.Call(id, Now.AddDays(-1), "Intro", 101));
        }

        await sync.PutFaultsAsync(new JsonObject { ["host"] = "salesforce", ["endpoint"] = "PATCH /services/data", ["delayMs"] = 60_000, ["nth"] = 2 });
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);
            await run.ExecuteAsync(null, _ => stop.Cancel(), stop.Token);
        });
        await sync.PutFaultsAsync();
        RunResult next = await sync.RunAsync();

        Assert.Equal("completed", next.Ending);
        Assert.Equal(400, sync.Tasks.Count);
        Assert.Equal(400, sync.TaskWrites.Count(entry => entry.Action == "create"));
        await using RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        Assert.Equal(400, (await log.RunsAsync(9, CancellationToken.None)).Sum(run => run.Created));
    }

    // Leaves the store as a process does that was killed between the answer and its record.
    private static async Task ForgetOutcomeAsync(SimulatedSync sync, string key)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadWrite, TimeProvider.System, CancellationToken.None);
        Lease lease = await store.AcquireAsync("test", TimeSpan.FromMinutes(1), CancellationToken.None);
        Pair pair = (await store.PairsAsync([key], CancellationToken.None))[key];
        await store.ReserveAsync(lease, "killed", [new Intent("killed-1", pair with { SalesforceId = "" }, Change.Create)], CancellationToken.None);
        using (Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={sync.StorePath};Pooling=False"))
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand delete = connection.CreateCommand();
            delete.CommandText = "delete from pairs";
            delete.ExecuteNonQuery();
        }
    }
}
