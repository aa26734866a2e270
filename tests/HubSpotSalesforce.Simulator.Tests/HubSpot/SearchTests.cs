using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class SearchTests
{
    private const string Path = $"{Objects}/calls/search";

    [Theory]
    [InlineData("hs_call_title", "EQ", "\"value\":\"INTRO call\"", "1")]    // text compares without case
    [InlineData("hs_call_title", "NEQ", "\"value\":\"Intro call\"", "2")]
    [InlineData("hs_call_title", "CONTAINS_TOKEN", "\"value\":\"call\"", "1,2")]
    [InlineData("hs_call_title", "CONTAINS_TOKEN", "\"value\":\"cal\"", "")]    // whole words, unless a star says otherwise
    [InlineData("hs_call_title", "CONTAINS_TOKEN", "\"value\":\"cal*\"", "1,2")]
    [InlineData("hs_call_title", "NOT_CONTAINS_TOKEN", "\"value\":\"intro\"", "2")]
    [InlineData("hs_call_title", "HAS_PROPERTY", "\"value\":\"\"", "1,2")]
    [InlineData("hs_call_title", "NOT_HAS_PROPERTY", "\"value\":\"\"", "3")]
    [InlineData("hs_call_title", "IN", "\"values\":[\"intro call\",\"x\"]", "1")]
    [InlineData("hs_call_title", "NOT_IN", "\"values\":[\"intro call\"]", "2")]
    [InlineData("hs_call_duration", "GT", "\"value\":\"9\"", "2,3")]    // numbers compare as numbers: 10 is more than 9
    [InlineData("hs_call_duration", "GTE", "\"value\":\"9\"", "1,2,3")]
    [InlineData("hs_call_duration", "LT", "\"value\":\"100\"", "1,2")]
    [InlineData("hs_call_duration", "LTE", "\"value\":\"100\"", "1,2,3")]
    [InlineData("hs_call_duration", "BETWEEN", "\"value\":\"10\",\"highValue\":\"100\"", "2,3")]
    [InlineData("hs_call_duration", "EQ", "\"value\":\"10.0\"", "2")]
    [InlineData("hs_object_id", "GT", "\"value\":\"1\"", "2,3")]
    [InlineData("hs_lastmodifieddate", "GTE", "\"value\":\"1793534400000\"", "2,3")]    // 2026-11-01T12:00:00Z
    [InlineData("hs_lastmodifieddate", "LT", "\"value\":\"2026-11-01T12:00:00Z\"", "1")]
    [InlineData("associations.contact", "EQ", "\"value\":\"501\"", "3")]
    public async Task Each_operator_finds_what_it_says(string property, string @operator, string value, string ids)
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 1);
        side.Insert("contacts", """{"id":"501","properties":{}}""");
        side.Insert("calls", """{"id":"1","properties":{"hs_call_title":"Intro call","hs_call_duration":"9","hs_lastmodifieddate":"2026-11-01T00:00:00.000Z"}}""");
        side.Insert("calls", """{"id":"2","properties":{"hs_call_title":"Second Call.","hs_call_duration":"10","hs_lastmodifieddate":"2026-11-01T12:00:00.000Z"}}""");
        side.Insert("calls", """{"id":"3","properties":{"hs_call_duration":"100","hs_lastmodifieddate":"2026-11-02T00:00:00.000Z"},"associations":{"contacts":["501"]}}""");

        Answer answer = await side.PostAsync(Path, $$"""{"filterGroups":[{"filters":[{"propertyName":"{{property}}","operator":"{{@operator}}",{{value}}}]}]}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(ids, string.Join(',', answer.Ids));
    }

    [Fact]
    public async Task Groups_are_alternatives_and_filters_of_a_group_hold_together()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 9);

        Answer answer = await side.PostAsync(Path, """
            {"filterGroups":[
              {"filters":[{"propertyName":"hs_object_id","operator":"LT","value":"2"}]},
              {"filters":[{"propertyName":"hs_object_id","operator":"GT","value":"5"},{"propertyName":"hs_object_id","operator":"LT","value":"8"}]}]}
            """);

        Assert.Equal(["1", "6", "7"], answer.Ids);
    }

    [Fact]
    public async Task An_empty_body_finds_everything_ten_at_a_time_and_says_how_much()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 12);

        Answer first = await side.PostAsync(Path, "{}");
        Answer second = await side.PostAsync(Path, $$"""{"after":"{{first.After}}"}""");

        Assert.Equal((12, 10, "10"), ((int)first.Json["total"]!, first.Ids.Length, first.After));
        Assert.Equal((2, (string?)null), (second.Ids.Length, second.After));
    }

    [Theory]
    [InlineData("hs_lastmodifieddate", "ASCENDING", "2,3,1")]
    [InlineData("hs_lastmodifieddate", "DESCENDING", "1,3,2")]
    [InlineData("hs_object_id", "DESCENDING", "3,2,1")]
    [InlineData("hs_call_title", "ASCENDING", "3,1,2")]
    public async Task One_rule_sorts_and_the_id_decides_between_equals(string property, string direction, string ids)
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("calls", """{"id":"1","properties":{"hs_call_title":"b","hs_lastmodifieddate":"2026-11-03T00:00:00.000Z"}}""");
        side.Insert("calls", """{"id":"2","properties":{"hs_call_title":"b","hs_lastmodifieddate":"2026-11-01T00:00:00.000Z"}}""");
        side.Insert("calls", """{"id":"3","properties":{"hs_call_title":"A","hs_lastmodifieddate":"2026-11-01T00:00:00.000Z"}}""");

        Answer answer = await side.PostAsync(Path, $$"""{"sorts":[{"propertyName":"{{property}}","direction":"{{direction}}"}]}""");

        Assert.Equal(ids, string.Join(',', answer.Ids));
    }

    [Theory]
    [InlineData(9_800, 200, 200)]
    [InlineData(9_801, 200, 400)]
    [InlineData(10_000, 1, 400)]
    public async Task No_query_reaches_past_its_first_10000_results(int after, int limit, int status)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(status, (await side.PostAsync(Path, $$"""{"after":"{{after}}","limit":{{limit}}}""")).Status);
    }

    [Theory]
    [InlineData("""{"limit":201}""")]
    [InlineData("""{"limit":0}""")]
    [InlineData("""{"after":"x"}""")]
    [InlineData("""{"filterGroups":[{"filters":[{"propertyName":"hs_call_titel","operator":"EQ","value":"x"}]}]}""")]
    [InlineData("""{"filterGroups":[{"filters":[{"propertyName":"hs_call_title","operator":"LIKE","value":"x"}]}]}""")]
    [InlineData("""{"filterGroups":[{"filters":[{"propertyName":"hs_call_duration","operator":"CONTAINS_TOKEN","value":"1"}]}]}""")]
    [InlineData("""{"filterGroups":[{"filters":[{"propertyName":"hs_lastmodifieddate","operator":"GTE","value":"yesterday"}]}]}""")]
    [InlineData("""{"filterGroups":[{"filters":[{"propertyName":"hs_call_title","operator":"IN","value":"x"}]}]}""")]
    [InlineData("""{"sorts":[{"propertyName":"hs_object_id"},{"propertyName":"hs_timestamp"}]}""")]
    [InlineData("""{"sorts":[{"propertyName":"nothing"}]}""")]
    [InlineData("""{"sorts":[{"propertyName":"hs_object_id","direction":"UP"}]}""")]
    public async Task A_search_that_is_wrong_is_refused(string body)
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.PostAsync(Path, body);

        Assert.Equal((400, "VALIDATION_ERROR"), (answer.Status, answer.Category));
    }

    [Theory]
    [InlineData("6", 200)]
    [InlineData("7", 400)]
    [InlineData("6,6,6", 200)]
    [InlineData("6,6,6,1", 400)]    // 18 in all
    [InlineData("1,1,1,1,1", 200)]
    [InlineData("1,1,1,1,1,1", 400)]    // five groups
    public async Task Filters_are_limited_per_group_in_groups_and_in_all(string sizes, int status)
    {
        await using HubSpotSide side = await StartAsync();
        JsonArray groups = [.. sizes.Split(',').Select(size => new JsonObject
        {
            ["filters"] = new JsonArray([.. Enumerable.Range(0, size[0] - '0').Select(_
                => new JsonObject { ["propertyName"] = "hs_object_id", ["operator"] = "GT", ["value"] = "0" })]),
        })];

        Assert.Equal(status, (await side.PostAsync(Path, new JsonObject { ["filterGroups"] = groups }.ToJsonString())).Status);
    }

    [Fact]
    public async Task Archived_records_and_links_are_never_shown()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 1);
        side.Insert("calls", """{"id":"1","properties":{},"archived":true}""");
        side.Insert("calls", """{"id":"2","properties":{},"associations":{"contacts":["1"]}}""");

        Answer answer = await side.PostAsync(Path, """{"associations":["contacts"]}""");

        Assert.Equal(["2"], answer.Ids);
        Assert.Null(answer.Json["results"]![0]!["associations"]);
    }

    [Fact]
    public async Task The_index_can_lag_while_reads_by_id_do_not()
    {
        await using HubSpotSide side = await StartAsync(options => options with { SearchLag = TimeSpan.FromSeconds(30) });
        side.Insert("calls", """{"id":"1","properties":{"hs_call_title":"old"}}""");
        await side.SendAsync(HttpMethod.Patch, $"{Objects}/calls/1", """{"properties":{"hs_call_title":"new"}}""");
        await side.PostAsync($"{Objects}/calls", """{"properties":{"hs_timestamp":"2026-11-21T09:00:00Z"}}""");

        async Task<string> SeenAsync() => string.Join(',', (await side.PostAsync(Path, """{"properties":["hs_call_title"]}"""))
            .Json["results"]!.AsArray().Select(result => (string?)result!["properties"]!["hs_call_title"] ?? "(none)"));

        Assert.Equal("old", await SeenAsync());
        Assert.Equal("new", (string?)(await side.GetAsync($"{Objects}/calls/1?properties=hs_call_title")).Json["properties"]!["hs_call_title"]);
        side.Host.Clock.Set(side.Host.Clock.GetUtcNow().AddSeconds(31));
        Assert.Equal("new,(none)", await SeenAsync());
    }

    [Fact]
    public async Task Long_bodies_are_refused_only_where_that_is_switched_on()
    {
        string body = new JsonObject { ["properties"] = new JsonArray([.. Enumerable.Repeat(0, 400).Select(_ => JsonValue.Create("hs_call_title"))]) }.ToJsonString();
        await using HubSpotSide any = await StartAsync();
        await using HubSpotSide limited = await StartAsync(options => options with { MaxSearchBodyChars = 3_000 });

        Assert.Equal(200, (await any.PostAsync(Path, body)).Status);
        Assert.Equal(400, (await limited.PostAsync(Path, body)).Status);
        Assert.Equal(400, (await any.PostAsync(Path, new JsonObject { ["query"] = new string('a', 3_001) }.ToJsonString())).Status);
    }

    [Fact]
    public async Task Free_text_finds_records_that_contain_it()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("calls", """{"id":"1","properties":{"hs_call_title":"About the roadmap"}}""");
        side.Insert("calls", """{"id":"2","properties":{"hs_call_title":"Renewal"}}""");

        Assert.Equal(["1"], (await side.PostAsync(Path, """{"query":"ROADMAP"}""")).Ids);
    }
}
