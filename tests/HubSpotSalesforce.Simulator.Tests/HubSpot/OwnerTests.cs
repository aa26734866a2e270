namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class OwnerTests
{
    [Fact]
    public async Task Deactivated_owners_are_seen_only_among_the_archived()
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(["1", "2"], (await side.GetAsync("/crm/v3/owners")).Ids);
        Assert.Equal(["3"], (await side.GetAsync("/crm/owners/2026-09?archived=true")).Ids);
    }

    [Fact]
    public async Task The_list_is_paged_by_an_opaque_token_and_filtered_by_address()
    {
        await using HubSpotSide side = await StartAsync();

        Answer first = await side.GetAsync("/crm/owners/2026-03?limit=1");

        Assert.Equal(["1"], first.Ids);
        Assert.Equal(["2"], (await side.GetAsync($"/crm/owners/2026-03?limit=1&after={first.After}")).Ids);
        Assert.Equal(["2"], (await side.GetAsync("/crm/owners/2026-03?email=B@example.com")).Ids);
        Assert.Equal(400, (await side.GetAsync("/crm/owners/2026-03?limit=501")).Status);
        Assert.Equal(400, (await side.GetAsync("/crm/owners/2026-03?after=2")).Status);
    }

    [Theory]
    [InlineData("/crm/v3/owners/1", 200, "1")]
    [InlineData("/crm/v3/owners/902?idProperty=userId", 200, "2")]
    [InlineData("/crm/v3/owners/903?idProperty=userId&archived=true", 200, "3")]    // known by the id of the user it was
    [InlineData("/crm/v3/owners/3", 404, null)]
    [InlineData("/crm/v3/owners/1?idProperty=email", 400, null)]
    public async Task One_owner_is_read_by_its_id_or_its_user_id(string path, int status, string? id)
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.GetAsync(path);

        Assert.Equal((status, id), (answer.Status, (string?)answer.Json["id"]));
    }

    private static async Task<HubSpotSide> StartAsync()
    {
        HubSpotSide side = await HubSpotSide.StartAsync();
        side.Insert("owners", """{"id":"1","email":"a@example.com","userId":901,"archived":false,"type":"PERSON"}""");
        side.Insert("owners", """{"id":"2","email":"b@example.com","userId":902,"archived":false,"type":"PERSON"}""");
        side.Insert("owners", """{"id":"3","email":"c@example.com","userId":null,"userIdIncludingInactive":903,"archived":true,"type":"PERSON"}""");
        return side;
    }
}
