using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Says by the rules, without a line of the core, which tasks a portal must end with; and the settings it goes by.</summary>
internal sealed class ReferenceCount(SimulatorHost simulator, DateTimeOffset now, string[] kinds)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw");
    private static readonly string[] Links = ["salesforcecontactid", "salesforceleadid"];
    private static readonly Dictionary<string, string> Statuses = new() { ["NOT_STARTED"] = "Not Started", ["IN_PROGRESS"] = "In Progress", ["WAITING"] = "Waiting on someone else", ["DEFERRED"] = "Deferred" };

    // An owner of another address, one who is somebody else, and one whose user left: as good as none.
    private static readonly Dictionary<string, string> Map = new() { ["rep8"] = "rep0", ["rep1"] = "rep2", ["rep3"] = "rep7" };

    // What each is called, when it happened (D7), the day it stands on (D9), its subject.
    private static readonly (string Type, string Kind, string At, string On, string Subject, string Title)[] Objects =
    [
        ("calls", "callMade", "hs_timestamp", "hs_timestamp", "Call: ", "hs_call_title"),
        ("notes", "noteCreated", "hs_timestamp", "hs_timestamp", "Note: ", ""),
        ("meetings", "meetingScheduled", "hs_createdate", "hs_meeting_start_time", "Meeting: ", "hs_meeting_title"),
        ("tasks", "taskCreated", "hs_createdate", "hs_timestamp", "", "hs_task_subject"),
        ("emails", "salesEmailSent", "hs_timestamp", "hs_timestamp", "Email: ", "hs_email_subject"),
        ("emails", "salesEmailReplied", "hs_timestamp", "hs_timestamp", "Replied: ", "hs_email_subject"),
    ];

    private readonly DateTimeOffset _enabledAt = now.AddDays(-12);
    private readonly Dictionary<string, JsonObject> _contacts = simulator.Portal.Living("contacts").ToDictionary(contact => contact.Text("id")!);
    private readonly JsonObject[] _people = [.. simulator.Org.Records("Contact"), .. simulator.Org.Records("Lead")];
    private readonly JsonObject[] _users = [.. simulator.Org.Records("User").Where(user => user.Is("IsActive") && user.Text("UserType") == "Standard")];
    private readonly Dictionary<string, string> _owners = simulator.Portal.Names("owners", "email");
    private readonly Dictionary<string, string> _campaigns = simulator.Portal.Names("campaigns", "name");
    private readonly Dictionary<string, string> _forms = simulator.Portal.Names("forms", "name");

    /// <summary>The settings file, but for the connections.</summary>
    public string Settings => $$"""
        timeZone: {{Zone.Id}}
        timeline:
          enabledAt: {{_enabledAt:yyyy-MM-ddTHH:mm:ssZ}}
          kinds:
        {{string.Join('\n', kinds.Select(kind => $"    {kind}: {{ sync: true, notBefore: {NotBefore(kind):yyyy-MM-ddTHH:mm:ssZ} }}"))}}
        owners: { map: { {{string.Join(", ", Map.Select(pair => $"{pair.Key}@sales.example.com: {pair.Value}@sales.example.com.prod"))}} } }
        nativeConnector: off
        """;

    public Dictionary<string, ExpectedTask> Tasks()
    {
        // R26, R27: of the contacts that sync the one of the latest day, then the one of the highest id.
        Linked[] linked = [.. _contacts.Values.Select(LinkOf).OfType<Linked>().OrderByDescending(contact => (contact.Day, contact.Id))];
        return EmailEvents().Concat(Submissions()).Concat(Occurrences()).Concat(Engagements()).Concat(Counters()).Where(one => kinds.Contains(one.Kind))
            .Select(one => TaskOf(one, linked.FirstOrDefault(contact => one.Contacts.Contains($"{contact.Id}")))).OfType<ExpectedTask>().ToDictionary(task => task.Key);
    }

    private ExpectedTask? TaskOf(Happening one, Linked? contact) => contact is null || one.At < NotBefore(one.Kind) || one.At < OpensAt(one.Kind, contact.SyncedAt) ? null
        : new ExpectedTask(one.Key, contact.Who, UserOf(one.Owner) ?? UserOf(contact.Owner) ?? simulator.Org.IntegrationUserId, one.Status, Day(one.On), one.Subject);    // R34-R36

    private DateTimeOffset NotBefore(string kind) => kind == "formSubmission" ? now.AddDays(-380) : now.AddDays(-50);    // O8

    // R17-R24
    private DateTimeOffset OpensAt(string kind, DateTimeOffset syncedAt) => kind switch
    {
        "formSubmission" => syncedAt.AddYears(-1),
        _ when kind.StartsWith("marketing", StringComparison.Ordinal) => syncedAt.AddDays(-30),
        _ => syncedAt > _enabledAt ? syncedAt : _enabledAt,
    };

    // R3, R30, R31, D8, O13, O20
    private IEnumerable<Happening> EmailEvents() =>
        from one in simulator.Portal.Records("email_events")
        let what = one.Text("type") switch { "SENT" => "Sent", "OPEN" => "Opened", "CLICK" => "Clicked", _ => null }
        let campaign = _campaigns.GetValueOrDefault(one.Text("emailCampaignId")!)
        where what is not null && campaign is not null && !one.Is("filteredEvent") && one["obsoletedBy"] is null && one.Time("created") <= now.AddMinutes(-10)
        let at = one.Time("created")!.Value
        select new Happening($"marketingEmail{what}", $"hs-mail-{one.Text("created")}-{one.Text("id")}", at, ContactsAt(one.Text("recipient")), $"{what}: {campaign}", at);

    // R2, R42, O16
    private IEnumerable<Happening> Submissions() =>
        from one in simulator.Portal.Records("form_submissions")
        let contacts = ContactsAt(one["values"]!.AsArray().First(value => value.Text("name") == "email").Text("value"))
        let at = one.Time("submittedAt")!.Value
        select new Happening("formSubmission", $"hs-form-{one.Text("conversionId")}", at, contacts, $"Submitted: {_forms[one.Text("formId")!]}", at);

    // R9, R11, O12, O13
    private IEnumerable<Happening> Occurrences() =>
        from one in simulator.Portal.Records("event_occurrences")
        let isView = one.Text("eventType")!.Contains("document_viewed", StringComparison.Ordinal)
        where (isView || !one.Text("eventType")!.StartsWith("e_", StringComparison.Ordinal)) && one.Time("occurredAt") <= now.AddMinutes(-10)
        let at = one.Time("occurredAt")!.Value
        select isView
            ? new Happening("salesContentViewed", $"hs-view-{one.Text("id")}", at, [one.Text("objectId")!], $"Viewed: {one.Property("hs_document_name")}", at)
            : new Happening("integrationEvent", $"hs-event-{one.Text("id")}", at, [one.Text("objectId")!], $"{one.Property("hs_app_name")}: {one.Property("hs_event_title")}", at);

    // R4-R8, R10
    private IEnumerable<Happening> Engagements() =>
        from row in Objects
        from one in OfHubSpot(row.Type)
        where row.Type != "emails" || row.Kind == (IsSent(one) ? "salesEmailSent" : one.Property("hs_email_direction") == "INCOMING_EMAIL" ? "salesEmailReplied" : "")
        let owner = row.Type is "calls" or "notes" or "tasks" ? one.Property("hubspot_owner_id") : null
        let status = Statuses.GetValueOrDefault(one.Property("hs_task_status") ?? "", "Completed")
        let at = one["properties"].Time(row.At)!.Value
        select new Happening(
            row.Kind, $"hs-{row.Type[..^1]}-{one.Text("id")}", at, one.Contacts(), row.Subject + one.Property(row.Title), one["properties"].Time(row.On), status, owner);

    // R4, D6, O11: each rise of a counter by one has its date in the history.
    private IEnumerable<Happening> Counters() =>
        from email in OfHubSpot("emails").Where(IsSent)
        from counter in new[] { (Word: "open", What: "Opened"), (Word: "click", What: "Clicked") }
        from rise in email.History($"hs_email_{counter.Word}_count")
        let key = $"hs-email-{email.Text("id")}-{counter.Word}-{rise.Text("value")}"
        let at = rise.Time("timestamp")!.Value
        select new Happening($"salesEmail{counter.What}", key, at, email.Contacts(), $"{counter.What}: {email.Property("hs_email_subject")}", at);

    // O1
    private IEnumerable<JsonObject> OfHubSpot(string type) => simulator.Portal.Living(type)
        .Where(one => one.Property("hs_object_source") != "SALESFORCE" && one.Property("hs_engagement_source") != "SALESFORCE");

    private static bool IsSent(JsonObject email) => email.Property("hs_email_direction") == "EMAIL" && email.Property("hs_email_status") is null or "SENT";

    private string[] ContactsAt(string? email) => [.. _contacts.Where(contact => contact.Value.Property("email").Matches(email)).Select(contact => contact.Key)];

    // O19: by id to who lives on, else by address. O2: since the earliest stamp in the history of the ids, else the later of both creations.
    private Linked? LinkOf(JsonObject contact)
    {
        IEnumerable<JsonObject?> byAddress = $"{contact.Property("email")};{contact.Property("hs_additional_emails")}".Split(';').Select(ByAddress);
        JsonObject? person = Links.Select(link => LivesOn(contact.Property(link))).Concat(byAddress).FirstOrDefault(found => found is not null);
        DateTimeOffset? made = new[] { contact.Time("createdAt"), person.Time("CreatedDate") }.Max();
        DateTimeOffset since = Links.SelectMany(link => contact.History(link)).Min(version => version.Time("timestamp")) ?? made!.Value;
        return person is null ? null : new Linked(
            long.Parse(contact.Text("id")!, CultureInfo.InvariantCulture), Day(contact.Time("createdAt"))!, person.Text("Id")!, since, contact.Property("hubspot_owner_id"));
    }

    // O19: a contact before a lead, then the latest change, then the lowest id.
    private JsonObject? ByAddress(string address) => _people
        .Where(person => person.Text("Email").Matches(address) && !person.Is("IsDeleted") && person.Text("ConvertedContactId") is null)
        .OrderBy(person => person.Text("Id")![..3]).ThenByDescending(person => person.Time("LastModifiedDate")).ThenBy(person => person.Text("Id"), StringComparer.Ordinal)
        .FirstOrDefault();

    private JsonObject? LivesOn(string? id) => _people.FirstOrDefault(person => person.Text("Id") == id) is not { } person ? null
        : (person.Text("ConvertedContactId") ?? person.Text("MasterRecordId")) is { } next ? LivesOn(next) : person.Is("IsDeleted") ? null : person;

    private string? UserOf(string? owner) => owner is null || !_owners.TryGetValue(owner, out string? email) ? null
        : Map.TryGetValue(email.Split('@')[0], out string? mapped) ? _users.FirstOrDefault(user => user.Text("Username") == $"{mapped}@sales.example.com.prod").Text("Id")
        : _users.FirstOrDefault(user => user.Text("Email") == email).Text("Id");

    private static string? Day(DateTimeOffset? at) => at is { } instant ? TimeZoneInfo.ConvertTime(instant, Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private sealed record Linked(long Id, string Day, string Who, DateTimeOffset SyncedAt, string? Owner);
    private sealed record Happening(string Kind, string Key, DateTimeOffset At, string[] Contacts, string Subject, DateTimeOffset? On, string Status = "Completed", string? Owner = null);
}
