using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class BatchReadTests
{
    private const string Path = $"{Objects}/contacts/batch/read";

    [Theory]
    [InlineData(100, "", 200)]
    [InlineData(101, "", 400)]
    [InlineData(50, "email", 200)]
    [InlineData(51, "email", 400)]
    public async Task A_batch_takes_100_ids_and_50_when_histories_are_asked_for(int count, string history, int status)
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 120);
        JsonObject body = new() { ["inputs"] = Inputs(Enumerable.Range(1, count)) };
        if (history.Length > 0)
        {
            body["propertiesWithHistory"] = new JsonArray(history);
        }

        Assert.Equal(status, (await side.PostAsync(Path, body.ToJsonString())).Status);
    }

    [Fact]
    public async Task Missing_ids_make_the_answer_207_and_stand_in_one_error()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 3);
        side.Portal.Archive("contacts", "2");

        Answer answer = await side.PostAsync(Path, """{"inputs":[{"id":"1"},{"id":"2"},{"id":"98"},{"id":"x"}]}""");

        Assert.Equal(207, answer.Status);
        Assert.Equal(["1"], answer.Ids);
        Assert.Equal(1, (int)answer.Json["numErrors"]!);
        Assert.Equal("""["2","98","x"]""", answer.Json["errors"]![0]!["context"]!["ids"]!.ToJsonString());
        Assert.Equal("COMPLETE", (string?)answer.Json["status"]);
    }

    [Fact]
    public async Task Results_do_not_line_up_with_the_inputs_and_no_record_comes_twice()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 10);

        Answer answer = await side.PostAsync(Path, new JsonObject { ["inputs"] = Inputs([.. Enumerable.Range(1, 10), 1, 2]) }.ToJsonString());

        Assert.Equal(200, answer.Status);
        Assert.NotEqual(Enumerable.Range(1, 10).Select(id => $"{id}"), answer.Ids);
        Assert.Equal(Enumerable.Range(1, 10), answer.Ids.Select(int.Parse).Order());
    }

    [Fact]
    public async Task Contacts_can_be_read_by_address()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("contacts", """{"id":"301","properties":{"email":"lee@example.com"}}""");

        Answer answer = await side.PostAsync(Path, """{"idProperty":"email","inputs":[{"id":"Lee@example.com"},{"id":"no@example.com"}],"properties":["email"]}""");

        Assert.Equal(207, answer.Status);
        Assert.Equal("lee@example.com", (string?)answer.Json["results"]![0]!["properties"]!["email"]);
    }

    [Fact]
    public async Task Archived_records_are_read_by_who_asks_for_them()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 2);
        side.Portal.Archive("contacts", "2");

        Assert.Equal(["2"], (await side.PostAsync($"{Path}?archived=true", """{"inputs":[{"id":"1"},{"id":"2"}]}""")).Ids);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"inputs":[{}]}""")]
    [InlineData("""{"inputs":"1"}""")]
    [InlineData("""{"inputs":[{"id":"1"}""")]
    [InlineData("[]")]
    [InlineData("""{"inputs":[],"inputs":[]}""")]
    public async Task A_body_of_another_shape_is_refused(string body)
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.PostAsync(Path, body);

        Assert.Equal((400, "VALIDATION_ERROR"), (answer.Status, answer.Category));
    }

    private static JsonArray Inputs(IEnumerable<int> ids) => [.. ids.Select(id => new JsonObject { ["id"] = $"{id}" })];
}
