using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class CompositeTests
{
    [Fact]
    public async Task Five_collections_travel_as_one_call()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string used = (await host.GetAsync($"{Root}/limits")).Headers.GetValues("Sforce-Limit-Info").Single();
        string[] parts = [.. Enumerable.Range(0, 5).Select(number => Part("PATCH", $"{UpsertPath}", $"b{number}", Collection(false, $"\"{Key}\": \"hs-{number}\"")))];

        Reply reply = await SendAsync(host, false, parts);

        Assert.Equal([200, 200, 200, 200, 200], Statuses(reply));
        Assert.Equal("b0", (string?)reply.Json["compositeResponse"]![0]!["referenceId"]);
        Assert.True((bool)reply.Json["compositeResponse"]![4]!["body"]![0]!["created"]!);
        Assert.Equal(5, host.Org.Records("Task").Count);
        Assert.Equal(Used(used) + 1, Used(reply.Headers.GetValues("Sforce-Limit-Info").Single()));
        Assert.Equal(1, host.Calls.Snapshot()["POST /composite"]);
        Assert.False(host.Calls.Snapshot().ContainsKey("PATCH /composite/sobjects/Task/{field}"));
    }

    [Theory]
    [InlineData(25, 0, 200)]
    [InlineData(26, 0, 400)]
    [InlineData(5, 5, 200)]
    [InlineData(6, 6, 400)]
    public async Task A_composite_has_at_most_25_parts_and_5_queries_or_collections(int count, int queries, int status)
    {
        await using SalesforceHost host = await StartAsync();
        string[] parts = [.. Enumerable.Range(0, count).Select(number => number < queries
            ? Part("GET", $"{Root}/query?q=SELECT+Id+FROM+Task", $"r{number}")
            : Part("GET", $"{Root}/limits", $"r{number}"))];

        Assert.Equal(status, (await SendAsync(host, false, parts)).Status);
    }

    [Fact]
    public async Task A_part_may_use_what_an_earlier_one_answered()
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await SendAsync(
            host,
            false,
            Part("POST", $"{Root}/sobjects/Contact", "dana", """{"LastName": "Doe"}"""),
            Part("POST", $"{Root}/sobjects/Task", "task", """{"Subject": "a", "WhoId": "@{dana.id}"}"""),
            Part("GET", $"{Root}/query?q=SELECT+Id+FROM+Task", "found"),
            Part("GET", $"{Root}/sobjects/Task/@{{found.records[0].Id}}?fields=WhoId", "read"),
            Part("GET", $"{Root}/sobjects/Task/@{{nobody.id}}", "lost"));

        Assert.Equal([201, 201, 200, 200, 400], Statuses(reply));
        Assert.Equal((string?)host.Org.Records("Contact")[0]["Id"], (string?)reply.Json["compositeResponse"]![3]!["body"]!["WhoId"]);
        Assert.Equal("PROCESSING_HALTED", (string?)reply.Json["compositeResponse"]![4]!["body"]![0]!["errorCode"]);
        Assert.Equal($"{Root}/sobjects/Task/{host.Org.Records("Task")[0]["Id"]}", (string?)reply.Json["compositeResponse"]![1]!["httpHeaders"]!["Location"]);
    }

    [Fact]
    public async Task All_or_none_undoes_the_parts_and_says_halted()
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await SendAsync(
            host,
            true,
            Part("POST", $"{Root}/sobjects/Contact", "a", """{"LastName": "Doe"}"""),
            Part("POST", $"{Root}/sobjects/Task", "b", """{"Nonsense": 1}"""),
            Part("POST", $"{Root}/sobjects/Contact", "c", """{"LastName": "Roe"}"""));

        Assert.Equal(200, reply.Status);
        Assert.Equal(
            ["PROCESSING_HALTED", "INVALID_FIELD", "PROCESSING_HALTED"],
            reply.Json["compositeResponse"]!.AsArray().Select(part => (string?)part!["body"]![0]!["errorCode"]));
        Assert.Empty(host.Org.Records("Contact"));
        Assert.Empty(host.Log.Snapshot());
    }

    [Fact]
    public async Task Without_it_the_other_parts_stand()
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await SendAsync(
            host,
            false,
            Part("POST", $"{Root}/sobjects/Task", "b", """{"Nonsense": 1}"""),
            Part("POST", $"{Root}/sobjects/Contact", "c", """{"LastName": "Roe"}"""));

        Assert.Equal([400, 201], Statuses(reply));
        Assert.Single(host.Org.Records("Contact"));
    }

    private static Task<Reply> SendAsync(SalesforceHost host, bool allOrNone, params string[] parts)
        => host.PostAsync($"{Root}/composite", $$"""{"allOrNone": {{(allOrNone ? "true" : "false")}}, "compositeRequest": [{{string.Join(",", parts)}}]}""");

    private static string Part(string method, string url, string reference, string? body = null)
        => $$"""{"method": "{{method}}", "url": "{{url}}", "referenceId": "{{reference}}"{{(body is null ? "" : $", \"body\": {body}")}} }""";

    private static IEnumerable<int> Statuses(Reply reply) => reply.Json["compositeResponse"]!.AsArray().Select(part => (int)part!["httpStatusCode"]!);

    private static int Used(string usage) => int.Parse(usage.Split('=', '/')[1], System.Globalization.CultureInfo.InvariantCulture);
}
