using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Responses_tell_what_is_left_but_those_of_searches_do_not()
    {
        await using HubSpotSide side = await StartLimitedAsync();

        Answer read = await side.GetAsync("/crm/v3/owners");
        Answer search = await side.PostAsync($"{Objects}/calls/search", "{}");

        Assert.Equal("190", Header(read, "X-HubSpot-RateLimit-Max"));
        Assert.Equal("189", Header(read, "X-HubSpot-RateLimit-Remaining"));
        Assert.Equal("10000", Header(read, "X-HubSpot-RateLimit-Interval-Milliseconds"));
        Assert.Equal("650000", Header(read, "X-HubSpot-RateLimit-Daily"));
        Assert.Equal("649999", Header(read, "X-HubSpot-RateLimit-Daily-Remaining"));
        Assert.DoesNotContain(search.Headers, header => header.Key.StartsWith("X-HubSpot-RateLimit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_quotas_a_limit_is_told_that_nobody_reaches()
    {
        await using HubSpotSide side = await StartAsync(options => options with { Quota = false });

        Answer read = await side.GetAsync("/crm/v3/owners");

        Assert.Equal("1000000", Header(read, "X-HubSpot-RateLimit-Max"));
        Assert.Equal("1000000", Header(read, "X-HubSpot-RateLimit-Remaining"));
        Assert.False(read.Headers.Contains("X-HubSpot-RateLimit-Daily"));
    }

    [Fact]
    public async Task A_call_beyond_190_in_ten_seconds_is_refused_until_the_window_has_moved_on()
    {
        await using HubSpotSide side = await StartLimitedAsync();
        for (int call = 0; call < 190; call++)
        {
            Assert.Equal(200, (await side.GetAsync("/crm/v3/owners")).Status);
        }

        Answer refused = await side.GetAsync("/crm/v3/owners");

        Assert.Equal((429, "TEN_SECONDLY_ROLLING", "RATE_LIMIT"), (refused.Status, (string?)refused.Json["policyName"], (string?)refused.Json["errorType"]));
        Assert.False(refused.Headers.Contains("Retry-After"));
        side.Host.Clock.Set(side.Host.Clock.GetUtcNow().AddSeconds(10));
        Assert.Equal(200, (await side.GetAsync("/crm/v3/owners")).Status);
    }

    [Fact]
    public async Task A_sixth_search_within_a_second_is_refused_whatever_its_type()
    {
        await using HubSpotSide side = await StartLimitedAsync();
        foreach (string type in new[] { "calls", "emails", "notes", "tasks", "meetings" })
        {
            Assert.Equal(200, (await side.PostAsync($"{Objects}/{type}/search", "{}")).Status);
        }

        Answer refused = await side.PostAsync($"{Objects}/contacts/search", "{}");

        Assert.Equal((429, "SECONDLY"), (refused.Status, (string?)refused.Json["policyName"]));
        Assert.Equal(200, (await side.GetAsync("/crm/v3/owners")).Status);
        side.Host.Clock.Set(side.Host.Clock.GetUtcNow().AddSeconds(1));
        Assert.Equal(200, (await side.PostAsync($"{Objects}/contacts/search", "{}")).Status);
    }

    [Fact]
    public async Task The_daily_limit_ends_at_the_accounts_midnight()
    {
        await using HubSpotSide side = await StartAsync(options => options with { Quota = true, CallsPerDay = 2 });
        await side.GetAsync("/crm/v3/owners");
        await side.PostAsync($"{Objects}/calls/search", "{}");

        Answer refused = await side.GetAsync("/crm/v3/owners");

        Assert.Equal((429, "DAILY"), (refused.Status, (string?)refused.Json["policyName"]));
        side.Host.Clock.Set(new DateTimeOffset(2026, 11, 22, 4, 59, 59, TimeSpan.Zero));
        Assert.Equal(429, (await side.GetAsync("/crm/v3/owners")).Status);
        side.Host.Clock.Set(new DateTimeOffset(2026, 11, 22, 5, 0, 0, TimeSpan.Zero));
        Assert.Equal(200, (await side.GetAsync("/crm/v3/owners")).Status);
    }

    private static Task<HubSpotSide> StartLimitedAsync() => StartAsync(options => options with { Quota = true });

    private static string Header(Answer answer, string name) => answer.Headers.GetValues(name).Single();
}
