namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class EmailEventTests
{
    private const string Path = "/email/public/v1/events";

    [Fact]
    public async Task Events_come_newest_first_ten_at_a_time()
    {
        await using HubSpotSide side = await StartAsync(25);

        Answer answer = await side.GetAsync(Path);

        Assert.Equal(Enumerable.Range(16, 10).Reverse().Select(number => $"e{number}"), Ids(answer));
        Assert.True((bool)answer.Json["hasMore"]!);
    }

    [Fact]
    public async Task Following_the_offset_meets_every_event_once_those_of_one_instant_too()
    {
        await using HubSpotSide side = await StartAsync(0);
        for (int number = 0; number < 23; number++)
        {
            Insert(side, $"e{number:00}", 1_000, "OPEN");
        }

        List<string> seen = [];
        string offset = "";
        bool hasMore = true;
        while (hasMore)
        {
            Answer page = await side.GetAsync($"{Path}?limit=5{(offset.Length > 0 ? $"&offset={offset}" : "")}");
            seen.AddRange(Ids(page));
            (offset, hasMore) = ((string)page.Json["offset"]!, (bool)page.Json["hasMore"]!);
        }

        Assert.Equal(Enumerable.Range(0, 23).Reverse().Select(number => $"e{number:00}"), seen);
    }

    [Theory]
    [InlineData("limit=5&eventType=OPEN&offset=")]
    [InlineData("limit=6&offset=")]
    public async Task An_offset_is_good_only_for_the_query_it_came_with(string other)
    {
        await using HubSpotSide side = await StartAsync(20);

        string offset = (string)(await side.GetAsync($"{Path}?limit=5")).Json["offset"]!;

        Assert.Equal(200, (await side.GetAsync($"{Path}?limit=5&offset={offset}")).Status);
        Assert.Equal(400, (await side.GetAsync($"{Path}?{other}{offset}")).Status);
    }

    [Theory]
    [InlineData("startTimestamp=3000&endTimestamp=5000", "e5,e4,e3")]    // both bounds are in
    [InlineData("startTimestamp=19000", "e20,e19")]
    [InlineData("endTimestamp=2000", "e2,e1")]
    [InlineData("eventType=CLICK&limit=2", "e20,e15")]
    [InlineData("recipient=B@example.com&limit=2", "e20,e18")]
    [InlineData("campaignId=1&appId=113&limit=2", "e20,e19")]
    [InlineData("campaignId=1&appId=114", "")]
    [InlineData("excludeFilteredEvents=true&startTimestamp=18000", "e20,e18")]
    public async Task Events_are_chosen_by_window_type_recipient_campaign_and_filter(string query, string ids)
    {
        await using HubSpotSide side = await StartAsync(20);

        Assert.Equal(ids, string.Join(',', Ids(await side.GetAsync($"{Path}?{query}"))));
    }

    [Theory]
    [InlineData("limit=1001")]
    [InlineData("eventType=open")]
    [InlineData("campaignId=1")]
    [InlineData("startTimestamp=yesterday")]
    [InlineData("offset=abc")]
    public async Task A_query_that_is_wrong_is_refused(string query)
    {
        await using HubSpotSide side = await StartAsync(3);

        Assert.Equal(400, (await side.GetAsync($"{Path}?{query}")).Status);
    }

    [Fact]
    public async Task One_event_is_known_by_its_creation_and_its_id_together()
    {
        await using HubSpotSide side = await StartAsync(3);

        Assert.Equal("e2", (string?)(await side.GetAsync($"{Path}/2000/e2")).Json["id"]);
        Assert.Equal(404, (await side.GetAsync($"{Path}/2001/e2")).Status);
    }

    [Fact]
    public async Task A_campaign_is_read_by_its_id_and_its_app()
    {
        await using HubSpotSide side = await StartAsync(0);
        side.Insert("campaigns", """{"id":98,"appId":113,"appName":"Batch","name":"November","subject":"Your offer","lastUpdatedTime":5}""");

        Assert.Equal("November", (string?)(await side.GetAsync("/email/public/v1/campaigns/98?appId=113")).Json["name"]);
        Assert.Equal(404, (await side.GetAsync("/email/public/v1/campaigns/98?appId=114")).Status);
        Assert.Equal(400, (await side.GetAsync("/email/public/v1/campaigns/98")).Status);
    }

    [Theory]
    [InlineData("/email/public/v1/campaigns", "2,1,3")]    // by recent activity
    [InlineData("/email/public/v1/campaigns/by-id", "1,2,3")]
    public async Task Campaigns_are_listed_in_short_page_by_page(string path, string ids)
    {
        await using HubSpotSide side = await StartAsync(0);
        side.Insert("campaigns", """{"id":1,"appId":113,"name":"a","lastUpdatedTime":50}""");
        side.Insert("campaigns", """{"id":2,"appId":113,"name":"b","lastUpdatedTime":60}""");
        side.Insert("campaigns", """{"id":3,"appId":113,"name":"c","lastUpdatedTime":40}""");

        Answer first = await side.GetAsync($"{path}?limit=2");
        Answer second = await side.GetAsync($"{path}?limit=2&offset={first.Json["offset"]}");

        Assert.Equal(ids, string.Join(',', new[] { first, second }.SelectMany(page => page.Json["campaigns"]!.AsArray()).Select(row => (int)row!["id"]!)));
        Assert.Equal((true, false), ((bool)first.Json["hasMore"]!, (bool)second.Json["hasMore"]!));
        Assert.Null(first.Json["campaigns"]![0]!["name"]);
    }

    /// <summary>Events e1 to e{count}, a second apart; every fifth a click, the even ones of b@example.com, every fourth less one filtered.</summary>
    private static async Task<HubSpotSide> StartAsync(int count)
    {
        HubSpotSide side = await HubSpotSide.StartAsync();
        for (int number = 1; number <= count; number++)
        {
            Insert(side, $"e{number}", number * 1_000, number % 5 == 0 ? "CLICK" : "OPEN", number % 2 == 0 ? "b@example.com" : "a@example.com", number % 4 == 3);
        }

        return side;
    }

    private static void Insert(HubSpotSide side, string id, long created, string type, string recipient = "a@example.com", bool filtered = false)
        => side.Insert("email_events", $$"""
            {"id":"{{id}}","created":{{created}},"type":"{{type}}","recipient":"{{recipient}}","appId":113,"emailCampaignId":1,"filteredEvent":{{(filtered ? "true" : "false")}}}
            """);

    private static string[] Ids(Answer answer) => [.. answer.Json["events"]!.AsArray().Select(row => (string)row!["id"]!)];
}
