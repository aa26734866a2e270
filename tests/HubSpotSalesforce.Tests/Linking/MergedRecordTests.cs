using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Runs;
using static HubSpotSalesforce.Tests.Linking.LinkPortal;

namespace HubSpotSalesforce.Tests.Linking;

/// <summary>Merged, archived and converted records of both sides (R26, O2, O19).</summary>
public sealed class MergedRecordTests
{
    [Fact]
    public async Task An_old_id_leads_to_the_survivor()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutContact(303, "lee@example.com", "2021-01-01", ("hs_merged_object_ids", "101;102"));

        ContactLink?[] links = await sync.FindAsync("101", "303", "102");

        Assert.All(links, link => Assert.Equal((303L, Lee), (link!.ObjectId, link.SalesforceId)));
    }

    // R25, R28: nobody is left out where there is only one
    [Fact]
    public async Task Two_old_ids_of_one_survivor_are_one_contact()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutContact(101, "a@example.com");
        sync.PutContact(102, "b@example.com");
        sync.PutContact(303, "lee@example.com", "2021-01-01", ("hs_merged_object_ids", "101;102"));
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101, 102);

        PlanLine line = Assert.Single(await sync.PlanAsync());

        Assert.Equal(("create", "303", Lee), (line.Action, line.Contact, line.Who));
        Assert.Empty(line.LeftOut);
    }

    [Fact]
    public async Task A_stored_address_of_a_merged_contact_leads_to_the_survivor()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutContact(101, "old.lee@example.com");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        await sync.RunAsync();

        sync.PutContact(101, "gone@example.com");
        sync.PutContact(303, "lee@example.com", "2021-01-01", ("hs_merged_object_ids", "101"));
        sync.PutPerson(Lee, "old.lee@example.com");
        ContactLink link = await sync.FindOneAsync("old.lee@example.com");

        Assert.Equal((303L, Lee), (link.ObjectId, link.SalesforceId));
    }

    // R26: the newest is archived, the next newest wins; a call whose contacts are all gone waits
    [Theory]
    [InlineData(false, 1, "101")]
    [InlineData(true, 0, null)]
    public async Task Archived_contacts_do_not_count(bool isOlderArchivedToo, int created, string? contact)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutPerson(Kim, "kim@example.com");
        sync.PutContact(101, "lee@example.com", "2021-01-01");
        sync.PutContact(202, "kim@example.com", "2025-01-01");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101, 202);
        Assert.True(sync.Simulator.Portal.Archive("contacts", "202"));
        if (isOlderArchivedToo)
        {
            Assert.True(sync.Simulator.Portal.Archive("contacts", "101"));
        }

        PlanLine line = Assert.Single(await sync.PlanAsync());
        RunResult result = await sync.RunAsync();

        Assert.Equal((contact, created), (line.Contact, result.Created));
        Assert.Equal(1 - created, result.Skipped.GetValueOrDefault("NoContact"));
        Assert.Null(Assert.Single(await sync.FindAsync("202")));
    }

    // O19: a merged record to its master, as often as it was merged; none when the last one is gone
    [Theory]
    [InlineData(Kim, Kim)]                       // Lee merged into Kim
    [InlineData("003000000000003AAA", Kim)]      // Lee into a third, the third into Kim
    [InlineData("003000000000004AAA", null)]     // Lee into a fourth that was deleted
    [InlineData(Lee, null)]                      // a circle
    public async Task A_merged_record_leads_to_its_master(string mergedInto, string? expected)
    {
        await using SimulatedSync sync = await StartAsync("contacts: { linkBy: [property] }\n" + Calls);
        sync.PutPerson(Lee, null, mergedInto: mergedInto);
        sync.PutPerson("003000000000003AAA", null, mergedInto: Kim);
        sync.PutPerson("003000000000004AAA", null, isDeleted: true);
        sync.PutPerson(Kim, null);
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("salesforcecontactid", Lee));

        Assert.Equal(expected, (await sync.FindOneAsync("101")).SalesforceId);
    }

    // A merged record leaves the recycle bin after 15 days, and nothing tells any longer what became of it
    [Theory]
    [InlineData(true, Kim)]
    [InlineData(false, null)]
    public async Task A_master_that_a_run_found_is_kept_when_the_merged_record_can_no_longer_be_asked_for(bool wasSeenBefore, string? expected)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, null, mergedInto: Kim);
        sync.PutPerson(Kim, null);
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("salesforcecontactid", Lee));
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        if (wasSeenBefore)
        {
            await sync.RunAsync();
        }

        sync.PutPerson(Lee, null, mergedInto: Kim, deletedAt: "2026-10-01");

        Assert.Equal(expected, (await sync.FindOneAsync("101")).SalesforceId);
    }

    // O19: a lead merged into another, that one converted, its contact merged
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lead_is_followed_through_merge_conversion_and_merge_again(bool isConvertedContactDeleted)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lead, null, mergedInto: OtherLead);
        sync.PutPerson(OtherLead, null, "2022-01-01");
        string converted = sync.Simulator.Org.ConvertLead(OtherLead);
        sync.PutPerson(converted, null, "2026-11-20", mergedInto: isConvertedContactDeleted ? null : Kim, isDeleted: isConvertedContactDeleted);
        sync.PutPerson(Kim, null);
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("salesforceleadid", Lead));

        ContactLink link = await sync.FindOneAsync("101");

        // A lead whose contact is gone for good falls back to the address.
        Assert.Equal(isConvertedContactDeleted ? (Lee, "email") : (Kim, "property"), (link.SalesforceId, link.LinkedBy));
    }

    // A converted lead is read-only: a task on it would be refused
    [Fact]
    public async Task A_call_of_a_converted_lead_is_written_on_its_contact()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lead, "lee@example.com");
        sync.PutContact(101, "lee@example.com");
        await sync.PutCallAsync(7001, Now.AddMinutes(-20), 101);
        await sync.RunAsync();
        string contactId = sync.Simulator.Org.ConvertLead(Lead);
        await sync.PutCallAsync(7002, Now.AddMinutes(-10), 101);

        RunResult result = await sync.RunAsync();

        Assert.Equal(1, result.Created);
        Assert.Equal(contactId, sync.Tasks["hs-call-7002"]["WhoId"]!.ToString());
        Assert.Equal(contactId, (await sync.StoredAsync(101))!.SalesforceId);
    }
}
