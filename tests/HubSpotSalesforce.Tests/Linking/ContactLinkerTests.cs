using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.HubSpot;
using HubSpotSalesforce.Tests.Remote;
using HubSpotSalesforce.Tests.Salesforce;
using HubSpotSalesforce.Tests.State;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.Linking;

/// <summary>Who a contact is in Salesforce, and since when (O2, O19).</summary>
public sealed class ContactLinkerTests : IAsyncLifetime, IDisposable
{
    private const string ContactA = "003R000000ATjnCIAT";
    private const string ContactB = "003R000000AZFUIIA5";

    private static readonly DateTimeOffset Now = Sample.Noon;
    private static readonly string LeadA = RecordId.Normalize("00QR000000ATjnC")!;

    private readonly TemporaryFolder _folder = new();
    private SqliteStore _store = null!;

    public async Task InitializeAsync() => _store = await SqliteStore.OpenAsync(_folder["state.db"], StoreMode.ReadOnly, TimeProvider.System, CancellationToken.None);

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // By property, 15 characters or 18.
    [InlineData("salesforcecontactid=003R000000ATjnC", "Id=A", "A", "property")]
    [InlineData("salesforcecontactid=003R000000ATjnCIAT", "Id=A", "A", "property")]
    [InlineData("salesforceleadid=00QR000000ATjnC", "Id=L", "L", "property")]
    [InlineData("salesforcecontactid=003R000000ATjnC,salesforceleadid=00QR000000ATjnC", "Id=L;Id=A", "A", "property")]    // after a conversion both may be there
    // R1: to nothing.
    [InlineData("", "", null, null)]
    [InlineData("salesforcecontactid=not an id", "", null, null)]
    [InlineData("salesforcecontactid=003R000000ATjnCIAA", "Id=A", null, null)]    // a wrong checksum
    // A dead id falls back to the address, a merged one leads to its master, a converted lead to its contact.
    [InlineData("salesforcecontactid=003R000000ATjnC", "Id=A,IsDeleted=true;Id=B,Email=lee@example.com", "B", "email")]
    [InlineData("salesforcecontactid=003R000000ATjnC", "Id=B,Email=lee@example.com", "B", "email")]
    [InlineData("salesforcecontactid=003R000000ATjnC", "Id=A,IsDeleted=true,MasterRecordId=B;Id=B", "B", "property")]
    [InlineData("salesforceleadid=00QR000000ATjnC", "Id=L,IsConverted=true,ConvertedContactId=A;Id=A", "A", "property")]
    [InlineData("salesforceleadid=00QR000000ATjnC", "Id=L,IsConverted=true,ConvertedContactId=A;Id=A,IsDeleted=true,MasterRecordId=B;Id=B", "B", "property")]
    [InlineData("salesforceleadid=00QR000000ATjnC", "Id=L,IsConverted=true", null, null)]    // its contact is hidden: a converted lead takes no tasks
    [InlineData("salesforcecontactid=003R000000ATjnC", "Id=A,IsDeleted=true,MasterRecordId=B;Id=B,IsDeleted=true,MasterRecordId=A", null, null)]    // a circle ends
    // By address: a contact before a lead, then the one changed last, then the lowest id.
    [InlineData("", "Id=L,Email=lee@example.com,LastModifiedDate=2026-02-01;Id=A,Email=LEE@example.com,LastModifiedDate=2020-01-01", "A", "email")]
    [InlineData("", "Id=A,Email=lee@example.com,LastModifiedDate=2025-01-01;Id=B,Email=lee@example.com,LastModifiedDate=2026-01-01", "B", "email")]
    [InlineData("", "Id=B,Email=lee@example.com,LastModifiedDate=2026-01-01;Id=A,Email=lee@example.com,LastModifiedDate=2026-01-01", "A", "email")]
    [InlineData("", "Id=L,Email=lee@example.com,IsConverted=true", null, null)]
    [InlineData("hs_additional_emails=old@example.com;older@example.com", "Id=A,Email=older@example.com", "A", "email")]
    [InlineData("hs_additional_emails=old@example.com", "Id=A,Email=old@example.com,LastModifiedDate=2026-01-01;Id=B,Email=lee@example.com", "B", "email")]    // the primary address first
    public async Task A_contact_is_found_by_its_id_and_else_by_its_addresses(string properties, string people, string? found, string? by)
    {
        ContactLink link = await LinkAsync(properties, people);

        Assert.Equal((Named(found), by), (link.SalesforceId, link.LinkedBy));
        Assert.Equal(found is null ? null : found == "L" ? "Lead" : "Contact", link.SalesforceType);
    }

    [Theory]    // contacts.linkBy
    [InlineData("property", null)]
    [InlineData("email", "B")]
    [InlineData("", null)]
    public async Task The_settings_say_what_is_linked_by(string ways, string? found)
    {
        ContactLink link = await LinkAsync(
            "salesforcecontactid=003R000000ATjnC", "Id=A,IsDeleted=true;Id=B,Email=lee@example.com", options => options with { Ways = ways.Split(' ', StringSplitOptions.RemoveEmptyEntries) });

        Assert.Equal(Named(found), link.SalesforceId);
    }

    // O2: the history, else the later of both records' creation, and the time we looked only when nothing else is known.
    [Theory]
    [InlineData("2021-05-01,2021-04-01", "2020-01-01", "2021-04-01", "history")]    // the earliest of all
    [InlineData("", "2022-06-01", "2022-06-01", "records")]
    [InlineData("", "2018-06-01", "2019-01-01", "records")]    // the contact was made later
    [InlineData("", null, "2026-03-01T12:00:00Z", "firstSeen")]
    public async Task The_first_sync_is_taken_from_the_best_there_is(string history, string? createdInSalesforce, string syncedAt, string source)
    {
        ContactLink link = await LinkAsync(
            "salesforcecontactid=003R000000ATjnC", createdInSalesforce is null ? "Id=A" : $"Id=A,CreatedDate={createdInSalesforce}", history: history);

        Assert.Equal((Sample.At(syncedAt), source), (link.SyncedAt, link.SyncedAtSource));
    }

    [Theory]    // O2: assumeSyncedAt replaces only what is older than the first run
    [InlineData("2025-01-01", "2026-01-01", "assumed")]
    [InlineData("2026-02-01", "2026-01-01", "history")]
    public async Task An_assumed_sync_holds_for_those_who_were_linked_before_the_first_run(string linked, string firstRun, string source)
    {
        ContactLink link = await LinkAsync(
            "salesforcecontactid=003R000000ATjnC", "Id=A", options => options with { AssumeSyncedAt = DateTimeOffset.UnixEpoch, FirstRunAt = Sample.At(firstRun) }, linked);

        Assert.Equal(source, link.SyncedAtSource);
        Assert.Equal(source == "assumed" ? DateTimeOffset.UnixEpoch : Sample.At(linked), link.SyncedAt);
    }

    [Fact]
    public async Task An_id_that_was_merged_away_leads_to_the_survivor_and_two_of_one_person_are_one()
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/contacts/batch/read", [Contacts("hs_merged_object_ids=300;299", "")]));
        await using OrgHost org = await OrgHost.StartAsync("""{"done":true,"records":[]}""");

        LinkedActivity[] linked = await Linker(portal, org).LinkAsync([Sample.Activity() with { ContactIds = ["300", "301", "777"] }, Sample.Activity() with { ContactIds = ["777"] }], default);

        Assert.Equal(301, Assert.Single(linked[0].Contacts).ObjectId);
        Assert.Empty(linked[1].Contacts);    // deleted
    }

    [Fact]
    public async Task A_person_known_by_address_alone_is_found_without_regard_to_case_and_asked_for_once()
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/contacts/batch/read", [Contacts("", "")]), ("/contacts/search", ["""{"results":[]}"""]));
        await using OrgHost org = await OrgHost.StartAsync("""{"done":true,"records":[]}""");
        ContactLinker linker = Linker(portal, org);
        Activity[] activities = [Sample.Activity("formSubmission") with { Email = "LEE@Example.com" }, Sample.Activity("formSubmission") with { Email = "nobody@example.com" }];

        LinkedActivity[] linked = await linker.LinkAsync(activities, default);
        await linker.LinkAsync(activities, default);

        Assert.Equal([1, 0], linked.Select(one => one.Contacts.Length));
        Assert.Equal(2, portal.Requests.Length);
        Assert.Equal("email", JObject.Parse(portal.Requests[0].Body)["idProperty"]);
        Assert.Equal("nobody@example.com", JObject.Parse(portal.Requests[1].Body).SelectToken("filterGroups[0].filters[0].value"));    // the stranger alone
    }

    private async Task<ContactLink> LinkAsync(string properties, string people, Func<LinkOptions, LinkOptions>? change = null, string history = "")
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/contacts/batch/read", [Contacts(properties, history)]));
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 200, Answer(context.Request.Query["q"].ToString(), people)));

        LinkedActivity[] linked = await Linker(portal, org, change).LinkAsync([Sample.Activity() with { ContactIds = ["301"] }], default);

        return Assert.Single(linked[0].Contacts);
    }

    private ContactLinker Linker(PortalHost portal, OrgHost org, Func<LinkOptions, LinkOptions>? change = null)
    {
        LinkOptions options = new() { Now = Now, FirstRunAt = Now };
        return new ContactLinker(new ContactReader(portal.Client), new PersonReader(org.Client), null, _store, null, change is null ? options : change(options));
    }

    // One contact, lee@example.com; the history as days on which an id was set, and one on which it was taken away.
    private static string Contacts(string properties, string history)
    {
        JObject values = new() { ["email"] = "lee@example.com", ["createdate"] = "2019-01-01T00:00:00Z" };
        foreach (string[] pair in properties.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')))
        {
            values[pair[0]] = pair[1];
        }

        JArray entries = [.. history.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(day => new JObject { ["value"] = ContactA, ["timestamp"] = day + "T00:00:00Z" })];
        entries.Add(new JObject { ["value"] = "", ["timestamp"] = "2010-01-01T00:00:00Z" });
        return new JObject
        {
            ["results"] = new JArray(new JObject { ["id"] = "301", ["properties"] = values, ["propertiesWithHistory"] = new JObject { ["salesforcecontactid"] = entries } }),
        }.ToString();
    }

    // An org of two contacts, A and B, and a lead, L, each with what the test says of it; asked for by id or by address.
    private static string Answer(string soql, string people)
    {
        JArray records = [];
        foreach (string person in people.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            JObject record = [];
            foreach (string[] pair in person.Split(',').Select(pair => pair.Split('=')))
            {
                record[pair[0]] = pair[0] is "Id" or "MasterRecordId" or "ConvertedContactId" ? Named(pair[1]) : pair[1] == "true" ? true : pair[1];
            }

            bool isAsked = soql.Contains(record["Id"]!.ToString(), StringComparison.Ordinal)
                || (soql.Contains("Email IN", StringComparison.Ordinal) && record["Email"] is { } email && soql.Contains(email.ToString(), StringComparison.OrdinalIgnoreCase) && record["IsDeleted"] is null);
            if (isAsked && soql.Contains(record["Id"]!.ToString() == LeadA ? "FROM Lead" : "FROM Contact", StringComparison.Ordinal))
            {
                records.Add(record);
            }
        }

        return new JObject { ["done"] = true, ["records"] = records }.ToString();
    }

    private static string? Named(string? person) => person switch
    {
        "A" => ContactA,
        "B" => ContactB,
        "L" => LeadA,
        _ => null,
    };
}
