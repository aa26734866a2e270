using System.Net;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Tests.Remote;

namespace HubSpotSalesforce.Tests.HubSpot;

public sealed class SearchPaceTests
{
    private static readonly ApiRequest Search = new(HttpMethod.Post, "/crm/objects/2026-09/calls/search") { IsSearch = true };

    [Theory]
    [InlineData(null, 1)]
    [InlineData("100", 1)]
    [InlineData("250", 1)]        // the most an account is granted
    [InlineData("1000000", 20)]   // the simulator without quotas: nothing waits
    public async Task Searches_keep_their_pace_unless_a_limit_is_announced_that_is_none(string? announced, int atOnce)
    {
        ManualClock clock = new();
        HubSpotDialect dialect = new("token", clock);
        dialect.Learn(new ApiRequest(HttpMethod.Get, "/"), new ApiAnswer(HttpStatusCode.OK, null, name => name == "X-HubSpot-RateLimit-Max" ? announced : null), new CallMeter("hubspot"));

        Task[] searches = [.. Enumerable.Range(0, 20).Select(_ => dialect.WaitForTurnAsync(Search, CancellationToken.None))];

        Assert.Equal(atOnce, searches.Count(search => search.IsCompletedSuccessfully));
        clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(searches);
    }
}
