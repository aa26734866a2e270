using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

/// <summary>Two contacts that become one under a new id.</summary>
public sealed class MergeTests
{
    [Fact]
    public async Task Both_former_ids_lead_to_the_contact_that_has_a_new_one()
    {
        await using HubSpotSide side = await WithContactsAsync();

        Answer merged = await MergeAsync(side, 301, 302);

        string id = (string)merged.Json["id"]!;
        Assert.DoesNotContain(id, (string[])["301", "302"]);
        Assert.Equal(id, (string?)(await side.GetAsync($"{Objects}/contacts/301")).Json["id"]);
        JsonNode read = (await side.GetAsync($"{Objects}/contacts/302?properties=email,hs_additional_emails,hs_merged_object_ids,jobtitle")).Json;
        Assert.Equal(
            (id, "lee@example.com", "lee@example.org", "301;302", "CTO"),
            ((string?)read["id"], (string?)read["properties"]!["email"], (string?)read["properties"]!["hs_additional_emails"],
                (string?)read["properties"]!["hs_merged_object_ids"], (string?)read["properties"]!["jobtitle"]));
        Assert.Equal([id], (await side.PostAsync($"{Objects}/contacts/batch/read", """{"inputs":[{"id":"301"},{"id":"302"}]}""")).Ids);
        Assert.Equal([id], (await side.GetAsync($"{Objects}/contacts")).Ids);
        Assert.Equal(404, (await side.GetAsync($"{Objects}/contacts/lee@example.org?idProperty=email")).Status);    // secondary by now
    }

    [Fact]
    public async Task Activities_of_both_belong_to_the_one_that_is_left()
    {
        await using HubSpotSide side = await WithContactsAsync();
        side.Insert("calls", """{"id":"1","properties":{},"associations":{"contacts":["301"]}}""");
        side.Insert("calls", """{"id":"2","properties":{},"associations":{"contacts":["301","302"]}}""");

        int id = int.Parse((string)(await MergeAsync(side, 301, 302)).Json["id"]!, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal([id], await ContactsAsync(side, 1));
        Assert.Equal([id], await ContactsAsync(side, 2));
    }

    [Fact]
    public async Task A_contact_merged_twice_is_still_found()
    {
        await using HubSpotSide side = await WithContactsAsync();
        side.Insert("contacts", """{"id":"303","properties":{"email":"kim@example.com"}}""");
        string first = (string)(await MergeAsync(side, 301, 302)).Json["id"]!;

        string second = (string)(await MergeAsync(side, 303, int.Parse(first, System.Globalization.CultureInfo.InvariantCulture))).Json["id"]!;

        Assert.Equal(second, (string?)(await side.GetAsync($"{Objects}/contacts/302")).Json["id"]);
    }

    [Theory]
    [InlineData(301, 301, 400)]
    [InlineData(301, 404, 404)]
    public async Task Contacts_that_are_not_two_are_not_merged(int primary, int other, int status)
    {
        await using HubSpotSide side = await WithContactsAsync();

        Assert.Equal(status, (await MergeAsync(side, primary, other)).Status);
    }

    private static Task<Answer> MergeAsync(HubSpotSide side, int primary, int other)
        => side.PostAsync($"{Objects}/contacts/merge", $$"""{"primaryObjectId":"{{primary}}","objectIdToMerge":"{{other}}"}""");

    private static async Task<int[]> ContactsAsync(HubSpotSide side, int call)
        => [.. (await side.GetAsync($"{Objects}/calls/{call}/associations/contacts")).Json["results"]!.AsArray().Select(link => (int)link!["toObjectId"]!)];

    private static async Task<HubSpotSide> WithContactsAsync()
    {
        HubSpotSide side = await StartAsync();
        side.Insert("contacts", """{"id":"301","properties":{"email":"lee@example.com"}}""");
        side.Insert("contacts", """{"id":"302","properties":{"email":"lee@example.org","jobtitle":"CTO"}}""");
        return side;
    }
}
