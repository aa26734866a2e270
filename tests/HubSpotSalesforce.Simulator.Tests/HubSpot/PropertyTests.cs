using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class PropertyTests
{
    private const string New = """{"name":"salesforce_activity_id","label":"Salesforce id","type":"string","fieldType":"text","groupName":"callinformation"}""";

    [Theory]
    [InlineData("/crm/v3/properties/contacts", "salesforcecontactid")]
    [InlineData("/crm/properties/2026-09/contacts", "salesforceleadid")]
    [InlineData("/crm/properties/2026-03/0-48", "hs_call_disposition")]
    public async Task Definitions_are_listed_and_read_by_name(string path, string name)
    {
        await using HubSpotSide side = await StartAsync();

        Answer list = await side.GetAsync(path);
        Answer one = await side.GetAsync($"{path}/{name}");

        Assert.Contains(list.Json["results"]!.AsArray(), definition => (string?)definition!["name"] == name);
        Assert.Equal((200, true), (one.Status, (bool)one.Json["hubspotDefined"]!));
        Assert.Equal(404, (await side.GetAsync($"{path}/nothing")).Status);
    }

    [Fact]
    public async Task A_property_is_created_once_and_can_be_written_from_then_on()
    {
        await using HubSpotSide side = await StartAsync();
        const string Call = """{"properties":{"hs_timestamp":"2026-11-21T09:00:00Z","salesforce_activity_id":"00T1"}}""";
        Assert.Equal(400, (await side.PostAsync($"{Objects}/calls", Call)).Status);

        Answer created = await side.PostAsync("/crm/properties/2026-09/calls", New);
        Answer again = await side.PostAsync("/crm/properties/2026-09/calls", New);

        Assert.Equal((201, false), (created.Status, (bool)created.Json["hubspotDefined"]!));
        Assert.Equal(409, again.Status);
        Assert.Equal(201, (await side.PostAsync($"{Objects}/calls", Call)).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"Upper","label":"x","type":"string","fieldType":"text","groupName":"callinformation"}""")]
    [InlineData("""{"name":"x","label":"x","type":"text","fieldType":"text","groupName":"callinformation"}""")]
    [InlineData("""{"name":"x","label":"x","type":"string","fieldType":"select","groupName":"callinformation"}""")]
    [InlineData("""{"name":"x","label":"x","type":"string","fieldType":"text","groupName":"nowhere"}""")]
    [InlineData("""{"name":"x","label":"x","type":"enumeration","fieldType":"select","groupName":"callinformation"}""")]
    [InlineData("""{"name":"x","label":"x","type":"string","fieldType":"text","groupName":"callinformation","hasUniqueValue":true}""")]
    public async Task A_definition_that_is_wrong_is_refused(string body)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(400, (await side.PostAsync("/crm/properties/2026-09/calls", body)).Status);
    }

    [Fact]
    public async Task Groups_are_listed_and_made_and_then_take_properties()
    {
        await using HubSpotSide side = await StartAsync();
        const string Paths = "/crm/properties/2026-09/tasks";
        const string InGroup = """{"name":"x","label":"x","type":"string","fieldType":"text","groupName":"salesforce"}""";
        Assert.Equal(400, (await side.PostAsync(Paths, InGroup)).Status);

        Answer made = await side.PostAsync($"{Paths}/groups", """{"name":"salesforce","label":"Salesforce"}""");
        Answer again = await side.PostAsync($"{Paths}/groups", """{"name":"salesforce","label":"Salesforce"}""");

        Assert.Equal((201, 409), (made.Status, again.Status));
        Assert.Equal(["salesforce", "taskinformation"], (await side.GetAsync($"{Paths}/groups")).Json["results"]!.AsArray().Select(group => (string?)group!["name"]));
        Assert.Equal(201, (await side.PostAsync(Paths, InGroup)).Status);
    }

    [Fact]
    public async Task A_batch_makes_the_good_ones_and_tells_which_were_not_made()
    {
        await using HubSpotSide side = await StartAsync();
        await side.PostAsync("/crm/properties/2026-09/calls", New);

        Answer batch = await side.PostAsync("/crm/properties/2026-09/calls/batch/create", $$"""
            {"inputs":[{{New}},{"name":"salesforce_owner","label":"x","type":"string","fieldType":"text","groupName":"callinformation"}]}
            """);

        Assert.Equal(207, batch.Status);
        Assert.Equal(["salesforce_owner"], batch.Json["results"]!.AsArray().Select(property => (string?)property!["name"]));
        Assert.Equal("salesforce_activity_id", (string?)batch.Json["errors"]![0]!["context"]!["name"]![0]);
    }

    [Fact]
    public async Task A_property_of_the_account_is_archived_and_one_of_HubSpot_is_not()
    {
        await using HubSpotSide side = await StartAsync();
        await side.PostAsync("/crm/properties/2026-09/calls", New);

        Assert.Equal(204, (await side.SendAsync(HttpMethod.Delete, "/crm/properties/2026-09/calls/salesforce_activity_id")).Status);
        Assert.Equal(404, (await side.GetAsync("/crm/properties/2026-09/calls/salesforce_activity_id")).Status);
        Assert.Equal(400, (await side.SendAsync(HttpMethod.Delete, "/crm/properties/2026-09/calls/hs_call_title")).Status);
    }

    [Theory]
    [InlineData("contacts", false, 201)]
    [InlineData("calls", false, 400)]    // documented for contacts, companies, deals and tickets alone
    [InlineData("calls", true, 201)]
    public async Task Unique_values_are_for_activities_where_that_is_switched_on(string type, bool allowed, int status)
    {
        await using HubSpotSide side = await StartAsync(options => options with { UniqueActivityProperties = allowed });
        string group = $"{type[..^1]}information";

        Answer made = await side.PostAsync($"/crm/properties/2026-09/{type}", $$"""
            {"name":"x","label":"x","type":"string","fieldType":"text","groupName":"{{group}}","hasUniqueValue":true}
            """);

        Assert.Equal(status, made.Status);
    }

    [Fact]
    public async Task Ten_properties_of_a_type_can_have_unique_values()
    {
        await using HubSpotSide side = await StartAsync();
        List<int> statuses = [];

        for (int number = 0; number < 11; number++)
        {
            statuses.Add((await side.PostAsync("/crm/properties/2026-09/contacts", $$"""
                {"name":"x{{number}}","label":"x","type":"string","fieldType":"text","groupName":"contactinformation","hasUniqueValue":true}
                """)).Status);
        }

        Assert.Equal([.. Enumerable.Repeat(201, 10), 400], statuses);
    }
}
