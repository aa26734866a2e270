using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>One write in ten or more is carried out and its answer lost (O5): no task is missing, none stands twice.</summary>
public sealed class LostAnswerTests(ITestOutputHelper output)
{
    private readonly Figures _figures = new(output);

    // Collections take each batch in one request; a job takes several requests, and each of them can lose its answer (O22).
    [Theory]
    [InlineData("Collections", 0, "PATCH ")]
    [InlineData("Bulk", 100, "/jobs/ingest")]
    public async Task Writes_whose_answers_are_lost_are_found_and_not_sent_again(string way, int bulkFrom, string endpoint)    // O5
    {
        int activities = Scale.Of(1_000, 12_500);    // some of them have no linked contact
        SimulatorOptions portal = new() { Quota = false, Generate = new PortalSize(activities / 5, activities) };
        string settings = SimulatedSync.AllKinds() + "\nevents: { settle: 0s }\n" + $"limits: {{ maxCreates: 100000, bulkFrom: {bulkFrom} }}";
        await using HurriedSync whole = await HurriedSync.StartAsync(portal, settings);
        Assert.Null(await whole.RunAsync());
        string[] expected = EndState.Of(whole.Sync);

        await using HurriedSync lossy = await HurriedSync.StartAsync(portal, settings);
        FaultPlan faults = lossy.Sync.Simulator.Faults;
        faults.Set([new FaultRule { Host = "salesforce", Endpoint = endpoint, Rate = Scale.IsLarge ? 0.2 : 0.4, Seed = 10, Drop = "after" }]);
        int stopped = await lossy.FinishAsync(expected, "lost answers");

        int lost = faults.Rules[0].Struck;
        Assert.True(lost * 10 >= faults.Rules[0].Matched, $"Only {lost} of {faults.Rules[0].Matched} answers were lost.");
        _figures.Say($"Lost answers, {way}: {expected.Length} tasks, {lost} of {faults.Rules[0].Matched} requests of it committed and unanswered: 0 lost, 0 twice; {stopped} runs stopped");
    }
}
