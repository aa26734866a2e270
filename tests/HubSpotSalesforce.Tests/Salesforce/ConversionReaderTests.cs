using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Activities;

namespace HubSpotSalesforce.Tests.Salesforce;

public sealed class ConversionReaderTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_lead_that_was_converted_a_moment_ago_tells_when()    // O24
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Lead", SimulatedOrg.Lead, "2021-01-01T00:00:00Z", ("LastName", "Lee"), ("Company", "Acme"));
        DateTimeOffset before = org.Simulator.Clock.GetUtcNow().AddSeconds(-2);

        string contact = org.Simulator.Org.ConvertLead(SimulatedOrg.Lead);
        LeadConversion conversion = Assert.Single(await new ConversionReader(org.Client).OfContactsAsync([contact, SimulatedOrg.Contact], Cancel));

        Assert.Equal((SimulatedOrg.Lead, contact), (conversion.LeadId, conversion.ContactId));
        Assert.NotEmpty(conversion.At);
        Assert.All(conversion.At, at => Assert.InRange(at, before, before.AddMinutes(5)));
    }

    [Theory]    // O24: Salesforce keeps the day of the conversion; a stamp that is not near it tells something else
    [InlineData("2026-03-01", "2026-03-01T09:00:00Z", "2020-01-01T00:00:00Z", "2026-03-01T09:00:00Z")]
    [InlineData("2026-03-01", "2026-07-01T09:00:00Z", "2026-03-01T08:59:58Z", "2026-03-01T08:59:58Z")]
    [InlineData("2026-03-01", "2026-03-01T09:00:00Z", "2026-03-01T08:59:58Z", "2026-03-01T08:59:58Z 2026-03-01T09:00:00Z")]
    [InlineData("2026-03-01", "2026-02-28T20:00:00Z", "2020-01-01T00:00:00Z", "2026-02-28T20:00:00Z")]    // the user's day, in Auckland
    [InlineData("2026-03-01", "2026-07-01T09:00:00Z", "2020-01-01T00:00:00Z", "")]
    public async Task The_instants_at_which_it_may_have_happened_agree_with_the_day(string day, string leadModifiedAt, string contactMadeAt, string instants)
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Contact", SimulatedOrg.Contact, contactMadeAt, ("LastName", "Lee"));
        PutConverted(org, SimulatedOrg.Lead, day, leadModifiedAt);

        LeadConversion conversion = Assert.Single(await new ConversionReader(org.Client).OfContactsAsync([SimulatedOrg.Contact], Cancel));

        Assert.Equal(instants.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Sample.At), conversion.At);
    }

    [Fact]
    public async Task A_contact_may_have_been_several_leads_and_leads_are_not_asked_for()    // O24
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Contact", SimulatedOrg.Contact, "2020-01-01T00:00:00Z", ("LastName", "Lee"));
        PutConverted(org, SimulatedOrg.Lead, "2026-03-01", "2026-03-01T09:00:00Z");
        PutConverted(org, "00Q000000000002EAA", "2026-04-01", "2026-04-01T09:00:00Z");
        org.Put("Lead", "00Q000000000003EAA", "2026-03-01T09:00:00Z", ("LastName", "Lee"), ("Company", "Acme"));

        IReadOnlyList<LeadConversion> found = await new ConversionReader(org.Client).OfContactsAsync([SimulatedOrg.Contact, "00Q000000000003EAA"], Cancel);

        Assert.Equal([SimulatedOrg.Lead, "00Q000000000002EAA"], found.Select(conversion => conversion.LeadId).Order(StringComparer.Ordinal));
    }

    private static void PutConverted(SimulatedOrg org, string lead, string day, string modifiedAt) => org.Put(
        "Lead", lead, modifiedAt, ("LastName", "Lee"), ("Company", "Acme"), ("IsConverted", JsonValue.Create(true)), ("ConvertedDate", day), ("ConvertedContactId", SimulatedOrg.Contact));
}
