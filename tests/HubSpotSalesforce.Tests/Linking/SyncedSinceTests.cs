using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Runs;
using static HubSpotSalesforce.Tests.Linking.LinkPortal;

namespace HubSpotSalesforce.Tests.Linking;

/// <summary>Since when a contact counts as linked, over whole runs (O2).</summary>
public sealed class SyncedSinceTests
{
    // O2, R17: the time we looked is not the time of the link
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_contact_linked_for_years_gets_the_call_it_had_ten_minutes_before_we_looked_first(bool isLinkedByProperty)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com", "2021-03-01");
        sync.PutContact(101, "lee@example.com", "2021-02-01", ("salesforcecontactid", isLinkedByProperty ? Lee : null));
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);

        RunResult result = await sync.RunAsync();

        Assert.Equal(1, result.Created);
    }

    [Fact]
    public async Task The_history_of_both_ids_counts_and_values_that_were_empty_do_not()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, null);
        JsonObject contact = PortalRecord.Contact(101, "lee@example.com", Day("2021-01-01"), Lee);
        contact["propertiesWithHistory"] = new JsonObject
        {
            ["salesforcecontactid"] = new JsonArray(Version(Lee, "2024-06-01"), Version("", "2022-01-01")),
            ["salesforceleadid"] = new JsonArray(Version("", "2024-06-01"), Version("00Q000000000009EAA", "2023-04-01"), Version("", "2021-02-01")),
        };
        sync.Simulator.Portal.Insert("contacts", contact);

        ContactLink link = await sync.FindOneAsync("101");

        Assert.Equal((Lee, Day("2023-04-01"), "history"), (link.SalesforceId, link.SyncedAt, link.SyncedAtSource));
    }

    [Theory]
    [InlineData("2021-02-01", "2023-03-01", "2023-03-01")]
    [InlineData("2024-02-01", "2023-03-01", "2024-02-01")]
    public async Task A_link_by_address_dates_from_the_later_of_both_records(string contactCreatedAt, string personCreatedAt, string syncedAt)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "LEE@example.com", personCreatedAt);
        sync.PutContact(101, "lee@example.com", contactCreatedAt);

        ContactLink link = await sync.FindOneAsync("101");

        Assert.Equal((Day(syncedAt), "records", "email"), (link.SyncedAt, link.SyncedAtSource, link.LinkedBy));
    }

    // O2, O19: the record is another one, the contact is the same
    [Fact]
    public async Task A_contact_whose_record_died_and_was_replaced_keeps_its_first_time()
    {
        await using SimulatedSync sync = await LinkedSinceAsync("2022-01-01");
        sync.PutPerson(Lee, "lee@example.com", "2022-01-01", isDeleted: true);
        sync.PutPerson(Lead, "lee@example.com", "2026-11-20");

        ContactLink link = await sync.FindOneAsync("101");

        Assert.Equal((Lead, Day("2022-01-01"), "records"), (link.SalesforceId, link.SyncedAt, link.SyncedAtSource));
    }

    // O2: a converted lead keeps its value, whether a run saw the lead before or not
    [Theory]
    [InlineData(false, "email")]
    [InlineData(true, "email")]
    [InlineData(false, "property")]
    [InlineData(true, "property")]
    public async Task A_converted_lead_keeps_its_value(bool wasSeenBefore, string way)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lead, "lee@example.com", "2022-01-01");
        sync.PutContact(101, "lee@example.com", "2021-02-01", ("salesforceleadid", way == "property" ? Lead : null));
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        if (wasSeenBefore)
        {
            await sync.RunAsync();
        }

        string contactId = sync.Simulator.Org.ConvertLead(Lead);
        ContactLink link = await sync.FindOneAsync("101");

        DateTimeOffset expected = Day(way == "property" ? "2021-02-01" : "2022-01-01");    // the history of the id says when
        Assert.Equal((contactId, "Contact", way, expected), (link.SalesforceId, link.SalesforceType, link.LinkedBy, link.SyncedAt));
        Assert.Empty(link.Others);
    }

    // O2: a merged contact inherits the earliest value of those merged into it
    [Theory]
    [InlineData("2021-06-01", "2024-06-01")]
    [InlineData("2024-06-01", "2021-06-01")]
    public async Task A_merged_contact_inherits_the_earliest_value(string loserSince, string survivorSince)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com", loserSince);
        sync.PutPerson(Kim, "kim@example.com", survivorSince);
        sync.PutContact(101, "lee@example.com");
        sync.PutContact(202, "kim@example.com");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        await sync.PutCallAsync(7002, Now.AddMinutes(-10), 202);
        await sync.RunAsync();

        sync.PutContact(202, "kim@example.com", "2021-01-01", ("hs_merged_object_ids", "101"), ("hs_additional_emails", "lee@example.com"));
        ContactLink link = await sync.FindOneAsync("101");
        await sync.PutCallAsync(7003, Now.AddMinutes(-5), 202);
        await sync.RunAsync();

        Assert.Equal((202L, Kim, Day("2021-06-01")), (link.ObjectId, link.SalesforceId, link.SyncedAt));
        Assert.Equal(Day("2021-06-01"), (await sync.StoredAsync(202))!.SyncedAt);
    }

    // O2: only what is older than the first run, by the clock of that run
    [Fact]
    public async Task AssumeSyncedAt_speaks_for_what_was_linked_before_the_first_run_and_for_nothing_later()
    {
        await using SimulatedSync sync = await StartAsync("contacts: { assumeSyncedAt: 2015-01-01T00:00:00Z }\n" + Calls);
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutContact(101, "lee@example.com");
        await sync.PutCallAsync(7001, Now.AddYears(-6), 101);
        await sync.RunAsync();

        sync.Simulator.Clock.Set(Now.AddDays(30));
        sync.PutPerson(Kim, "kim@example.com", "2026-12-01");
        sync.PutContact(202, "kim@example.com", "2026-12-01");
        ContactLink?[] links = await sync.FindAsync("101", "202");

        Assert.Equal((Day("2015-01-01"), "assumed"), (links[0]!.SyncedAt, links[0]!.SyncedAtSource));
        Assert.Equal((Day("2026-12-01"), "records"), (links[1]!.SyncedAt, links[1]!.SyncedAtSource));
        Assert.Equal((Day("2021-01-01"), "records"), ((await sync.StoredAsync(101))!.SyncedAt, (await sync.StoredAsync(101))!.Source));    // an assumption is not stored
        Assert.Single(sync.Tasks);
    }

    // O2: plans and lookups store nothing
    [Fact]
    public async Task A_run_stores_the_links_it_made_and_a_plan_or_lookup_does_not()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutContact(101, "lee@example.com");
        await sync.FindAsync("101");
        Assert.False(File.Exists(sync.StorePath));

        await sync.RunAsync();
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        await sync.PlanAsync();
        await sync.FindAsync("101");
        Assert.Null(await sync.StoredAsync(101));

        await sync.RunAsync();
        Assert.Equal((Lee, Day("2021-01-01"), "records", "email"), await sync.StoredAsync(101) is { } link ? (link.SalesforceId, link.SyncedAt, link.Source, link.LinkedBy) : default);
    }

    private static JsonObject Version(string value, string day) => new() { ["value"] = value, ["timestamp"] = PortalRecord.Time(Day(day)), ["sourceType"] = "SALESFORCE" };

    // A contact that a run linked by address, with a store that remembers it.
    private static async Task<SimulatedSync> LinkedSinceAsync(string day)
    {
        SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com", day);
        sync.PutContact(101, "lee@example.com", "2021-02-01");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);
        Assert.Equal(1, (await sync.RunAsync()).Created);
        return sync;
    }
}
