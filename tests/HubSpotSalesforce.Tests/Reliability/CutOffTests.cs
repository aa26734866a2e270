using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Runs;
using HubSpotSalesforce.Tests.Runs.Reverse;
using static HubSpotSalesforce.Tests.Runs.CallPortal;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Runs that end at each of their writes to the store: what was asked for is done by the next one, and each run's record says what it did.</summary>
public sealed class CutOffTests
{
    private const string Row = "00T000000000101EAA";
    private const string Event = "00U000000000101EAA";
    private const int Each = 3;

    [Fact]
    public async Task What_was_deleted_and_asked_for_again_is_made_wherever_the_run_is_killed()    // O5
    {
        int rounds = await StandStill.AtEachWriteAsync(async (books, told) =>
        {
            await using SimulatedSync sync = await WrittenAsync();
            await UndoAsync(sync, sync.Host);
            await UndoneAgainAsync(sync);
            await RetryAsync(sync);

            await CutAsync(() => RunAsync(sync, sync.Host with { Books = books }));
            await sync.RunAsync();

            Assert.True(sync.Tasks.Count == Each, $"{told}: {sync.Tasks.Count} of {Each} tasks stand.");
            Assert.All(await PairsAsync(sync), pair => Assert.False(pair.IsGone, told));
            await CountedAsync(sync, told);
            Assert.Equal(0, (await sync.RunAsync()).Created);
        });

        Assert.True(rounds > 5);
    }

    [Fact]
    public async Task What_arrived_and_was_deleted_before_it_was_seen_stays_deleted_although_it_was_asked_for()    // O5
    {
        await StandStill.AtEachWriteAsync(async (books, told) =>
        {
            await using SimulatedSync sync = await WrittenAsync();
            await UndoAsync(sync, sync.Host);
            await RetryAsync(sync);

            await CutAsync(() => RunAsync(sync, sync.Host with { Books = books }));
            string[] arrived = [.. sync.Tasks.Keys];
            foreach (string key in arrived)
            {
                await sync.DeleteTaskAsync(key);
            }

            await sync.RunAsync();

            Assert.True(sync.Tasks.Count == Each - arrived.Length, $"{told}: {arrived.Length} arrived and were deleted, {sync.Tasks.Count} stand.");
            await CountedAsync(sync, told, arrived.Length);
        });
    }

    [Fact]
    public async Task An_undo_that_is_killed_leaves_pairs_that_say_which_tasks_it_deleted()    // O5
    {
        await StandStill.AtEachWriteAsync(async (books, told) =>
        {
            await using SimulatedSync sync = await WrittenAsync();

            await CutAsync(() => UndoAsync(sync, sync.Host with { Books = books }));
            await sync.RunAsync();

            Assert.Equal(sync.Tasks.Keys.Order(), (await PairsAsync(sync)).Where(pair => !pair.IsGone).Select(pair => pair.Key));
            await CountedAsync(sync, told);
            await RetryAsync(sync);
            await sync.RunAsync();
            Assert.True(sync.Tasks.Count == Each, $"{told}: {sync.Tasks.Count} of {Each} tasks stand.");
        });
    }

    [Fact]
    public async Task A_run_that_was_killed_is_taken_back_whole()
    {
        await StandStill.AtEachWriteAsync(async (books, told) =>
        {
            await using SimulatedSync sync = await FilledAsync();
            await CutAsync(() => RunAsync(sync, sync.Host with { Books = books }));
            int made = sync.Tasks.Count;

            if (await RunsAsync(sync) is [{ } killed, ..])
            {
                await UndoAsync(sync, sync.Host, killed.RunId);
                Assert.True((await RunsAsync(sync)).Any(run => run.RunId == killed.RunId && run.Created == made), $"{told}: {made} were made.");
                await CountedAsync(sync, told);
            }

            Assert.True(sync.Tasks.Count == 0, $"{told}: {sync.Tasks.Count} tasks stand.");
        });
    }

    [Fact]
    public async Task What_was_archived_in_HubSpot_and_asked_for_again_is_made_wherever_the_run_is_killed()    // O5, O14
    {
        await StandStill.AtEachWriteAsync(async (books, told) =>
        {
            await using SimulatedSync sync = await TwoWaySync.StartAsync();
            sync.MakeTask(Row, "Send the offer", "Task");
            await sync.RunBackAsync();
            await ArchiveAndEditAsync(sync);
            await RetryAsync(sync, "sf-" + Row);

            await CutAsync(() => RunBackAsync(sync, books));
            sync.Later(TimeSpan.FromMinutes(5));
            await sync.RunBackAsync();

            Assert.True(sync.Made("tasks").Length == 1, $"{told}: {sync.Made("tasks").Length} stand.");
            await EndedAsync(sync, told);
        });
    }

    [Fact]
    public async Task What_is_restored_in_Salesforce_is_made_again_wherever_the_run_is_killed()    // R51
    {
        await StandStill.AtEachWriteAsync(async (books, told) =>
        {
            await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("meetings: { sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: delete }"));
            sync.MakeEvent(Event, "Demo");
            await sync.RunBackAsync();
            await sync.DeleteRecordAsync("Event", Event);
            sync.Later(TimeSpan.FromMinutes(5));
            await sync.RunBackAsync();
            await sync.UndeleteRecordAsync("Event", Event);
            sync.Later(TimeSpan.FromMinutes(5));

            await CutAsync(() => RunBackAsync(sync, books));
            sync.Later(TimeSpan.FromMinutes(5));
            await sync.RunBackAsync();

            Assert.True(sync.Made("meetings").Length == 1, $"{told}: {sync.Made("meetings").Length} stand.");
            await EndedAsync(sync, told);
        });
    }

    // Twice undone: two deleted tasks have the key by then.
    private static async Task UndoneAgainAsync(SimulatedSync sync)
    {
        await RetryAsync(sync);
        await sync.RunAsync();
        await UndoAsync(sync, sync.Host);
    }

    private static async Task<SimulatedSync> WrittenAsync()
    {
        SimulatedSync sync = await FilledAsync();
        await sync.RunAsync();
        return sync;
    }

    private static async Task<SimulatedSync> FilledAsync()
    {
        SimulatedSync sync = await StartAsync();
        for (int id = 7001; id < 7001 + Each; id++)
        {
            await sync.PutHubSpotAsync("calls", PortalRecord.Call(id, Now.AddDays(-1), "Intro", 101));
        }

        return sync;
    }

    private static async Task ArchiveAndEditAsync(SimulatedSync sync)
    {
        string id = Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>();
        await sync.ArchiveHubSpotAsync("tasks", long.Parse(id, System.Globalization.CultureInfo.InvariantCulture));
        await sync.EditAsync("Task", Row, ("Subject", "Send the offer again"));
        sync.Later(TimeSpan.FromMinutes(5));
        await sync.RunBackAsync();
        Assert.Empty(sync.Made("tasks"));
    }

    private static async Task CutAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (SyncException gone) when (gone.Kind == FaultKind.StoreUnavailable)
        {
        }
    }

    private static async Task RunAsync(SimulatedSync sync, RunHost host)
    {
        await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, host, CancellationToken.None);
        await run.ExecuteAsync(null, null, CancellationToken.None);
    }

    private static async Task RunBackAsync(SimulatedSync sync, Func<IStateStore, IStateStore> books)
    {
        await using RecordRun run = await RecordRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host with { Books = books }, CancellationToken.None);
        await run.ExecuteAsync(null, null, CancellationToken.None);
    }

    // Takes a run back; the one that made tasks last, where none is named.
    private static async Task UndoAsync(SimulatedSync sync, RunHost host, string? made = null)
    {
        made ??= (await RunsAsync(sync)).First(run => run.Created > 0).RunId;
        await using UndoRun undo = await UndoRun.OpenAsync(sync.SettingPath, made, isPlan: false, host, CancellationToken.None);
        IReadOnlyList<UndoChange> plan = await undo.PlanAsync(deletesAll: true, CancellationToken.None);
        await foreach (SyncOutcome _ in undo.WriteAsync(plan.Select(change => change.Change!).ToAsyncEnumerable(), CancellationToken.None))
        {
        }

        await undo.CompleteAsync(null, CancellationToken.None);
    }

    private static async Task RetryAsync(SimulatedSync sync, string? key = null)
    {
        string[] keys = key is not null ? [key] : [.. (await PairsAsync(sync)).Where(pair => pair.IsGone).Select(pair => pair.Key)];
        await using RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        Assert.Empty(await log.ResolveAsync([.. keys.Select(one => new IssueChoice(one, null, IssueChoice.Retry))], CancellationToken.None));
    }

    // What the org's log has of our writes, the runs' records have too, each once.
    private static async Task CountedAsync(SimulatedSync sync, string told, int byPeople = 0)
    {
        IReadOnlyList<RunRecord> runs = await EndedAsync(sync, told);
        (int, int) written = (sync.TaskWrites.Count(entry => entry.Action == "create"), sync.TaskWrites.Count(entry => entry.Action == "delete") - byPeople);
        (int, int) counted = (runs.Sum(run => run.Created), runs.Sum(run => run.Deleted));
        Assert.True(written == counted, $"{told}: (created, deleted) are {written}, counted were {counted}.");
    }

    private static async Task<IReadOnlyList<RunRecord>> EndedAsync(SimulatedSync sync, string told)
    {
        IReadOnlyList<RunRecord> runs = await RunsAsync(sync);
        Assert.All(runs, run => Assert.True(run is { EndedAt: not null, Ending: "completed" or RunRecord.Interrupted or nameof(FaultKind.StoreUnavailable) }, $"{told}: {run.RunId} is {run.Ending}"));
        return runs;
    }

    private static async Task<IReadOnlyList<RunRecord>> RunsAsync(SimulatedSync sync)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, sync.Simulator.Clock, CancellationToken.None);
        return await store.RunsAsync(99, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<HubSpotSalesforce.Activities.Pair>> PairsAsync(SimulatedSync sync)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, sync.Simulator.Clock, CancellationToken.None);
        return await store.PairsAfterAsync(null, null, 99, CancellationToken.None);
    }
}
