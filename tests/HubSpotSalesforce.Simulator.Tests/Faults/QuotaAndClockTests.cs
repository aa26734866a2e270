using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.Faults;

/// <summary>A day's calls that are used up, and clocks that disagree.</summary>
public sealed class QuotaAndClockTests
{
    private const string Limits = "/services/data/v67.0/limits";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]    // a day's end does not wait for limits to be kept
    public async Task The_calls_that_are_left_can_be_set_for_both_sides_at_once(bool quota)
    {
        await using HubSpotSide side = await StartAsync(options => options with { Quota = quota });

        await side.SendAsync(HttpMethod.Put, "/_sim/quota", """{"hubspot":1,"salesforce":0}""");

        Assert.Equal(200, (await side.GetAsync("/crm/v3/owners")).Status);
        Answer hubspot = await side.GetAsync("/crm/v3/owners");
        Answer salesforce = await side.SendOrgAsync(HttpMethod.Get, Limits);
        Assert.Equal((429, "DAILY"), (hubspot.Status, (string?)hubspot.Json["policyName"]));
        Assert.Equal((403, "REQUEST_LIMIT_EXCEEDED"), (salesforce.Status, (string?)salesforce.Json[0]!["errorCode"]));
        Assert.Equal("""{"hubspot":0,"salesforce":0}""", (await side.GetAsync("/_sim/quota")).Text);
    }

    [Fact]
    public async Task The_usual_calls_come_back_when_asked_for_and_at_midnight_of_the_portal()
    {
        await using HubSpotSide side = await StartAsync();
        await side.SendAsync(HttpMethod.Put, "/_sim/quota", """{"hubspot":0,"salesforce":0}""");

        await side.SendAsync(HttpMethod.Put, "/_sim/quota", """{"salesforce":null}""");
        Assert.Equal(200, (await side.SendOrgAsync(HttpMethod.Get, Limits)).Status);
        Assert.Equal(429, (await side.GetAsync("/crm/v3/owners")).Status);
        await side.SendAsync(HttpMethod.Put, "/_sim/clock", """{"now":"2026-11-22T05:00:00Z"}""");

        Assert.Equal(200, (await side.GetAsync("/crm/v3/owners")).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"hubspot":-1}""")]
    [InlineData("""{"hub":1}""")]
    public async Task A_quota_that_is_wrong_is_refused(string quota)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(400, (await side.SendAsync(HttpMethod.Put, "/_sim/quota", quota)).Status);
    }

    [Fact]
    public async Task A_clock_that_goes_wrong_moves_the_stamps_and_the_Date_of_its_side_alone()
    {
        await using HubSpotSide side = await StartAsync();
        Answer set = await side.SendOrgAsync(HttpMethod.Put, "/_sim/clock", """{"skew":"-00:05:00"}""");

        Answer task = await side.SendOrgAsync(HttpMethod.Post, "/services/data/v67.0/sobjects/Task", """{"Subject":"a"}""");
        Answer note = await side.PostAsync($"{Objects}/notes", """{"properties":{"hs_timestamp":"2026-01-01T00:00:00Z"}}""");

        Assert.Equal("""{"now":"2026-11-21T10:00:00.000Z","skew":"-00:05:00"}""", set.Text);
        Assert.Equal("2026-11-21T09:55:00.000+0000", (string?)side.Host.Org.Records("Task")[0]["SystemModstamp"]);
        Assert.Equal("2026-11-21T10:00:00.000Z", (string?)note.Json["createdAt"]);
        Assert.Equal("2026-11-21 09:55", $"{task.Headers.Date:yyyy-MM-dd HH:mm}");
        Assert.Equal("2026-11-21 10:00", $"{note.Headers.Date:yyyy-MM-dd HH:mm}");
        Assert.Equal(400, (await side.SendAsync(HttpMethod.Put, "/_sim/clock", """{"skew":"later"}""")).Status);
    }
}
