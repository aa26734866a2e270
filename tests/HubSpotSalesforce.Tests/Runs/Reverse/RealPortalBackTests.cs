using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>The tasks and events of a real org, by an import of their history; what is expected is read from the portal's files, without a line of the core.</summary>
public sealed class RealPortalBackTests
{
    private static readonly string[] Types = ["calls", "emails", "meetings", "tasks"];

    // R44, R45, R49, O3
    [RealPortalFact]
    public async Task Every_task_and_event_comes_into_HubSpot_once_with_its_contact_and_a_second_run_writes_nothing()
    {
        string folder = RealPortal.Folder!;
        await using SimulatedSync sync = await SimulatedSync.StartAsync(
            new SimulatorOptions { PortalFolder = folder }, TwoWaySync.Settings().Replace("taskCreated: { sync: true }", "callMade: { sync: true }", StringComparison.Ordinal));
        await sync.PreparePortalAsync();
        RunRequest backfill = new() { SettingPath = sync.SettingPath, BackfillSince = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        Dictionary<string, (string Type, string? Contact)> asItStands = ExpectedOf(folder, []);

        List<PlanLine> lines = [];
        RunResult first = await sync.RunBackAsync(backfill, lines: lines);
        Assert.Equal(asItStands.Count(one => one.Value.Contact is not null), first.Created);
        Assert.Equal(asItStands.Where(one => one.Value.Contact is null).Select(one => one.Key).Order(), lines.Where(line => line.Reason == "NoLinkedRecord").Select(line => line.Key).Order());

        // The people of the portal's files are not those of its activities: here they meet.
        Dictionary<string, string> met = Meet(sync, folder);
        Dictionary<string, (string Type, string? Contact)> expected = ExpectedOf(folder, met);
        RunResult second = await sync.RunBackAsync(backfill);
        int writes = sync.Writes();
        RunResult third = await sync.RunBackAsync(backfill);
        RunResult ordinary = await sync.RunBackAsync();

        Assert.Equal(expected.Count, first.Created + second.Created);
        Assert.Equal(
            expected.Select(one => $"{one.Key} {one.Value.Type} {one.Value.Contact}").Order(StringComparer.Ordinal),
            Types.SelectMany(type => sync.Made(type).Select(record => $"{record.Property(HubSpotField.Key)} {type} {string.Join(',', record["associations"]?["contacts"]?.AsArray().Select(id => id!.ToString()) ?? [])}")).Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 0, 0), (third.Created, third.Updated, ordinary.Created, ordinary.Updated));
        Assert.Equal(writes, sync.Writes());
    }

    // Each person of an activity whom HubSpot does not know becomes a contact there, and in Salesforce where only its id was left.
    private static Dictionary<string, string> Meet(SimulatedSync sync, string folder)
    {
        Dictionary<string, string> met = [];
        foreach (string who in Rows(folder).Select(row => Text(row.Row, "WhoId")!).Distinct().Where(who => ContactOf(folder, []).GetValueOrDefault(who) is null))
        {
            bool isLead = who.StartsWith("00Q", StringComparison.Ordinal);
            string type = isLead ? "Lead" : "Contact";
            if (sync.Simulator.Org.Records(type).All(person => Text(person, "Id") != who))
            {
                sync.Simulator.Org.Insert(type, new JsonObject { ["Id"] = who, ["LastName"] = who, ["Company"] = isLead ? "Example" : null });
            }

            met[who] = $"{70_000 + met.Count}";
            JsonObject contact = PortalRecord.Contact(70_000 + met.Count - 1, $"{who}@example.com", new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero));
            contact["properties"]![isLead ? "salesforceleadid" : "salesforcecontactid"] = who;
            sync.Simulator.Portal.Insert("contacts", contact);
        }

        return met;
    }

    private static Dictionary<string, (string Type, string? Contact)> ExpectedOf(string folder, Dictionary<string, string> met)
    {
        Dictionary<string, string?> contacts = ContactOf(folder, met);
        return Rows(folder).Where(row => row.Row["IsDeleted"]?.GetValue<bool>() != true).ToDictionary(
            row => $"sf-{Text(row.Row, "Id")}",
            row => (row.Type, contacts.GetValueOrDefault(Text(row.Row, "WhoId") ?? "")));
    }

    private static IEnumerable<(string Type, JsonObject Row)> Rows(string folder) =>
    [
        .. Lines(folder, "salesforce/tasks").Select(row => (Text(row, "TaskSubtype") switch { "Call" => "calls", "Email" => "emails", _ => "tasks" }, row)),
        .. Lines(folder, "salesforce/events").Select(row => ("meetings", row)),
    ];

    // By the id that stands on a contact, else by address.
    private static Dictionary<string, string?> ContactOf(string folder, Dictionary<string, string> met)
    {
        JsonObject[] contacts = [.. Lines(folder, "hubspot/contacts")];
        Dictionary<string, string?> found = met.ToDictionary(one => one.Key, one => (string?)one.Value);
        foreach (JsonObject person in Lines(folder, "salesforce/contacts").Concat(Lines(folder, "salesforce/leads")))
        {
            JsonObject? byId = contacts.LastOrDefault(contact => new[] { "salesforcecontactid", "salesforceleadid" }.Any(name => Text(contact["properties"]!, name) == Text(person, "Id")));
            JsonObject? byAddress = contacts.LastOrDefault(contact => Text(contact["properties"]!, "email") is { } email && email == Text(person, "Email"));
            if ((byId ?? byAddress) is { } contact)
            {
                found[Text(person, "Id")!] = Text(contact, "id");
            }
        }

        return found;
    }

    private static IEnumerable<JsonObject> Lines(string folder, string file)
        => File.ReadLines(Path.Combine(folder, file + ".jsonl")).Select(line => JsonNode.Parse(line)!.AsObject());

    private static string? Text(JsonNode node, string name) => node[name]?.ToString();
}
