using HubSpotSalesforce.Runner;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Linking;
using HubSpotSalesforce.Tests.Runs;
using HubSpotSalesforce.Tests.Runs.Reverse;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability.Reverse;

/// <summary>Every call and every write to the store of a run both ways fails once, in every way it can: the end is that of a run in which nothing failed.</summary>
public sealed class FailOnceBothWaysTests(ITestOutputHelper output)
{
    private static readonly string Settings = TwoWaySync.Settings(
        string.Join("\n  ", new[] { "tasks", "emails", "calls", "meetings" }.Select(family => $"{family}: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: delete }}")));

    private static readonly SimulatorOptions Portal = new();

    private readonly Figures _figures = new(output);
    private readonly Random _chance = new(4);

    [Fact]
    public async Task A_call_that_fails_once_in_any_way_leaves_no_trace_on_either_side()    // O5, O14
    {
        Whole whole = await WholeAsync();
        (string Told, FaultRule Rule)[] chosen = Scale.Of(40, whole.Failures, _chance);
        int stopped = 0;
        await Rounds.PlayAsync(chosen, async failure =>
        {
            await using HurriedPair pair = await PreparedAsync();
            pair.Sync.Simulator.Faults.Set([failure.Rule]);
            Interlocked.Add(ref stopped, await pair.FinishAsync(whole.Lines, whole.Creates, failure.Told));
            Assert.True(pair.Sync.Simulator.Faults.Rules[0].Struck == 1, $"{failure.Told}: it did not happen.");
        });

        _figures.Say($"Fail once, both ways: {chosen.Length} of {whole.Failures.Length} failures (each of {whole.Calls} calls, {FaultWays.All.Length} ways): 0 lost, 0 twice; {stopped} runs stopped and the next went on");
    }

    [Fact]
    public async Task A_write_to_the_store_that_fails_once_leaves_no_trace_on_either_side()    // O5, O14
    {
        Whole whole = await WholeAsync();
        (int Nth, bool IsMade)[] failures = [.. Enumerable.Range(1, whole.StoreWrites).SelectMany(nth => new[] { (nth, false), (nth, true) })];

        (int Nth, bool IsMade)[] chosen = Scale.Of(20, failures, _chance);
        await Rounds.PlayAsync(chosen, async failure =>
        {
            await using HurriedPair pair = await PreparedAsync();
            await pair.RunAsync(store => WatchedStore.Of(store, number => FailAt(number, failure.Nth, !failure.IsMade), number => FailAt(number, failure.Nth, failure.IsMade)));
            await pair.FinishAsync(whole.Lines, whole.Creates, $"store write {failure.Nth}, {(failure.IsMade ? "made but not confirmed" : "not made")}");
        });

        _figures.Say($"Fail once, both ways: {chosen.Length} of {failures.Length} failures of the store ({whole.StoreWrites} writes, made and not made): 0 lost, 0 twice");
    }

    private static void FailAt(int number, int nth, bool isMeant)
    {
        if (isMeant && number == nth)
        {
            throw new SyncException(FaultKind.StoreUnavailable, "state", "The disk is gone. Run again.");
        }
    }

    // What follows has creates, edits and deletes on both sides to carry.
    private static async Task<HurriedPair> PreparedAsync()
    {
        HurriedPair pair = await HurriedPair.StartAsync(Portal, 3, Settings);
        SimulatedSync sync = pair.Sync;
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, LinkPortal.Day("2026-02-01"), "Call back", "NOT_STARTED", LinkPortal.Day("2026-03-20"), 101));
        Assert.Null(await pair.RunAsync());
        string call = sync.Made("calls").Single(record => record.Property("hs_call_title") == "Call 1")["id"]!.GetValue<string>();
        await sync.EditAsync("Task", HurriedPair.TaskId(1, "Task"), ("Subject", "Task 1, edited"), ("Priority", "High"));
        await sync.EditAsync("Event", HurriedPair.EventId(1), ("Subject", "Event 1, edited"));
        await sync.EditAsync("Task", sync.Tasks["hs-task-501"]["Id"]!.GetValue<string>(), ("Status", "Completed"));
        await sync.EditHubSpotAsync("calls", call, ("hs_call_title", "Call 1, edited here"));
        await sync.EditHubSpotAsync("tasks", "501", ("hs_task_subject", "Call back today"));
        await sync.DeleteRecordAsync("Task", HurriedPair.TaskId(2, "Email"));
        await sync.EditAsync("Task", HurriedPair.TaskId(3, "Call"), ("Subject", "Call 3 from there"));
        // HubSpot numbers on from the highest id.
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(90_502, LinkPortal.Day("2026-02-02"), "Write", "NOT_STARTED", LinkPortal.Day("2026-03-21"), 102));
        await sync.PutSalesforceAsync("records/Event", new System.Text.Json.Nodes.JsonObject
        {
            ["Subject"] = "Late event", ["WhoId"] = LinkPortal.Lee, ["StartDateTime"] = "2026-03-26T09:00:00.000+0000", ["EndDateTime"] = "2026-03-26T09:30:00.000+0000", ["DurationInMinutes"] = 30,
        });
        return pair;
    }

    private static async Task<Whole> WholeAsync()
    {
        await using HurriedPair pair = await PreparedAsync();
        FaultPlan faults = pair.Sync.Simulator.Faults;
        FaultWays.Count(faults);
        int before = Calls(pair.Sync);
        int writes = 0;
        Assert.Null(await pair.RunAsync(store => WatchedStore.Of(store, number => writes = number, _ => { })));
        return new Whole(TwoWayState.Of(pair.Sync), TwoWayState.Creates(pair.Sync), FaultWays.Counted(faults), Calls(pair.Sync) - before, writes);
    }

    private static int Calls(SimulatedSync sync) => sync.Simulator.HubSpotCalls.Snapshot().Values.Sum() + sync.Simulator.SalesforceCalls.Snapshot().Values.Sum();

    private sealed record Whole(string[] Lines, int Creates, (string Told, FaultRule Rule)[] Failures, int Calls, int StoreWrites);
}
