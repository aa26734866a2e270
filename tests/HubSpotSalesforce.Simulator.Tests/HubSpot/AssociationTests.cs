using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class AssociationTests
{
    [Theory]
    [InlineData("/crm/v4/associations/calls/contacts/batch/read")]
    [InlineData("/crm/associations/2026-03/calls/contacts/batch/read")]
    [InlineData("/crm/associations/2026-09/0-48/0-1/batch/read")]
    public async Task Inputs_without_links_make_the_answer_207_and_are_missing_from_its_results(string path)
    {
        await using HubSpotSide side = await StartLinkedAsync();

        Answer answer = await side.PostAsync(path, """{"inputs":[{"id":"7"},{"id":"8"},{"id":"99"}]}""");

        Assert.Equal(207, answer.Status);
        Assert.Equal(["7"], From(answer));
        Assert.Equal("""[{"toObjectId":1,"associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":194,"label":null}]},{"toObjectId":2,"associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":194,"label":null}]}]""",
            answer.Json["results"]![0]!["to"]!.ToJsonString());
        Assert.Equal(2, (int)answer.Json["numErrors"]!);
        Assert.Equal("crm.associations.NO_ASSOCIATIONS_FOUND", (string?)answer.Json["errors"]![0]!["subCategory"]);
        Assert.Equal("""{"fromObjectId":["8"],"fromObjectType":["call"],"toObjectType":["contact"]}""", answer.Json["errors"]![0]!["context"]!.ToJsonString());
    }

    [Fact]
    public async Task An_answer_without_errors_is_200_and_its_results_do_not_line_up_with_the_inputs()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 1);
        string[] ids = [.. Enumerable.Range(1, 10).Select(id => $"{id}")];
        foreach (string id in ids)
        {
            side.Insert("calls", $$"""{"id":"{{id}}","properties":{},"associations":{"contacts":["1"]} }""");
        }

        Answer answer = await side.PostAsync("/crm/v4/associations/calls/contacts/batch/read", Inputs(ids));

        Assert.Equal(200, answer.Status);
        Assert.NotEqual(ids, From(answer));
        Assert.Equal(ids.Order(), From(answer).Order());
    }

    [Theory]
    [InlineData(1_000, 207)]
    [InlineData(1_001, 400)]
    public async Task A_batch_takes_1000_inputs(int count, int status)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(status, (await side.PostAsync("/crm/v4/associations/calls/contacts/batch/read", Inputs(Enumerable.Range(1, count).Select(id => $"{id}")))).Status);
    }

    [Fact]
    public async Task More_than_500_links_are_paged_per_input()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 600);
        side.InsertMany("contacts", 1);
        for (int id = 1; id <= 600; id++)
        {
            side.Insert("calls", $$"""{"id":"{{id}}","properties":{},"associations":{"contacts":["1"]} }""");
        }

        JsonNode first = (await side.PostAsync("/crm/v4/associations/contacts/calls/batch/read", """{"inputs":[{"id":"1"}]}""")).Json["results"]![0]!;
        string after = (string)first["paging"]!["next"]!["after"]!;
        JsonNode second = (await side.PostAsync("/crm/v4/associations/contacts/calls/batch/read", $$"""{"inputs":[{"id":"1","after":"{{after}}"}]}""")).Json["results"]![0]!;

        Assert.Equal((500, "500"), (first["to"]!.AsArray().Count, after));
        Assert.Equal((100, (JsonNode?)null), (second["to"]!.AsArray().Count, second["paging"]));
        Assert.Equal(193, (int)second["to"]![0]!["associationTypes"]![0]!["typeId"]!);
    }

    [Fact]
    public async Task One_record_can_be_asked_for_its_links_page_by_page()
    {
        await using HubSpotSide side = await StartLinkedAsync();

        Answer first = await side.GetAsync($"{Objects}/calls/7/associations/contacts?limit=1");
        Answer second = await side.GetAsync($"{Objects}/calls/7/associations/contacts?limit=1&after={first.After}");

        Assert.Equal((1, 2), ((int)first.Json["results"]![0]!["toObjectId"]!, (int)second.Json["results"]![0]!["toObjectId"]!));
        Assert.Null(second.After);
        Assert.Equal(404, (await side.GetAsync($"{Objects}/calls/99/associations/contacts")).Status);
    }

    [Fact]
    public async Task Links_are_made_and_ended_one_by_one_and_in_batches()
    {
        await using HubSpotSide side = await StartLinkedAsync();
        async Task<string> LinksAsync() => string.Join(' ', (await side.GetAsync($"{Objects}/calls/8/associations/contacts"))
            .Json["results"]!.AsArray().Select(link => (int)link!["toObjectId"]!));

        Assert.Equal(200, (await side.SendAsync(HttpMethod.Put, $"{Objects}/calls/8/associations/default/contacts/1")).Status);
        Assert.Equal(201, (await side.PostAsync("/crm/v4/associations/calls/contacts/batch/create", """
            {"inputs":[{"from":{"id":"8"},"to":{"id":"2"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":194}]}]}
            """)).Status);
        Assert.Equal("1 2", await LinksAsync());

        Assert.Equal(204, (await side.SendAsync(HttpMethod.Delete, $"{Objects}/calls/8/associations/contacts/1")).Status);
        Assert.Equal(204, (await side.PostAsync("/crm/v4/associations/calls/contacts/batch/archive", """{"inputs":[{"from":{"id":"8"},"to":[{"id":"2"}]}]}""")).Status);
        Assert.Equal("", await LinksAsync());
        Assert.Equal(["create 8/1", "create 8/2", "delete 8/1", "delete 8/2"], side.Host.Log.Snapshot().Select(entry => $"{entry.Action} {entry.Id}"));
    }

    [Fact]
    public async Task A_link_to_nobody_stands_among_the_errors()
    {
        await using HubSpotSide side = await StartLinkedAsync();

        Answer answer = await side.PostAsync("/crm/associations/2026-09/calls/contacts/batch/associate/default", """
            {"inputs":[{"from":{"id":"8"},"to":{"id":"1"}},{"from":{"id":"8"},"to":{"id":"99"}}]}
            """);

        Assert.Equal((207, 1, 1), (answer.Status, answer.Json["results"]!.AsArray().Count, (int)answer.Json["numErrors"]!));
        Assert.Equal(404, (await side.SendAsync(HttpMethod.Put, $"{Objects}/calls/8/associations/default/contacts/99")).Status);
        Assert.Equal(400, (await side.PostAsync("/crm/v4/associations/calls/contacts/batch/create", """
            {"inputs":[{"from":{"id":"8"},"to":{"id":"2"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":193}]}]}
            """)).Status);
    }

    [Fact]
    public async Task Types_that_cannot_be_associated_are_refused()
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(400, (await side.PostAsync("/crm/v4/associations/calls/notes/batch/read", """{"inputs":[{"id":"1"}]}""")).Status);
    }

    private static async Task<HubSpotSide> StartLinkedAsync()
    {
        HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 2);
        side.Insert("calls", """{"id":"7","properties":{},"associations":{"contacts":["2","1"]}}""");
        side.Insert("calls", """{"id":"8","properties":{},"associations":{"contacts":[]}}""");
        return side;
    }

    private static string Inputs(IEnumerable<string> ids)
        => new JsonObject { ["inputs"] = new JsonArray([.. ids.Select(id => new JsonObject { ["id"] = id })]) }.ToJsonString();

    private static string[] From(Answer answer) => [.. answer.Json["results"]!.AsArray().Select(result => (string)result!["from"]!["id"]!)];
}
