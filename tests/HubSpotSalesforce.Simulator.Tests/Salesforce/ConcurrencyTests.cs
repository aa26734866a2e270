using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using HubSpotSalesforce.Tests.Remote;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>What requests do to each other that are under way at one time.</summary>
public sealed class ConcurrencyTests
{
    private const string Tasks = $"{SalesforceHost.Root}/composite/sobjects";
    private const string Contact = "003000000000001AAA";
    private const string Other = "003000000000002AAA";
    private const string OpenAndDated = "\"Status\": \"Not Started\", \"ActivityDate\": \"2026-11-20\"";
    private const string Closed = "\"Status\": \"Completed\", \"ActivityDate\": \"2026-11-20\"";

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Who_needs_a_parent_that_a_write_holds_waits_until_it_is_done()
    {
        await using HubSpotSide side = await StartAsync(writeSeconds: 4);

        Task<Answer> first = CreateAsync(side, Contact, OpenAndDated);
        Task<Answer> second = CreateAsync(side, Contact, OpenAndDated);
        await UnderWayAsync(2);
        Assert.Single(side.Host.Org.Records("Task"));    // the other has written nothing yet

        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Null(CodeOf(await first));
        await UnderWayAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Null(CodeOf(await second));
        Assert.Equal(2, side.Host.Org.Records("Task").Count);
    }

    [Fact]
    public async Task Who_waited_ten_seconds_for_a_parent_is_refused()
    {
        await using HubSpotSide side = await StartAsync(writeSeconds: 12);

        Task<Answer> first = CreateAsync(side, Contact, OpenAndDated);
        Task<Answer> second = CreateAsync(side, Contact, OpenAndDated);
        await UnderWayAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("UNABLE_TO_LOCK_ROW", CodeOf(await (await Task.WhenAny(first, second))));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(new[] { await first, await second }, answer => CodeOf(answer) is null);
        Assert.Single(side.Host.Org.Records("Task"));
    }

    [Theory]
    [InlineData(Contact, Closed)]    // needs no parent
    [InlineData(Other, OpenAndDated)]    // needs another one
    public async Task Who_needs_nothing_that_is_held_does_not_wait(string contact, string fields)
    {
        await using HubSpotSide side = await StartAsync(writeSeconds: 30);

        Task<Answer> first = CreateAsync(side, Contact, OpenAndDated);
        await UnderWayAsync(1);
        Task<Answer> second = CreateAsync(side, contact, fields);
        await UnderWayAsync(2);

        Assert.Equal(2, side.Host.Org.Records("Task").Count);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(CodeOf(await first));
        Assert.Null(CodeOf(await second));
    }

    [Fact]
    public async Task Rows_of_one_request_do_not_stand_in_each_others_way()
    {
        await using HubSpotSide side = await StartAsync(writeSeconds: 0);

        Answer answer = await side.SendOrgAsync(HttpMethod.Post, Tasks, SalesforceHost.Collection(false, $"\"WhoId\": \"{Contact}\", {OpenAndDated}", $"\"WhoId\": \"{Contact}\", {OpenAndDated}"));

        Assert.All(answer.Json.AsArray(), row => Assert.True((bool)row!["success"]!));
    }

    [Fact]
    public async Task Beside_25_requests_of_20_seconds_no_other_gets_in()
    {
        await using HubSpotSide side = await StartAsync(writeSeconds: 40);
        Task<Answer>[] long25 = [.. Enumerable.Range(0, 25).Select(_ => CreateAsync(side, Contact, Closed))];
        await UnderWayAsync(25);
        Answer early = await side.SendOrgAsync(HttpMethod.Get, $"{SalesforceHost.Root}/limits");

        _clock.Advance(TimeSpan.FromSeconds(20));
        Answer refused = await side.SendOrgAsync(HttpMethod.Get, $"{SalesforceHost.Root}/limits");
        _clock.Advance(TimeSpan.FromSeconds(20));
        await Task.WhenAll(long25);
        Answer later = await side.SendOrgAsync(HttpMethod.Get, $"{SalesforceHost.Root}/limits");

        Assert.Equal((200, 403, 200), (early.Status, refused.Status, later.Status));
        Assert.Equal("REQUEST_LIMIT_EXCEEDED", (string?)refused.Json[0]!["errorCode"]);
        Assert.StartsWith("ConcurrentRequests", (string?)refused.Json[0]!["message"], StringComparison.Ordinal);
    }

    private static Task<Answer> CreateAsync(HubSpotSide side, string contact, string fields)
        => side.SendOrgAsync(HttpMethod.Post, Tasks, SalesforceHost.Collection(false, $"\"WhoId\": \"{contact}\", {fields}"));

    private static string? CodeOf(Answer answer) => (string?)answer.Json[0]!["errors"]!.AsArray().FirstOrDefault()?["statusCode"];

    private async Task<HubSpotSide> StartAsync(int writeSeconds)
    {
        HubSpotSide side = await HubSpotSide.StartAsync(options => options with { Time = _clock });
        foreach (string id in new[] { Contact, Other })
        {
            side.Host.Org.Insert("Contact", new JsonObject { ["Id"] = id, ["LastName"] = "Doe" });
        }

        await side.SendOrgAsync(HttpMethod.Put, "/_sim/transactions", $$"""{"writeMs": {{writeSeconds * 1_000}}}""");
        return side;
    }

    // Requests wait for the clock once they are in: to be done, or for a lock.
    private async Task UnderWayAsync(int requests)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        while (_clock.Waiting < requests)
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
