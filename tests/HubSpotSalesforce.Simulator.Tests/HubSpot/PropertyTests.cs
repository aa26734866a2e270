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
    [InlineData("""{"name":"Upper","label":"x","type":"string","fieldType":"text","groupName":"g"}""")]
    [InlineData("""{"name":"x","label":"x","type":"text","fieldType":"text","groupName":"g"}""")]
    public async Task A_definition_that_is_wrong_is_refused(string body)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(400, (await side.PostAsync("/crm/properties/2026-09/calls", body)).Status);
    }
}
