using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs.Reverse;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability.Reverse;

/// <summary>One create in ten is carried out by HubSpot and its answer lost, while its search runs a minute behind (O14).</summary>
public sealed class LostCreateTests(ITestOutputHelper output)
{
    private readonly Figures _figures = new(output);

    [Fact]
    public async Task Creates_whose_answers_are_lost_are_found_and_not_sent_again()    // O14, O5
    {
        int each = Scale.Of(75, 1_250);
        SimulatorOptions portal = new() { SearchLag = TimeSpan.FromSeconds(60) };
        await using HurriedPair whole = await HurriedPair.StartAsync(portal, each);
        Assert.Null(await whole.RunAsync());
        string[] expected = TwoWayState.Of(whole.Sync);
        int creates = TwoWayState.Creates(whole.Sync);
        Assert.Equal(each, whole.Sync.Made("tasks").Length);
        Assert.Equal(each * 4, creates);

        await using HurriedPair lossy = await HurriedPair.StartAsync(portal, each);
        FaultPlan faults = lossy.Sync.Simulator.Faults;
        faults.Set([new FaultRule { Host = "hubspot", Endpoint = "/batch/create", Rate = Scale.IsLarge ? 0.1 : 0.4, Seed = 2, Drop = "after" }]);
        int stopped = await lossy.FinishAsync(expected, creates, "lost answers");

        int lost = faults.Rules[0].Struck;
        Assert.True(lost > 0);
        _figures.Say($"Lost answers, to HubSpot: {creates} activities, {lost} of {faults.Rules[0].Matched} creating requests committed and unanswered, search 60 s behind: 0 lost, 0 twice; {stopped} runs stopped");
    }
}
