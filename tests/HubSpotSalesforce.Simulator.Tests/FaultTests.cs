using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests;

public sealed class FaultTests
{
    private const string Note = """{"properties":{"hs_timestamp":"2026-01-01T00:00:00Z"}}""";

    [Theory]
    [InlineData("", "503 503 503 503")]
    [InlineData(",\"nth\":2", "200 503 200 200")]
    [InlineData(",\"times\":2", "503 503 200 200")]
    [InlineData(",\"nth\":2,\"times\":2", "200 503 503 200")]
    public async Task A_rule_strikes_always_at_the_nth_call_or_so_many_times(string when, string expected)
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, $$"""[{"host":"hubspot","endpoint":"GET /crm/v3/owners","status":503{{when}}}]""");
        List<int> statuses = [];

        for (int call = 0; call < 4; call++)
        {
            statuses.Add((await side.GetAsync("/crm/v3/owners")).Status);
        }

        Assert.Equal(expected, string.Join(' ', statuses));
        Assert.Equal(200, (await side.GetAsync("/crm/owners/2026-09")).Status);
    }

    [Fact]
    public async Task The_answer_has_the_body_and_headers_of_the_rule()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """
            [{"endpoint":"/owners","nth":1,"status":429,"headers":{"Retry-After":"7"},"body":{"policyName":"DAILY"}},
             {"endpoint":"/owners","nth":2,"status":502,"body":"<html>Bad gateway</html>"}]
            """);

        Answer json = await side.GetAsync("/crm/v3/owners");
        Answer page = await side.GetAsync("/crm/v3/owners");

        Assert.Equal((429, "7", "DAILY"), (json.Status, json.Headers.GetValues("Retry-After").Single(), (string?)json.Json["policyName"]));
        Assert.Equal((502, "text/html", "<html>Bad gateway</html>"), (page.Status, page.ContentType, page.Text));
        Assert.Equal("""{"GET (fault)":2}""", (await side.GetAsync("/_sim/calls")).Json["hubspot"]!.ToJsonString());
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_connection_that_drops_after_the_call_leaves_what_was_done(string drop, int created)
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, $$"""[{"endpoint":"POST","drop":"{{drop}}"}]""");

        await Assert.ThrowsAsync<HttpRequestException>(() => side.PostAsync($"{Objects}/notes", Note));

        Assert.Equal(created, side.Host.Log.Snapshot().Length);
        Assert.Equal(created, side.Portal.Records("notes").Count);
    }

    [Fact]
    public async Task Rules_are_shown_with_their_counts_and_taken_away()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"endpoint":"/owners","nth":2,"status":500}]""");
        await side.GetAsync("/crm/v3/owners");

        JsonNode rule = (await side.GetAsync("/_sim/faults")).Json[0]!;

        Assert.Equal((1, 0), ((int)rule["matched"]!, (int)rule["struck"]!));
        Assert.Equal("[]", (await side.SendAsync(HttpMethod.Delete, "/_sim/faults")).Text);
        Assert.Equal(200, (await side.GetAsync("/crm/v3/owners")).Status);
    }

    [Fact]
    public async Task A_rule_for_one_side_spares_the_other()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"host":"salesforce","status":503}]""");

        Assert.Equal(200, (await side.GetAsync("/crm/v3/owners")).Status);
        Assert.Equal(503, (await side.GetAsync(new Uri(side.Host.SalesforceUrl, "/services/data/").AbsoluteUri)).Status);
    }

    [Theory]
    [InlineData("""[{"host":"hub"}]""")]
    [InlineData("""[{"status":99}]""")]
    [InlineData("""[{"drop":"later"}]""")]
    [InlineData("""[{"nth":0,"status":500}]""")]
    [InlineData("""[{"endpoint":"/owners"}]""")]    // and what goes wrong?
    [InlineData("""[{"status":500,"chance":0.5}]""")]
    [InlineData("""[{"status":500,"rate":0}]""")]
    [InlineData("""[{"status":500,"rate":1.1}]""")]
    [InlineData("""[{"status":500,"rate":0.5,"nth":2}]""")]
    [InlineData("""[{"hang":"always"}]""")]
    [InlineData("""[{"truncate":"head"}]""")]
    [InlineData("""[{"shiftPage":-1}]""")]
    [InlineData("""[{"status":500,"drop":"before"}]""")]    // one thing goes wrong, not two
    [InlineData("""[{"drop":"after","body":"lost"}]""")]
    [InlineData("""[{"answer":"weird"}]""")]
    [InlineData("""[{"answer":"secondly"}]""")]    // Salesforce knows none
    [InlineData("""[{"host":"hubspot","answer":"rowLock"}]""")]
    [InlineData("""[{"lockRows":1}]""")]    // of which side?
    [InlineData("""{"status":500}""")]
    public async Task A_rule_that_is_wrong_is_refused(string rules)
    {
        await using HubSpotSide side = await StartAsync();

        Answer refused = await side.SendAsync(HttpMethod.Put, "/_sim/faults", rules);

        Assert.Equal(400, refused.Status);
        Assert.NotEmpty((string)refused.Json["error"]!);
    }

    private static async Task SetAsync(HubSpotSide side, string rules)
        => Assert.Equal(200, (await side.SendAsync(HttpMethod.Put, "/_sim/faults", rules)).Status);
}
