using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>Rows of the checklist of Salesforce's behaviour that no other test pins.</summary>
public sealed class ChecklistTests
{
    private const string Batch = $"{Root}/composite/batch";

    // Whether the unique index spans both is not documented: the safe reading is that it does.
    [Fact]
    public async Task A_task_and_an_event_do_not_share_a_key()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        await host.CreateAsync("Task", $$"""{"{{Key}}": "hs-1"}""");

        Reply refused = await host.PostAsync($"{Root}/sobjects/Event", $$"""{"{{Key}}": "hs-1", "StartDateTime": "2026-11-23T09:00:00Z", "DurationInMinutes": 30}""");

        Assert.Equal("DUPLICATE_VALUE", refused.ErrorCode);
    }

    [Fact]
    public async Task A_composite_counts_once_and_a_batch_once_for_each_request()
    {
        await using SalesforceHost host = await StartAsync();
        string get = $$"""{"method": "GET", "url": "{{Root}}/limits", "referenceId": "r"}""";

        Reply composite = await host.PostAsync($"{Root}/composite", $$"""{"compositeRequest": [{{get}}, {{get.Replace("\"r\"", "\"s\"", StringComparison.Ordinal)}}]}""");
        Reply batch = await host.PostAsync(Batch, """{"batchRequests": [{"method": "GET", "url": "v67.0/limits"}, {"method": "GET", "url": "v67.0/limits"}, {"method": "GET", "url": "v67.0/limits"}]}""");
        Reply after = await host.GetAsync($"{Root}/limits");

        Assert.Equal(("api-usage=1/100000", "api-usage=5/100000"), (Usage(composite), Usage(after)));
        Assert.Equal([200, 200, 200], batch.Json["results"]!.AsArray().Select(result => (int)result!["statusCode"]!));
    }

    [Theory]
    [InlineData(false, 201)]
    [InlineData(true, 412)]
    public async Task A_batch_goes_on_after_an_error_unless_it_is_to_halt_and_undoes_nothing(bool halt, int last)
    {
        await using SalesforceHost host = await StartAsync();

        Reply batch = await host.PostAsync(Batch, $$"""
            {"haltOnError": {{(halt ? "true" : "false")}}, "batchRequests": [
              {"method": "POST", "url": "v67.0/sobjects/Task", "richInput": {"Subject": "a"} },
              {"method": "POST", "url": "v67.0/sobjects/Task", "richInput": {"Nonsense": "b"} },
              {"method": "POST", "url": "v67.0/sobjects/Task", "richInput": {"Subject": "c"} } ] }
            """);

        Assert.Equal((200, true), (batch.Status, (bool)batch.Json["hasErrors"]!));
        Assert.Equal([201, 400, last], batch.Json["results"]!.AsArray().Select(result => (int)result!["statusCode"]!));
        Assert.Equal(halt ? 1 : 2, host.Org.Records("Task").Count);
    }

    [Fact]
    public async Task A_batch_has_at_most_25_requests_none_of_them_composite()
    {
        await using SalesforceHost host = await StartAsync();
        string[] requests = [.. Enumerable.Repeat("""{"method": "GET", "url": "v67.0/limits"}""", 26)];

        Reply nested = await host.PostAsync(Batch, """{"batchRequests": [{"method": "POST", "url": "v67.0/composite", "richInput": {} }]}""");

        Assert.Equal(400, (await host.PostAsync(Batch, $$"""{"batchRequests": [{{string.Join(',', requests)}}]}""")).Status);
        Assert.Equal(200, (await host.PostAsync(Batch, $$"""{"batchRequests": [{{string.Join(',', requests[..25])}}]}""")).Status);
        Assert.Equal(400, (int)nested.Json["results"]![0]!["statusCode"]!);
    }

    [Fact]
    public async Task A_merged_contact_is_deleted_names_its_master_and_hands_its_activities_over()
    {
        await using SalesforceHost host = await StartAsync();
        string master = host.Insert("Contact", """{"LastName": "Lee"}""");
        string loser = host.Insert("Contact", """{"LastName": "Leigh"}""");
        string task = host.Insert("Task", $$"""{"Subject": "a", "WhoId": "{{loser}}", "SystemModstamp": "2026-01-01T00:00:00Z"}""");

        Reply merged = await host.PostAsync("/_sim/merge", $$"""{"masterId": "{{master}}", "loserId": "{{loser}}"}""");
        Reply found = await host.QueryAsync($"SELECT Id, IsDeleted, MasterRecordId FROM Contact WHERE Id = '{loser}'", "queryAll");
        JsonNode moved = await host.ReadAsync("Task", task);

        Assert.Equal((204, "true", master), (merged.Status, found.Column("IsDeleted")[0], found.Column("MasterRecordId")[0]));
        Assert.Equal((master, "2026-11-21T10:00:00.000+0000"), ((string?)moved["WhoId"], (string?)moved["SystemModstamp"]));
        Assert.Equal(400, (await host.PostAsync("/_sim/merge", $$"""{"masterId": "{{master}}", "loserId": "{{loser}}"}""")).Status);
    }

    [Theory]
    [InlineData(119, 119, 200)]    // each use prolongs it
    [InlineData(119, 121, 401)]
    public async Task A_session_ends_when_nobody_used_it_for_its_length(int first, int second, int status)
    {
        await using SalesforceHost host = await StartAsync();
        await host.SendAsync(HttpMethod.Put, "/_sim/sessions", """{"minutes": 120}""");
        Reply token = await host.TokenAsync(("grant_type", "client_credentials"), ("client_id", host.Org.ClientId), ("client_secret", host.Org.ClientSecret));
        host.Client.DefaultRequestHeaders.Authorization = new("Bearer", (string)token.Json["access_token"]!);

        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(first));
        await host.GetAsync($"{Root}/limits");
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(second));

        Assert.Equal(status, (await host.GetAsync($"{Root}/limits")).Status);
    }

    [Fact]
    public async Task Limits_need_a_right_and_may_be_five_minutes_old_while_the_header_is_not()
    {
        await using SalesforceHost host = await StartAsync();
        await host.SendAsync(HttpMethod.Put, "/_sim/limits", """{"shown": true, "lagMinutes": 5}""");

        int first = await LeftAsync(host);
        int second = await LeftAsync(host);
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(5));
        int third = await LeftAsync(host);
        await host.SendAsync(HttpMethod.Put, "/_sim/limits", """{"shown": false}""");
        Reply refused = await host.GetAsync($"{Root}/limits");

        Assert.Equal((first, first - 2), (second, third));
        Assert.Equal((403, "api-usage=4/100000"), (refused.Status, Usage(refused)));
    }

    private static async Task<int> LeftAsync(SalesforceHost host) => (int)(await host.GetAsync($"{Root}/limits")).Json["DailyApiRequests"]!["Remaining"]!;

    private static string Usage(Reply reply) => reply.Headers.GetValues("Sforce-Limit-Info").Single();
}
