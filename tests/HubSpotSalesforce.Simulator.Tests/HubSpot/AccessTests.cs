using System.Net.Http.Headers;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class AccessTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("pat-na1-other")]
    public async Task Without_the_right_token_every_endpoint_refuses(string? token)
    {
        await using HubSpotSide side = await StartAsync();
        side.Client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        Answer answer = await side.GetAsync("/crm/v3/owners");

        Assert.Equal((401, "INVALID_AUTHENTICATION"), (answer.Status, answer.Category));
    }

    [Theory]
    [InlineData("/crm/v3/owners", "crm.objects.owners.read")]
    [InlineData("/crm/v3/objects/calls", "crm.objects.contacts.read")]
    [InlineData("/crm/v3/objects/emails", "crm.objects.contacts.read,sales-email-read")]    // e-mails need both
    [InlineData("/crm/v3/objects/companies", "crm.objects.companies.read")]
    [InlineData("/email/public/v1/events", "content")]
    [InlineData("/marketing/v3/forms", "forms")]
    [InlineData("/form-integrations/v1/submissions/forms/f1", "forms")]
    [InlineData("/events/event-occurrences/2026-09", "oauth")]
    [InlineData("/account-info/2026-09/details", "oauth")]
    [InlineData("/crm/lists/2026-09/101/memberships", "crm.lists.read")]
    public async Task A_scope_that_is_missing_is_named(string path, string scopes)
    {
        await using HubSpotSide side = await StartAsync(options => options with { HubSpotScopes = [] });

        Answer answer = await side.GetAsync(path);

        Assert.Equal((403, "MISSING_SCOPES"), (answer.Status, answer.Category));
        Assert.Equal(scopes.Split(','), answer.Json["errors"]![0]!["context"]!["requiredGranularScopes"]!.AsArray().Select(scope => (string)scope!));
    }

    [Fact]
    public async Task Emails_are_refused_with_one_of_their_two_scopes()
    {
        await using HubSpotSide side = await StartAsync(options => options with { HubSpotScopes = ["crm.objects.contacts.read"] });

        Assert.Equal(403, (await side.GetAsync("/crm/v3/objects/emails")).Status);
        Assert.Equal(200, (await side.GetAsync("/crm/v3/objects/calls")).Status);
    }
}
