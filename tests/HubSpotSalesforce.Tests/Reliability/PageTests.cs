using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Linking;
using HubSpotSalesforce.Tests.Runs;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Pages that come twice, overlap, are out of order or late (O16), and more rows of one moment than a search shows.</summary>
public sealed class PageTests(ITestOutputHelper output)
{
    private const int Newcomers = 25;

    private static readonly DateTimeOffset Moment = new(2026, 2, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly Figures _figures = new(output);

    [Theory]
    [InlineData("repeated")]
    [InlineData("shifted")]
    [InlineData("reordered")]
    public async Task Pages_that_come_in_disorder_lose_and_double_nothing(string how)    // O16
    {
        int activities = Scale.Of(2_000, 20_000);
        SimulatorOptions portal = new() { Quota = false, Generate = new PortalSize(activities / 10, activities) };
        string settings = SimulatedSync.AllKinds() + "\nevents: { settle: 0s }\nlimits: { maxCreates: 100000 }";
        await using HurriedSync whole = await HurriedSync.StartAsync(portal, settings);
        Assert.Null(await whole.RunAsync());

        await using HurriedSync disordered = await HurriedSync.StartAsync(portal, settings);
        FaultRule rule = how switch
        {
            "repeated" => new FaultRule { Rate = 0.5, Seed = 3, RepeatPage = true },
            "shifted" => new FaultRule { Rate = 0.5, Seed = 3, ShiftPage = 7 },
            _ => new FaultRule { Reorder = true, Seed = 3 },
        };
        disordered.Sync.Simulator.Faults.Set([rule]);
        await disordered.FinishAsync(EndState.Of(whole.Sync), how);

        int struck = disordered.Sync.Simulator.Faults.Rules[0].Struck;
        Assert.True(struck > 0);
        _figures.Say($"Pages: {struck} calls whose pages were {how}, {whole.Sync.Tasks.Count} tasks: 0 lost, 0 twice");
    }

    [Fact]
    public async Task More_calls_of_one_millisecond_than_a_search_shows_all_become_tasks()    // O16: no cursor by time gets past them
    {
        int calls = Scale.Of(700, 10_500);
        await using HurriedSync sync = await StartWithCallsAsync(calls, TimeSpan.Zero);

        Assert.Null(await sync.RunAsync());

        Assert.Equal(calls, sync.Sync.Tasks.Count);
        Assert.Null(await sync.RunAsync());
        Assert.Equal(calls, sync.Sync.TaskWrites.Length);
        _figures.Say($"Pages: {calls} calls with one time stamp: 0 lost, 0 twice");
    }

    [Fact]
    public async Task What_the_search_shows_a_minute_late_is_written_once()    // O16
    {
        int calls = Scale.Of(150, 1_000);
        await using HurriedSync sync = await StartWithCallsAsync(calls, TimeSpan.FromSeconds(60));
        int rounds = 0;
        for (int more = 0; more < 5; more++)
        {
            Assert.Null(await sync.RunAsync());
            await MakeCallsAsync(sync.Sync.Simulator);
        }

        int all = calls + (5 * Newcomers);
        for (; sync.Sync.Tasks.Count < all && rounds < 200; rounds++)
        {
            Assert.Null(await sync.RunAsync());
        }

        Assert.True(rounds > 1, "The search showed all of it at once.");
        Assert.Equal(all, sync.Sync.Tasks.Count);
        Assert.Null(await sync.RunAsync());
        Assert.Equal(all, sync.Sync.TaskWrites.Length);
        _figures.Say($"Pages: {all} calls behind a search that lags 60 s, made while runs went on: 0 lost, 0 twice");
    }

    private static async Task<HurriedSync> StartWithCallsAsync(int calls, TimeSpan lag)
    {
        HurriedSync sync = await HurriedSync.StartAsync(
            new SimulatorOptions { Quota = false, SearchLag = lag },
            LinkPortal.Calls + "\nnativeConnector: off\nlimits: { maxCreates: 100000 }");
        sync.Sync.PutPerson(LinkPortal.Lee, "lee@example.com");
        sync.Sync.PutContact(101, "lee@example.com", more: ("salesforcecontactid", LinkPortal.Lee));
        PutCalls(sync.Sync, 0, calls, Moment);
        return sync;
    }

    // By the API: what is made so, the search shows late.
    private static async Task MakeCallsAsync(SimulatorHost simulator)
    {
        string now = PortalRecord.Time(simulator.Clock.GetUtcNow());
        JsonObject To(string contact) => new()
        {
            ["to"] = new JsonObject { ["id"] = contact },
            ["types"] = new JsonArray(new JsonObject { ["associationCategory"] = "HUBSPOT_DEFINED", ["associationTypeId"] = 194 }),
        };
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", simulator.HubSpotToken);
        using HttpResponseMessage answer = await http.PostAsJsonAsync(new Uri(simulator.HubSpotUrl, "/crm/objects/2026-09/calls/batch/create"), new JsonObject
        {
            ["inputs"] = new JsonArray([.. Enumerable.Range(0, Newcomers).Select(call => new JsonObject
            {
                ["properties"] = new JsonObject { ["hs_timestamp"] = now, ["hs_call_title"] = $"New call {call}" },
                ["associations"] = new JsonArray(To("101")),
            })]),
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static void PutCalls(SimulatedSync sync, int from, int count, DateTimeOffset at)
    {
        for (int call = from; call < from + count; call++)
        {
            sync.Simulator.Portal.Insert("calls", PortalRecord.Call(100_000 + call, at, $"Call {call}", 101));
        }
    }
}
