using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>The main job on a real portal; what is expected is counted from the portal's files, without a line of the core.</summary>
public sealed class RealPortalTests
{
    private static readonly Dictionary<string, string> KindOfEvent = new()
    {
        ["SENT"] = "marketingEmailSent",
        ["OPEN"] = "marketingEmailOpened",
        ["CLICK"] = "marketingEmailClicked",
    };

    // R1, R2, R3, R6, R30, R31
    [RealPortalFact]
    public async Task Every_sent_opened_or_clicked_event_meeting_and_submission_of_a_linked_contact_is_one_task_and_the_second_run_writes_nothing()
    {
        Dictionary<string, (string Kind, string Expected)> activities = ExpectedOf(RealPortal.Folder!);
        await using SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { PortalFolder = RealPortal.Folder });

        List<PlanLine> plan = await sync.PlanAsync();
        RunResult first = await sync.RunAsync();
        RunResult second = await sync.RunAsync();

        Assert.Equal(
            activities.Select(one => $"{one.Key} {one.Value.Kind} {one.Value.Expected}").Order(StringComparer.Ordinal),
            plan.Select(line => $"{line.Key} {line.Kind} {(line.Action == "create" ? "create" : line.Reason)}").Order(StringComparer.Ordinal));
        Assert.Equal(activities.Where(one => one.Value.Expected == "create").Select(one => one.Key).Order(StringComparer.Ordinal), sync.Tasks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(activities.Count, first.Read);
        Assert.Equal(sync.Tasks.Count, first.Created);
        Assert.Equal(
            activities.Values.Where(one => one.Expected != "create").GroupBy(one => one.Expected).ToDictionary(code => code.Key, code => code.Count()),
            first.Skipped.ToDictionary());
        Assert.Equal((0, 0, 0), (second.Created, second.Updated, second.Failed));
        Assert.Equal(sync.Tasks.Count, sync.TaskWrites.Length);
    }

    private static Dictionary<string, (string Kind, string Expected)> ExpectedOf(string folder)
    {
        Dictionary<string, (string Kind, string Expected)> expected = [];
        Func<string, bool> isLinked = LinkedContacts(folder, out Dictionary<string, string> contactOf);
        foreach (JsonObject one in Lines(folder, "hubspot/email_events").Where(one => KindOfEvent.ContainsKey(Text(one, "type")!)))
        {
            string code = one["filteredEvent"]?.GetValue<bool>() == true ? "Filtered" : OfContacts([contactOf[Text(one, "recipient")!]], isLinked);
            expected[$"hs-mail-{one["created"]!.GetValue<long>()}-{Text(one, "id")}"] = (KindOfEvent[Text(one, "type")!], code);
        }

        foreach (JsonObject meeting in Lines(folder, "hubspot/meetings"))
        {
            string[] contacts = [.. meeting["associations"]!["contacts"]!.AsArray().Select(id => id!.GetValue<string>())];
            expected[$"hs-meeting-{Text(meeting, "id")}"] = ("meetingScheduled", OfContacts(contacts, isLinked));
        }

        foreach (JsonObject submission in Lines(folder, "hubspot/form_submissions"))
        {
            string email = Text(submission["values"]!.AsArray().First(value => Text(value!, "name") == "email")!, "value")!;
            expected[$"hs-form-{Text(submission, "conversionId")}"] = ("formSubmission", OfContacts([contactOf[email]], isLinked));
        }

        return expected;
    }

    private static string OfContacts(string[] contacts, Func<string, bool> isLinked) => contacts.Any(isLinked) ? "create" : "NoLinkedContact";

    private static Func<string, bool> LinkedContacts(string folder, out Dictionary<string, string> contactOf)
    {
        HashSet<string?> people = [.. Lines(folder, "salesforce/contacts").Concat(Lines(folder, "salesforce/leads")).SelectMany(one => new[] { Text(one, "Id"), Text(one, "Email") })];
        Dictionary<string, JsonNode> contacts = Lines(folder, "hubspot/contacts").ToDictionary(one => Text(one, "id")!, one => one["properties"]!);
        contactOf = contacts.ToDictionary(one => Text(one.Value, "email")!, one => one.Key);
        return id => new[] { "salesforcecontactid", "salesforceleadid", "email" }.Any(name => Text(contacts[id], name) is { } value && people.Contains(value));
    }

    private static IEnumerable<JsonObject> Lines(string folder, string file)
        => File.ReadLines(Path.Combine(folder, file + ".jsonl")).Select(line => JsonNode.Parse(line)!.AsObject());

    private static string? Text(JsonNode node, string name) => node[name]?.ToString();
}
