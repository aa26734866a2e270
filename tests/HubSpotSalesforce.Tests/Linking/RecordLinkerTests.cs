using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Runs;
using static HubSpotSalesforce.Tests.Linking.LinkPortal;

namespace HubSpotSalesforce.Tests.Linking;

/// <summary>From the lead, contact and record of a task to HubSpot (O19 the other way round, R57).</summary>
public sealed class RecordLinkerTests
{
    private const string Account = "001000000000001AAA";
    private const string Opportunity = "006000000000001AAA";
    private const string Case = "500000000000001AAA";

    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Theory]    // O19: both forms of the id, whatever the address says
    [InlineData("salesforcecontactid", Lee)]
    [InlineData("salesforcecontactid", "003000000000001")]
    [InlineData("salesforceleadid", Lead)]
    [InlineData("salesforceleadid", "00Q000000000001")]
    public async Task A_person_is_the_contact_that_names_it(string property, string value)
    {
        await using SimulatedSync sync = await StartAsync();
        string who = value.StartsWith("00Q", StringComparison.Ordinal) ? Lead : Lee;
        sync.PutPerson(who, "lee@x.com");
        sync.PutContact(101, "other@x.com", "2021-01-01", (property, value));
        sync.PutContact(102, "lee@x.com");

        LinkedRecord linked = await LinkOneAsync(sync, who);

        Assert.Equal((101L, who, "property"), (linked.Contact!.ObjectId, linked.Contact.SalesforceId, linked.Contact.LinkedBy));
        Assert.Equal(["contacts/101"], linked.Beside);
    }

    [Theory]    // O19
    [InlineData("email", "lee@x.com", "")]
    [InlineData("email", "LEE@x.com", "")]
    [InlineData("email", "new@x.com", "lee@x.com")]    // a further address
    public async Task Without_the_id_the_address_leads_to_the_contact(string way, string email, string further)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com");
        sync.PutContact(101, email, "2021-01-01", ("hs_additional_emails", further));

        LinkedRecord linked = await LinkOneAsync(sync, Lee);

        Assert.Equal((101L, Lee, way), (linked.Contact!.ObjectId, linked.Contact.SalesforceId, linked.Contact.LinkedBy));
    }

    [Fact]
    public async Task Two_people_with_one_address_are_one_contact_for_each_of_whom_it_stands()    // O19
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com", modifiedAt: "2026-01-01");
        sync.PutPerson(Kim, "lee@x.com", modifiedAt: "2025-01-01");
        sync.PutContact(101, "lee@x.com");

        LinkedRecord[] linked = await LinkAsync(sync, [On(Lee), On(Kim)]);

        Assert.Equal([Lee, Kim], linked.Select(record => record.Contact!.SalesforceId));
        Assert.Equal(["contacts/101", "contacts/101"], linked.SelectMany(record => record.Beside));
    }

    [Theory]    // the ways of the settings, in their order
    [InlineData("property", 101L)]
    [InlineData("email", 102L)]
    [InlineData("property email", 101L)]
    [InlineData("email property", 102L)]
    public async Task People_are_found_in_the_ways_that_were_chosen(string ways, long contact)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com");
        sync.PutContact(101, "other@x.com", "2021-01-01", ("salesforcecontactid", Lee));
        sync.PutContact(102, "lee@x.com");

        LinkedRecord linked = Assert.Single(await LinkAsync(sync, [On(Lee)], ways: ways.Split(' ')));

        Assert.Equal(contact, linked.Contact!.ObjectId);
    }

    [Fact]
    public async Task A_converted_lead_is_followed_and_HubSpot_may_know_either_id()    // O19, O24
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lead, "lee@x.com");
        sync.PutPerson(OtherLead, "kim@x.com");
        string lee = sync.Simulator.Org.ConvertLead(Lead);
        string kim = sync.Simulator.Org.ConvertLead(OtherLead);
        sync.PutContact(101, "old.lee@x.com", "2021-01-01", ("salesforceleadid", Lead));    // not told of the conversion yet
        sync.PutContact(102, "old.kim@x.com", "2021-01-01", ("salesforcecontactid", kim));

        // One at a time: a contact must be known as the lead it was, even when nobody asks for that lead.
        LinkedRecord[] linked = [await LinkOneAsync(sync, Lead), await LinkOneAsync(sync, lee), await LinkOneAsync(sync, OtherLead), await LinkOneAsync(sync, kim)];

        Assert.Equal([101L, 101, 102, 102], linked.Select(record => record.Contact!.ObjectId));
        Assert.Equal([lee, lee, kim, kim], linked.Select(record => record.Contact!.SalesforceId));
    }

    [Theory]    // O24: of two leads that became one contact, the conversion that explains the last change
    [InlineData("2026-03-01T09:02:00Z", "2026-03-01T09:00:00Z")]
    [InlineData("2026-04-01T08:00:00Z", "2026-04-01T09:00:00Z")]
    public async Task An_activity_tells_when_its_contact_was_converted_from_a_lead(string modifiedAt, string convertedAt)
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com");
        sync.PutPerson(Kim, "kim@x.com");
        PutConverted(sync, Lead, "2026-03-01");
        PutConverted(sync, OtherLead, "2026-04-01");

        LinkedRecord[] linked = await LinkAsync(sync, [On(Lee) with { ModifiedAt = Sample.At(modifiedAt) }, On(Kim), On(null)]);

        Assert.Equal([Sample.At(convertedAt), null, null], linked.Select(record => record.ConvertedAt));
    }

    [Fact]
    public async Task A_merged_person_is_followed_to_its_master()    // O19
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com", mergedInto: Kim);
        sync.PutPerson(Kim, "kim@x.com");
        sync.PutContact(101, "other@x.com", "2021-01-01", ("salesforcecontactid", Kim));

        Assert.Equal((101L, Kim), ((await LinkOneAsync(sync, Lee)).Contact!.ObjectId, (await LinkOneAsync(sync, Lee)).Contact!.SalesforceId));
    }

    [Fact]
    public async Task Of_several_contacts_with_one_id_the_one_created_last_is_taken()    // R26
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com");
        sync.PutContact(101, "a@x.com", "2022-01-01", ("salesforcecontactid", Lee));
        sync.PutContact(102, "b@x.com", "2023-01-01", ("salesforcecontactid", Lee));
        sync.PutContact(103, "c@x.com", "2021-01-01", ("salesforcecontactid", Lee));

        Assert.Equal(102L, (await LinkOneAsync(sync, Lee)).Contact!.ObjectId);
    }

    [Fact]
    public async Task Who_is_nobody_in_HubSpot_deleted_or_unknown_has_no_contact()    // O3
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com");
        sync.PutPerson(Kim, null);
        sync.PutPerson(Lead, "lead@x.com", isDeleted: true);
        sync.PutContact(101, "lead@x.com");

        LinkedRecord[] linked = await LinkAsync(sync, [On(Lee), On(Kim), On(Lead), On(OtherLead), On(null)]);

        Assert.All(linked, record => Assert.Null(record.Contact));
        Assert.All(linked, record => Assert.Empty(record.Beside));
    }

    [Fact]
    public async Task A_contact_outside_the_inclusion_list_is_named_and_is_not_beside()    // O25, O3
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com");
        sync.PutPerson(Kim, "kim@x.com");
        sync.PutContact(101, "lee@x.com");
        sync.PutContact(102, "kim@x.com");
        sync.Simulator.Portal.Insert("list_memberships", new JsonObject { ["listId"] = "55", ["recordId"] = "102" });

        LinkedRecord[] linked = await LinkAsync(sync, [On(Lee), On(Kim)], listId: 55);

        Assert.Equal([true, false], linked.Select(record => record.Contact!.IsOutsideInclusionList));
        Assert.Equal([0, 1], linked.Select(record => record.Beside.Length));
    }

    [Fact]
    public async Task What_an_activity_is_about_is_a_company_a_deal_or_a_ticket()    // R57
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com");
        sync.PutContact(101, "lee@x.com");
        await DefineAsync(sync, "tickets", "salesforce_case");
        Put(sync, "companies", 402, "salesforceaccountid", Account);
        Put(sync, "companies", 401, "salesforceaccountid", Account[..15]);    // the first made counts
        Put(sync, "deals", 501, "hs_salesforceopportunityid", Opportunity);
        Put(sync, "tickets", 601, "salesforce_case", Case);

        LinkedRecord[] linked = await LinkAsync(
            sync, [On(Lee, Account), On(null, Opportunity), On(Lee, Case), On(Lee, "a00000000000001AAA"), On(Lee, "001000000000009AAA")], caseProperty: "salesforce_case");

        Assert.Equal(["contacts/101,companies/401", "deals/501", "contacts/101,tickets/601", "contacts/101", "contacts/101"], linked.Select(record => string.Join(',', record.Beside)));
    }

    [Fact]
    public async Task A_case_is_not_linked_unless_its_property_is_named()    // R57
    {
        await using SimulatedSync sync = await StartAsync();

        Assert.Empty(Assert.Single(await LinkAsync(sync, [On(null, Case)])).Beside);
    }

    [Fact]
    public async Task What_was_learned_is_not_asked_for_again_and_links_are_remembered()    // O19
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@x.com");
        sync.PutContact(101, "lee@x.com", "2021-01-01", ("salesforcecontactid", Lee));
        await using Linkage linkage = await Linkage.OpenAsync(sync, [LinkWay.Property, LinkWay.Email], null, null, isPlan: false);

        await linkage.Linker.LinkAsync([On(Lee, Account), On(Kim, Opportunity)], Cancel);
        (int Searches, int Reads) once = (sync.Simulator.HubSpotCalls.Count("search"), sync.Simulator.SalesforceCalls.Count("query"));
        await linkage.Linker.LinkAsync([On(Lee, Account), On(Kim, Opportunity)], Cancel);

        Assert.Equal(once, (sync.Simulator.HubSpotCalls.Count("search"), sync.Simulator.SalesforceCalls.Count("query")));
        Assert.Equal(Lee, (await sync.StoredAsync(101))!.SalesforceId);
    }

    private static Activity On(string? who, string? what = null) => Sample.Activity() with { WhoId = who, WhatId = what };

    private static void PutConverted(SimulatedSync sync, string lead, string day) => sync.Simulator.Org.Insert("Lead", new JsonObject
    {
        ["Id"] = lead,
        ["LastName"] = "Lee",
        ["Company"] = "Acme",
        ["IsConverted"] = true,
        ["ConvertedDate"] = day,
        ["ConvertedContactId"] = Lee,
        ["LastModifiedDate"] = $"{day}T09:00:00.000+0000",
    });

    private static async Task<LinkedRecord> LinkOneAsync(SimulatedSync sync, string who) => Assert.Single(await LinkAsync(sync, [On(who)]));

    private static async Task<LinkedRecord[]> LinkAsync(SimulatedSync sync, Activity[] activities, string[]? ways = null, long? listId = null, string? caseProperty = null)
    {
        await using Linkage linkage = await Linkage.OpenAsync(sync, ways ?? [LinkWay.Property, LinkWay.Email], listId, caseProperty, isPlan: true);
        return await linkage.Linker.LinkAsync(activities, Cancel);
    }

    private static void Put(SimulatedSync sync, string type, long id, string property, string value)
        => sync.Simulator.Portal.Insert(type, new JsonObject { ["id"] = $"{id}", ["properties"] = new JsonObject { [property] = value } });

    private static async Task DefineAsync(SimulatedSync sync, string type, string property)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(sync.Simulator.HubSpotUrl, $"/crm/properties/2026-09/{type}"));
        request.Headers.Authorization = new("Bearer", sync.Simulator.HubSpotToken);
        request.Content = new StringContent($$"""{"name":"{{property}}","label":"Case","type":"string","fieldType":"text","groupName":"ticketinformation"}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>A linker with its clients and its store.</summary>
    private sealed class Linkage : IAsyncDisposable
    {
        private readonly HubSpotClient _portal;
        private readonly SalesforceClient _org;
        private readonly SqliteStore _store;

        private Linkage(SimulatedSync sync, SqliteStore store, Lease? lease, string[] ways, long? listId, string? caseProperty)
        {
            HostGuard guard = new(allowsLoopback: true);
            _portal = new HubSpotClient(new HubSpotOptions(sync.Simulator.HubSpotUrl, sync.Simulator.HubSpotToken), guard, sync.Simulator.Clock, new Random(1));
            _org = new SalesforceClient(
                new SalesforceOptions { LoginUrl = sync.Simulator.SalesforceUrl, ClientId = sync.Simulator.Org.ClientId, ClientSecret = sync.Simulator.Org.ClientSecret }, guard, sync.Simulator.Clock, new Random(1));
            _store = store;
            InclusionList? inclusion = listId is { } id ? new InclusionList(_portal, id, said => new SyncException(FaultKind.SettingsInvalid, "list", said)) : null;
            PersonReader people = new(_org);
            ContactLinker contacts = new(new ContactReader(_portal), people, inclusion, store, lease, new LinkOptions { Ways = ways, FirstRunAt = Now, Now = Now });
            Linker = new RecordLinker(
                contacts, new RecordFinder(_portal, new PropertyReader(_portal)), people, new ConversionReader(_org), new RecordLinkOptions { Ways = ways, CaseProperty = caseProperty });
        }

        public RecordLinker Linker { get; }

        public static async Task<Linkage> OpenAsync(SimulatedSync sync, string[] ways, long? listId, string? caseProperty, bool isPlan)
        {
            SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, isPlan ? StoreMode.ReadOnly : StoreMode.ReadWrite, TimeProvider.System, Cancel);
            Lease? lease = isPlan ? null : await store.AcquireAsync("test", TimeSpan.FromMinutes(5), Cancel);
            return new Linkage(sync, store, lease, ways, listId, caseProperty);
        }

        public async ValueTask DisposeAsync()
        {
            _portal.Dispose();
            _org.Dispose();
            await _store.DisposeAsync();
        }
    }
}
