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
        (string[] expected, int hubSpot, int salesforce, _, int batches) = await WholeAsync();
        (string Host, int Nth, string Name, FaultRule Rule)[] failures =
        [
            .. from side in new[] { (Host: "hubspot", Calls: hubSpot, Batches: batches), (Host: "salesforce", Calls: salesforce, Batches: 0) }
               from nth in Enumerable.Range(1, side.Calls)
               from way in FaultWays.All
               where way.Rule.LockRows == 0 || side.Host == "salesforce"
               where way.Rule.MissingRows == 0 || nth <= side.Batches
               select (side.Host, nth, way.Name, way.Rule),
        ];

        (string Host, int Nth, string Name, FaultRule Rule)[] chosen = Scale.Of(40, failures, _chance);
        int stopped = 0;
        foreach ((string host, int nth, string name, FaultRule rule) in chosen)
        {
            await using HurriedSync sync = await HurriedSync.StartAsync(Portal, Settings);
            sync.Sync.Simulator.Faults.Set([rule with { Host = host, Nth = nth }]);
            stopped += await sync.FinishAsync(expected, $"{host} call {nth}: {name}");
        }

        _figures.Say($"Fail once: {chosen.Length} of {failures.Length} failures (each of {hubSpot + salesforce} calls, {FaultWays.All.Length} ways) in runs of {expected.Length} tasks: 0 lost, 0 twice; {stopped} runs stopped and the next went on");
    }

    [Fact]
    public async Task A_write_to_the_store_that_fails_once_leaves_no_trace()
    {
        (string[] expected, _, _, int writes, _) = await WholeAsync();
        (int Nth, bool IsMade)[] failures = [.. Enumerable.Range(1, writes).SelectMany(nth => new[] { (nth, false), (nth, true) })];

        (int Nth, bool IsMade)[] chosen = Scale.Of(12, failures, _chance);
        foreach ((int nth, bool isMade) in chosen)
        {
            await using HurriedSync sync = await HurriedSync.StartAsync(Portal, Settings);
            await sync.RunAsync(store => WatchedStore.Of(store, number => FailAt(number, nth, !isMade), number => FailAt(number, nth, isMade)));
            await sync.FinishAsync(expected, $"store write {nth}, {(isMade ? "made but not confirmed" : "not made")}");
        }

        _figures.Say($"Fail once: {chosen.Length} of {failures.Length} failures of the store ({writes} writes, made and not made) in runs of {expected.Length} tasks: 0 lost, 0 twice");
    }

    private static void FailAt(int number, int nth, bool isMeant)
    {
        if (isMeant && number == nth)
        {
            throw new SyncException(FaultKind.StoreUnavailable, "state", "The disk is gone. Run again.");
        }
    }

    private static async Task<(string[] Lines, int HubSpotCalls, int SalesforceCalls, int Writes, int Batches)> WholeAsync()
    {
        await using HurriedSync sync = await HurriedSync.StartAsync(Portal, Settings);
        int hubSpot = sync.Sync.Simulator.HubSpotCalls.Snapshot().Values.Sum();
        int salesforce = sync.Sync.Simulator.SalesforceCalls.Snapshot().Values.Sum();
        int writes = 0;
        Assert.Null(await sync.RunAsync(store => WatchedStore.Of(store, number => writes = number, _ => { })));
        return (
            EndState.Of(sync.Sync),
            sync.Sync.Simulator.HubSpotCalls.Snapshot().Values.Sum() - hubSpot,
            sync.Sync.Simulator.SalesforceCalls.Snapshot().Values.Sum() - salesforce,
            writes,
            sync.Sync.Simulator.HubSpotCalls.Snapshot().Where(calls => calls.Key.Contains(FaultWays.Batch, StringComparison.Ordinal)).Sum(calls => calls.Value));
    }
}
