using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class AccountTests
{
    [Theory]
    [InlineData("/account-info/v3/details")]
    [InlineData("/account-info/2026-09/details")]
    public async Task The_account_tells_its_id_and_time_zone(string path)
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.GetAsync(path);

        Assert.Equal((1234567, "US/Eastern", "-05:00", -18_000_000), ((int)answer.Json["portalId"]!, (string?)answer.Json["timeZone"], (string?)answer.Json["utcOffset"], (int)answer.Json["utcOffsetMilliseconds"]!));
    }

    [Fact]
    public async Task The_use_of_the_daily_limit_counts_calls_since_the_accounts_midnight()
    {
        await using HubSpotSide side = await StartAsync(options => options with { Quota = true });
        await side.GetAsync("/crm/v3/owners");

        Answer answer = await side.GetAsync("/account-info/2026-09/api-usage/daily/private-apps");

        Assert.Equal((650_000, 2, "2026-11-22T05:00:00.000Z"),
            ((int)answer.Json["results"]![0]!["usageLimit"]!, (int)answer.Json["results"]![0]!["currentUsage"]!, (string?)answer.Json["results"]![0]!["resetsAt"]));
    }

    [Fact]
    public async Task A_token_tells_its_account_and_scopes_to_who_shows_it()
    {
        await using HubSpotSide side = await StartAsync(options => options with { HubSpotScopes = ["oauth", "forms"] });
        const string Path = "/oauth/v2/private-apps/get/access-token-info";
        side.Client.DefaultRequestHeaders.Authorization = null;

        Answer answer = await side.PostAsync(Path, $$"""{"tokenKey":"{{side.Host.HubSpotToken}}"}""");

        Assert.Equal((1234567, """["oauth","forms"]"""), ((int)answer.Json["hubId"]!, answer.Json["scopes"]!.ToJsonString()));
        Assert.Equal(404, (await side.PostAsync(Path, """{"tokenKey":"pat-na1-other"}""")).Status);
    }

    [Theory]
    [InlineData("/crm/lists/2026-09/101/memberships")]
    [InlineData("/crm/lists/v3/101/memberships")]
    [InlineData("/crm/v3/lists/101/memberships")]
    public async Task Members_of_a_list_are_paged_by_cursor(string path)
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("list_memberships", """{"listId":"101","recordId":"1"}""");
        side.Insert("list_memberships", """{"listId":"101","recordId":"2"}""");
        side.Insert("list_memberships", """{"listId":"102","recordId":"3"}""");

        Answer first = await side.GetAsync($"{path}?limit=1");
        Answer second = await side.GetAsync($"{path}?limit=1&after={first.After}");

        Assert.Equal(("1", "2", null), ((string?)first.Json["results"]![0]!["recordId"], (string?)second.Json["results"]![0]!["recordId"], second.After));
        Assert.Equal(404, (await side.GetAsync(path.Replace("101", "999", StringComparison.Ordinal))).Status);
    }
}
