using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

/// <summary>Rows of the checklist of HubSpot's behaviour that no other test pins.</summary>
public sealed class ChecklistTests
{
    [Theory]
    [InlineData("create", 100, 201)]
    [InlineData("create", 101, 400)]
    [InlineData("update", 101, 400)]
    [InlineData("upsert", 101, 400)]
    [InlineData("archive", 100, 204)]
    [InlineData("archive", 101, 400)]
    public async Task A_batch_of_writes_takes_100_inputs(string operation, int count, int status)
    {
        await using HubSpotSide side = await StartAsync();
        string input = """{"id":"1","properties":{"hs_timestamp":"2026-01-01T00:00:00Z"}}""";

        Answer answer = await side.PostAsync(
            $"{Objects}/notes/batch/{operation}", $$"""{"inputs":[{{string.Join(',', Enumerable.Repeat(input, count))}}]}""");

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("", "2026-11-21T10:00:00.000Z")]
    [InlineData("?keepModified=true", "2026-01-01T00:00:00.000Z")]    // whether counting opens moves the date is not documented
    public async Task Opens_are_counted_and_move_the_date_of_the_last_change_or_not(string query, string modified)
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("emails", """{"id":"1","properties":{"hs_email_open_count":"1"},"createdAt":"2026-01-01T00:00:00.000Z","updatedAt":"2026-01-01T00:00:00.000Z"}""");

        await side.SendAsync(HttpMethod.Put, $"/_sim/records/emails{query}", """{"id":"1","properties":{"hs_email_open_count":"2"}}""");
        Answer read = await side.GetAsync($"{Objects}/emails/1?properties=hs_email_open_count");

        Assert.Equal(
            ("2", modified, modified),
            ((string?)read.Json["properties"]!["hs_email_open_count"], (string?)read.Json["properties"]!["hs_lastmodifieddate"], (string?)read.Json["updatedAt"]));
    }

    [Theory]
    [InlineData("locked", 423)]
    [InlineData("migrating", 477)]
    [InlineData("badGateway", 502)]
    [InlineData("gatewayTimeout", 504)]
    [InlineData("edge", 530)]
    public async Task Trouble_on_the_way_strikes_every_endpoint(string trouble, int status)
    {
        await using HubSpotSide side = await StartAsync();
        await side.SendAsync(HttpMethod.Put, "/_sim/faults", $$"""[{"host":"hubspot","answer":"{{trouble}}"}]""");

        Assert.Equal(status, (await side.PostAsync($"{Objects}/contacts/search", "{}")).Status);
        Assert.Equal(status, (await side.GetAsync("/email/public/v1/events")).Status);
        Assert.Equal(200, (await side.GetAsync("/_sim/faults")).Status);
    }
}
