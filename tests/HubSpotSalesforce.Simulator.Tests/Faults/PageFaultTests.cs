using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.Faults;

/// <summary>Pages that come twice, overlap, or whose rows come in another order: every row still comes.</summary>
public sealed class PageFaultTests
{
    [Theory]
    [InlineData("\"repeatPage\":true,\"nth\":2", "1 2|1 2|3 4|5")]
    [InlineData("\"repeatPage\":true,\"nth\":1", "1 2|3 4|5")]    // before the first page there is none
    [InlineData("\"shiftPage\":1", "1 2|2 3 4|4 5")]
    [InlineData("\"shiftPage\":9", "1 2|1 2 3 4|3 4 5")]
    [InlineData("\"reorder\":true,\"seed\":2", "2 1|4 3|5")]
    public async Task A_list_pages_so_under_the_rule(string fault, string expected)
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 5);
        await SetAsync(side, $$"""[{"endpoint":"GET {{Objects}}/calls",{{fault}}}]""");

        Assert.Equal(expected, await ReadAsync(after => side.GetAsync($"{Objects}/calls?limit=2{after}")));
    }

    [Fact]
    public async Task A_search_pages_so_under_the_rule()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 5);
        await SetAsync(side, """[{"endpoint":"/search","repeatPage":true,"nth":3}]""");

        string read = await ReadAsync(after => side.PostAsync(
            $"{Objects}/calls/search", $$"""{"limit":2,"sorts":["hs_object_id"]{{(after.Length > 0 ? $",\"after\":\"{after[7..]}\"" : "")}}}"""));

        Assert.Equal("1 2|3 4|3 4|5", read);
    }

    [Fact]
    public async Task Email_events_and_submissions_overlap_under_the_rule()
    {
        await using HubSpotSide side = await StartAsync();
        for (int number = 1; number <= 3; number++)
        {
            side.Insert("email_events", $$"""{"id":"e{{number}}","created":{{number}},"type":"OPEN","recipient":"a@example.com"}""");
        }

        await SetAsync(side, """[{"endpoint":"/email/public/v1/events","shiftPage":1}]""");
        Answer first = await side.GetAsync("/email/public/v1/events?limit=2");
        Answer second = await side.GetAsync($"/email/public/v1/events?limit=2&offset={(string)first.Json["offset"]!}");

        Assert.Equal(["e3", "e2"], first.Json["events"]!.AsArray().Select(row => (string?)row!["id"]));
        Assert.Equal(["e2", "e1"], second.Json["events"]!.AsArray().Select(row => (string?)row!["id"]));
    }

    [Fact]
    public async Task A_query_pages_so_under_the_rule()
    {
        await using HubSpotSide side = await StartAsync();
        side.Host.Org.PageCeiling = 2;
        for (int number = 1; number <= 3; number++)
        {
            side.Host.Org.Insert("Account", new JsonObject { ["Id"] = $"00100000000000{number}AAA", ["Name"] = $"{number}" });
        }

        await SetAsync(side, """[{"endpoint":"/query","shiftPage":1}]""");
        Answer first = await side.SendOrgAsync(HttpMethod.Get, "/services/data/v67.0/query?q=SELECT+Name+FROM+Account+ORDER+BY+Name");
        Answer second = await side.SendOrgAsync(HttpMethod.Get, (string)first.Json["nextRecordsUrl"]!);

        Assert.Equal(["1", "2"], first.Json["records"]!.AsArray().Select(row => (string?)row!["Name"]));
        Assert.Equal(["2", "3"], second.Json["records"]!.AsArray().Select(row => (string?)row!["Name"]));
        Assert.True((bool)second.Json["done"]!);
    }

    private static async Task<string> ReadAsync(Func<string, Task<Answer>> page)
    {
        List<string> pages = [];
        string? after = "";
        while (after is not null)
        {
            Answer answer = await page(after);
            pages.Add(string.Join(' ', answer.Ids));
            after = answer.After is { } next ? $"&after={next}" : null;
        }

        return string.Join('|', pages);
    }

    private static async Task SetAsync(HubSpotSide side, string rules)
        => Assert.Equal(200, (await side.SendAsync(HttpMethod.Put, "/_sim/faults", rules)).Status);
}
