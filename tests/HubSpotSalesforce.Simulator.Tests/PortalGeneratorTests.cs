using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.Salesforce;

namespace HubSpotSalesforce.Simulator.Tests;

public sealed class PortalGeneratorTests
{
    private static readonly DateTimeOffset Now = StoppedTime.Now;

    [Fact]
    public void The_same_size_seed_and_instant_make_the_same_portal()
    {
        string[] first = Lines(Generate(40, 300, 7));

        Assert.Equal(first, Lines(Generate(40, 300, 7)));
        Assert.NotEqual(first, Lines(Generate(40, 300, 8)));
    }

    [Fact]
    public void Of_five_contacts_two_are_linked_one_is_a_lead_one_is_found_by_address_and_one_not_at_all()
    {
        GeneratedRecord[] portal = Generate(100, 0);
        JsonObject[] contacts = Of(portal, "contacts");
        HashSet<string?> addresses = [.. Of(portal, "Contact").Select(contact => (string?)contact["Email"])];

        JsonObject[] byId = [.. contacts.Where(contact => contact["properties"]!["salesforcecontactid"] is not null)];
        JsonObject[] leads = [.. contacts.Where(contact => contact["properties"]!["salesforceleadid"] is not null)];
        JsonObject[] byAddress = [.. contacts.Except(byId).Where(contact => addresses.Contains((string?)contact["properties"]!["email"]))];

        Assert.Equal((100, 40, 20, 20), (contacts.Length, byId.Length, leads.Length, byAddress.Length));
        Assert.All(byId.Concat(leads), contact => Assert.NotNull(contact["propertiesWithHistory"]));
        Assert.Equal(
            byId.Select(contact => (string?)contact["properties"]!["salesforcecontactid"]).Concat(byAddress.Select(_ => (string?)null)).Count(),
            Of(portal, "Contact").Length);
    }

    [Fact]
    public void Owners_differ_in_what_they_are_in_Salesforce()
    {
        GeneratedRecord[] portal = Generate(5, 0);
        JsonObject[] owners = Of(portal, "owners");
        Dictionary<string, bool> users = Of(portal, "User").ToDictionary(user => (string)user["Email"]!, user => (bool)user["IsActive"]!);

        Assert.Contains(owners, owner => !users.ContainsKey((string)owner["email"]!));
        Assert.Contains(owners, owner => users.TryGetValue((string)owner["email"]!, out bool isActive) && !isActive);
        Assert.Contains(owners, owner => (bool)owner["archived"]!);
        Assert.Contains(owners, owner => (string?)owner["type"] == "QUEUE");
    }

    [Fact]
    public void Activities_show_every_trait_that_a_sync_must_cope_with()
    {
        GeneratedRecord[] portal = Generate(60, 10_000);
        JsonObject[] activities = [.. new[] { "calls", "emails", "meetings", "notes", "tasks" }.SelectMany(type => Of(portal, type))];
        JsonObject[] events = Of(portal, "email_events");

        Assert.Contains(activities, activity => Contacts(activity) == 0);
        Assert.Contains(activities, activity => Contacts(activity) > 5);
        Assert.Contains(activities, activity => (bool)activity["archived"]!);
        Assert.Contains(activities, activity => Value(activity, "hs_object_source") == "SALESFORCE");
        Assert.Contains(Of(portal, "calls"), call => Value(call, "hs_call_title") is { Length: > 255 } title && char.IsHighSurrogate(title[248]));
        Assert.Contains(Of(portal, "calls"), call => Value(call, "hs_call_title") is { Length: > 255 } title && char.IsLowSurrogate(title[248]));
        Assert.Contains(Of(portal, "notes"), note => Value(note, "hs_note_body") is null);
        Assert.Contains(Of(portal, "notes"), note => Value(note, "hs_note_body") is { Length: > 32_000 and <= 65_536 });
        Assert.Equal(5, Of(portal, "tasks").Select(task => Value(task, "hs_task_status")).Distinct().Count());
        Assert.Contains(Of(portal, "tasks"), task => Value(task, "hs_timestamp") is null);
        Assert.All(Of(portal, "meetings"), meeting => Assert.True(string.CompareOrdinal(Value(meeting, "hs_createdate"), Value(meeting, "hs_meeting_start_time")) < 0));
        Assert.Contains(events, row => (bool)row["filteredEvent"]!);
        Assert.Contains(events, row => row["obsoletedBy"] is not null);
        Assert.Contains(events.Where(row => (string?)row["type"] == "OPEN").GroupBy(row => row["sentBy"]!["id"]!.ToString()), opens => opens.Count() > 2);
        Assert.Contains(
            Of(portal, "form_submissions").GroupBy(row => (row["formId"]!.ToString(), row["values"]![0]!["value"]!.ToString())), repeats => repeats.Count() > 1);
        Assert.Equal(3, Of(portal, "event_occurrences").Select(row => (string?)row["eventType"]).Distinct().Count());
    }

    [Fact]
    public void Activities_fill_the_last_twenty_days_and_ids_grow_with_them()
    {
        JsonObject[] calls = Of(Generate(20, 2_000), "calls");
        DateTimeOffset[] created = [.. calls.Select(call => DateTimeOffset.Parse(Value(call, "hs_createdate")!, CultureInfo.InvariantCulture))];

        Assert.Equal(created.Order(), created);
        Assert.Equal(calls.OrderBy(call => long.Parse((string)call["id"]!, CultureInfo.InvariantCulture)), calls);
        Assert.InRange(created[0], Now.AddDays(-20), Now.AddDays(-19));
        Assert.InRange(created[^1], Now.AddDays(-1), Now);
        Assert.All(calls, call => Assert.True(string.CompareOrdinal(Value(call, "hs_lastmodifieddate"), "2026-11-21T10:00:00.000Z") <= 0));
    }

    [Fact]
    public async Task Both_sides_take_what_was_generated()
    {
        SimulatorOptions options = new() { Generate = new PortalSize(50, 500), Seed = 3, Time = new StoppedTime() };

        await using SimulatorHost host = await SimulatorHost.StartAsync(options);

        Assert.Equal((50, 30, 10), (host.Portal.Records("contacts").Count, host.Org.Records("Contact").Count, host.Org.Records("Lead").Count));
        Assert.True(host.Portal.Newest() <= Now);
    }

    [Theory]
    [InlineData("200x2000", 200, 2_000)]
    [InlineData("1x0", 1, 0)]
    public void A_size_is_two_numbers(string text, int contacts, int activities) => Assert.Equal(new PortalSize(contacts, activities), PortalSize.Read(text));

    [Theory]
    [InlineData("200")]
    [InlineData("0x5")]
    [InlineData("-1x5")]
    [InlineData("1x2x3")]
    [InlineData("axb")]
    public void What_is_no_size_is_null(string text) => Assert.Null(PortalSize.Read(text));

    private static GeneratedRecord[] Generate(int contacts, int activities, int seed = 7)
        => [.. new PortalGenerator(new PortalSize(contacts, activities), seed, Now).Generate()];

    private static string[] Lines(IEnumerable<GeneratedRecord> records) => [.. records.Select(record => $"{record.Type} {record.Record.ToJsonString()}")];

    private static JsonObject[] Of(IEnumerable<GeneratedRecord> portal, string type) => [.. portal.Where(record => record.Type == type).Select(record => record.Record)];

    private static int Contacts(JsonObject activity) => activity["associations"]!["contacts"]!.AsArray().Count;

    private static string? Value(JsonObject record, string property) => (string?)record["properties"]![property];
}
