using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.Faults;

/// <summary>Answers about many records that leave some out, and records that meet a lock.</summary>
public sealed class RowFaultTests
{
    private const string Collections = "/services/data/v67.0/composite/sobjects";

    [Fact]
    public async Task Results_are_missing_though_all_records_were_written()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"endpoint":"batch/create","missingRows":1}]""");

        Answer answer = await side.PostAsync($"{Objects}/notes/batch/create", """
            {"inputs":[{"properties":{"hs_timestamp":"2026-01-01T00:00:00Z"}},{"properties":{"hs_timestamp":"2026-01-02T00:00:00Z"}}]}
            """);

        Assert.Single(answer.Ids);
        Assert.Equal(2, side.Portal.Records("notes").Count);
    }

    [Fact]
    public async Task Outcomes_of_a_collection_are_missing_from_its_end()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"host":"salesforce","missingRows":2}]""");

        Answer answer = await side.SendOrgAsync(HttpMethod.Post, Collections, Tasks("a", "b", "c"));

        Assert.Single(answer.Json.AsArray());
        Assert.Equal(3, side.Host.Org.Records("Task").Count);
    }

    [Fact]
    public async Task The_first_records_of_one_call_meet_a_lock_and_the_others_are_written()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"host":"salesforce","endpoint":"POST","nth":1,"lockRows":2}]""");

        Answer held = await side.SendOrgAsync(HttpMethod.Post, Collections, Tasks("a", "b", "c"));
        Answer free = await side.SendOrgAsync(HttpMethod.Post, Collections, Tasks("a", "b"));

        Assert.Equal(
            ["UNABLE_TO_LOCK_ROW", "UNABLE_TO_LOCK_ROW", null],
            held.Json.AsArray().Select(row => (string?)row!["errors"]!.AsArray().FirstOrDefault()?["statusCode"]));
        Assert.All(free.Json.AsArray(), row => Assert.True((bool)row!["success"]!));
        Assert.Equal(["c", "a", "b"], side.Host.Org.Records("Task").Select(row => (string?)row["Subject"]));
    }

    [Fact]
    public async Task A_fault_of_calls_that_contain_a_text_spares_the_others_and_leaves_their_bodies_whole()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"host":"salesforce","contains":"poison","answer":"unavailable"}]""");

        Answer struck = await side.SendOrgAsync(HttpMethod.Post, Collections, Tasks("a", "poison"));
        Answer spared = await side.SendOrgAsync(HttpMethod.Post, Collections, Tasks("a", "b"));

        Assert.Equal((503, 200), (struck.Status, spared.Status));
        Assert.Equal(["a", "b"], side.Host.Org.Records("Task").Select(row => (string?)row["Subject"]));
    }

    private static string Tasks(params string[] subjects) => new JsonObject
    {
        ["records"] = new JsonArray([.. subjects.Select(subject =>
            new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Task" }, ["Subject"] = subject, ["Status"] = "Completed" })]),
    }.ToJsonString();

    private static async Task SetAsync(HubSpotSide side, string rules)
        => Assert.Equal(200, (await side.SendAsync(HttpMethod.Put, "/_sim/faults", rules)).Status);
}
