using HubSpotSalesforce.Runner;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Every call and every write to the store of a run fails once, in every way it can: the end is that of a run in which nothing failed.</summary>
public sealed class FailOnceTests(ITestOutputHelper output)
{
    private static readonly string Settings = SimulatedSync.AllKinds() + "\nevents: { settle: 0s }";

    private static readonly SimulatorOptions Portal = new() { Quota = false, Generate = new PortalSize(40, 200) };

    private readonly Figures _figures = new(output);
    private readonly Random _chance = new(4);

    [Fact]
    public async Task A_call_that_fails_once_in_any_way_leaves_no_trace()
    {
        Whole whole = await WholeAsync();
        (string Told, FaultRule Rule)[] chosen = Scale.Of(40, whole.Failures, _chance);
        int stopped = 0;
        await Rounds.PlayAsync(chosen, async failure =>
        {
            await using HurriedSync sync = await HurriedSync.StartAsync(Portal, Settings);
            sync.Sync.Simulator.Faults.Set([failure.Rule]);
            Interlocked.Add(ref stopped, await sync.FinishAsync(whole.Lines, failure.Told));
            Assert.True(sync.Sync.Simulator.Faults.Rules[0].Struck == 1, $"{failure.Told}: it did not happen.");
        });

        _figures.Say($"Fail once: {chosen.Length} of {whole.Failures.Length} failures (each of {whole.Calls} calls, {FaultWays.All.Length} ways) in runs of {whole.Lines.Length} tasks: 0 lost, 0 twice; {stopped} runs stopped and the next went on");
    }

    [Theory]
    [InlineData("hubspot", 7)]
    [InlineData("hubspot", -7)]
    [InlineData("salesforce", 7)]
    [InlineData("salesforce", -7)]
    public async Task A_clock_of_theirs_that_is_minutes_off_leaves_no_trace(string host, int minutes)
    {
        Whole whole = await WholeAsync();
        await using HurriedSync sync = await HurriedSync.StartAsync(Portal, Settings);
        SimulatorClock clock = host == "hubspot" ? sync.Sync.Simulator.HubSpotClock : sync.Sync.Simulator.SalesforceClock;
        clock.Skew = TimeSpan.FromMinutes(minutes);

        Assert.Equal(0, await sync.FinishAsync(whole.Lines, $"the clock of {host} off by {minutes} minutes"));
    }

    [Fact]
    public async Task A_write_to_the_store_that_fails_once_leaves_no_trace()
    {
        Whole whole = await WholeAsync();
        (int Nth, bool IsMade)[] failures = [.. Enumerable.Range(1, whole.Writes).SelectMany(nth => new[] { (nth, false), (nth, true) })];

        (int Nth, bool IsMade)[] chosen = Scale.Of(12, failures, _chance);
        await Rounds.PlayAsync(chosen, async failure =>
        {
            await using HurriedSync sync = await HurriedSync.StartAsync(Portal, Settings);
            await sync.RunAsync(store => WatchedStore.Of(store, number => FailAt(number, failure.Nth, !failure.IsMade), number => FailAt(number, failure.Nth, failure.IsMade)));
            await sync.FinishAsync(whole.Lines, $"store write {failure.Nth}, {(failure.IsMade ? "made but not confirmed" : "not made")}");
        });

        _figures.Say($"Fail once: {chosen.Length} of {failures.Length} failures of the store ({whole.Writes} writes, made and not made) in runs of {whole.Lines.Length} tasks: 0 lost, 0 twice");
    }

    private static void FailAt(int number, int nth, bool isMeant)
    {
        if (isMeant && number == nth)
        {
            throw new SyncException(FaultKind.StoreUnavailable, "state", "The disk is gone. Run again.");
        }
    }

    private static async Task<Whole> WholeAsync()
    {
        await using HurriedSync sync = await HurriedSync.StartAsync(Portal, Settings);
        FaultPlan faults = sync.Sync.Simulator.Faults;
        FaultWays.Count(faults);
        int before = Calls(sync.Sync);
        int writes = 0;
        Assert.Null(await sync.RunAsync(store => WatchedStore.Of(store, number => writes = number, _ => { })));
        return new Whole(EndState.Of(sync.Sync), FaultWays.Counted(faults), Calls(sync.Sync) - before, writes);
    }

    private static int Calls(SimulatedSync sync) => sync.Simulator.HubSpotCalls.Snapshot().Values.Sum() + sync.Simulator.SalesforceCalls.Snapshot().Values.Sum();

    private sealed record Whole(string[] Lines, (string Told, FaultRule Rule)[] Failures, int Calls, int Writes);
}
