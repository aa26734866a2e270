namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class EventOccurrenceTests
{
    [Theory]
    [InlineData("", "o3,o2,o1")]
    [InlineData("sort=occurredAt", "o1,o2,o3")]
    [InlineData("eventType=webinar_attended", "o2")]
    [InlineData("occurredAfter=2026-11-02T00:00:00Z&occurredBefore=2026-11-02T00:00:00Z", "o2")]
    [InlineData("objectType=contact&objectId=1", "o3,o1")]
    [InlineData("objectType=contact&objectProperty.email=lee@example.com", "o3,o1")]
    [InlineData("id=o1&id=o2", "o2,o1")]
    public async Task Occurrences_are_chosen_by_type_record_time_and_id(string query, string ids)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(ids, string.Join(',', (await side.GetAsync($"/events/event-occurrences/2026-09?{query}")).Ids));
        Assert.Equal(ids, string.Join(',', (await side.GetAsync($"/events/v3/events?{query}")).Ids));
    }

    [Fact]
    public async Task The_list_is_paged()
    {
        await using HubSpotSide side = await StartAsync();

        Answer first = await side.GetAsync("/events/event-occurrences/2026-03?limit=2&objectType=contact");

        Assert.Equal(400, first.Status);    // an object type needs an object
        first = await side.GetAsync("/events/event-occurrences/2026-03?limit=2");
        Assert.Equal(["o1"], (await side.GetAsync((string)first.Json["paging"]!["next"]!["link"]!)).Ids);
    }

    [Fact]
    public async Task Types_are_listed_and_include_those_of_apps()
    {
        await using HubSpotSide side = await StartAsync();

        string[] types = [.. (await side.GetAsync("/events/event-occurrences/2026-09/event-types")).Json["eventTypes"]!.AsArray().Select(type => (string)type!)];

        Assert.Contains("e_document_viewed_v2", types);
        Assert.Contains("webinar_attended", types);
    }

    [Fact]
    public async Task Without_an_Enterprise_subscription_they_are_refused()
    {
        await using HubSpotSide side = await HubSpotSide.StartAsync(options => options with { Enterprise = false });

        Assert.Equal(403, (await side.GetAsync("/events/event-occurrences/2026-09")).Status);
    }

    private static async Task<HubSpotSide> StartAsync()
    {
        HubSpotSide side = await HubSpotSide.StartAsync();
        side.Insert("contacts", """{"id":"1","properties":{"email":"lee@example.com"}}""");
        side.Insert("event_occurrences", """{"id":"o1","eventType":"e_document_viewed_v2","objectType":"CONTACT","objectId":"1","occurredAt":"2026-11-01T00:00:00.000Z","properties":{}}""");
        side.Insert("event_occurrences", """{"id":"o2","eventType":"webinar_attended","objectType":"CONTACT","objectId":"2","occurredAt":"2026-11-02T00:00:00.000Z","properties":{}}""");
        side.Insert("event_occurrences", """{"id":"o3","eventType":"e_visited_page","objectType":"CONTACT","objectId":"1","occurredAt":"2026-11-03T00:00:00.000Z","properties":{}}""");
        return side;
    }
}
