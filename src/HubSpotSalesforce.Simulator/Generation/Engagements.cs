using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Simulator.Generation;

/// <summary>The activity records of a generated portal: calls, sales emails, meetings, notes, tasks.</summary>
internal sealed class Engagements(Chance chance, Words words, People people, DateTimeOffset now)
{
    private const long FirstId = 7_000_000_000;
    private const int MostContacts = 50;

    private static readonly string?[] Dispositions =
    [
        "9d9162e7-6cf3-4944-bf63-4dff82258764", "f240bbac-87c9-4f6e-bf70-924b57d47db7", "a4c4c377-d246-4b32-a13b-75a56a4cd0ff",
        "b2cf5968-551e-4856-9783-52b3da59a7d0", "73a0d17f-1163-4015-bdd5-ec830791da20", "17b47fee-58de-441e-a44c-c6300d46f273", null,
    ];

    private long _nextId = FirstId;

    /// <summary>A call that was logged some minutes after it began.</summary>
    public GeneratedRecord Call(DateTimeOffset at) => Activity("calls", at, at.AddMinutes(-chance.Between(1, 40)), new JsonObject
    {
        ["hs_call_title"] = chance.OneIn(12) ? null : words.Subject(),
        ["hs_call_body"] = chance.OneIn(6) ? null : words.Html(),
        ["hs_call_direction"] = chance.Of("INBOUND", "OUTBOUND"),
        ["hs_call_status"] = chance.Of("COMPLETED", "COMPLETED", "NO_ANSWER", "BUSY", "MISSED"),
        ["hs_call_duration"] = chance.OneIn(10) ? null : $"{chance.Between(0, 3_600) * 1_000}",
        ["hs_call_disposition"] = chance.Of(Dispositions),
    });

    /// <summary>A sales email: most outgoing, some answered, few forwarded, bounced or of tracked opens.</summary>
    public GeneratedRecord Email(DateTimeOffset at)
    {
        Person[] contacts = Contacts();
        string direction = chance.Below(20) switch { < 14 => "EMAIL", < 19 => "INCOMING_EMAIL", _ => "FORWARDED_EMAIL" };
        JsonObject to = Address(contacts.FirstOrDefault()?.Email ?? "someone@elsewhere.example.com", contacts.FirstOrDefault());
        JsonObject rep = Address("rep1@sales.example.com", null);
        bool isIncoming = direction == "INCOMING_EMAIL";
        int opens = direction == "EMAIL" && chance.OneIn(3) ? chance.Between(1, 4) : 0;
        string subject = words.Subject();
        JsonObject headers = new()
        {
            ["from"] = isIncoming ? to.DeepClone() : rep.DeepClone(),
            ["to"] = new JsonArray(isIncoming ? rep : to),
            ["cc"] = new JsonArray(),
            ["bcc"] = new JsonArray(),
        };
        GeneratedRecord email = Activity("emails", at, at, new JsonObject
        {
            ["hs_email_direction"] = direction,
            ["hs_email_status"] = isIncoming ? null : chance.OneIn(30) ? "BOUNCED" : "SENT",
            ["hs_email_subject"] = subject,
            ["hs_email_text"] = words.Sentence(),
            ["hs_email_html"] = words.Html(),
            ["hs_email_headers"] = headers.ToJsonString(),
            ["hs_email_from_email"] = headers["from"]!["email"]!.GetValue<string>(),
            ["hs_email_to_email"] = headers["to"]![0]!["email"]!.GetValue<string>(),
            ["hs_email_open_count"] = opens > 0 ? $"{opens}" : null,
            ["hs_email_click_count"] = opens / 2 > 0 ? $"{opens / 2}" : null,
        }, contacts);
        if (opens > 0)
        {
            // Every second open led to a click, at once.
            DateTimeOffset[] times = [.. Enumerable.Range(0, opens).Select(_ => at + chance.Within(now - at)).OrderDescending()];
            email.Record["propertiesWithHistory"] = new JsonObject { ["hs_email_open_count"] = Counts(times), ["hs_email_click_count"] = Counts(times[..(opens / 2)]) };
        }

        return email;
    }

    /// <summary>A meeting, booked one to ten days before it starts.</summary>
    public GeneratedRecord Meeting(DateTimeOffset at)
    {
        DateTimeOffset start = new DateTimeOffset(at.Date, TimeSpan.Zero).AddDays(chance.Between(1, 10)).AddMinutes(30 * chance.Between(14, 36));
        return Activity("meetings", at, start, new JsonObject
        {
            ["hs_meeting_title"] = words.Subject(),
            ["hs_meeting_body"] = chance.OneIn(5) ? null : words.Html(),
            ["hs_meeting_start_time"] = PortalTime.Format(start),
            ["hs_meeting_end_time"] = PortalTime.Format(start.AddMinutes(30)),
            ["hs_meeting_outcome"] = chance.Of<string?>("SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED", null),
            ["hs_meeting_location"] = chance.OneIn(3) ? "Room 4" : null,
        });
    }

    /// <summary>A note.</summary>
    public GeneratedRecord Note(DateTimeOffset at) => Activity("notes", at, at, new JsonObject { ["hs_note_body"] = words.NoteBody() });

    /// <summary>A task of any status and priority; one in four has no due date.</summary>
    public GeneratedRecord Task(DateTimeOffset at)
    {
        string status = chance.Of("NOT_STARTED", "IN_PROGRESS", "WAITING", "DEFERRED", "COMPLETED");
        DateTimeOffset? due = chance.OneIn(4) ? null : at.AddDays(chance.Between(0, 15));
        return Activity("tasks", at, due, new JsonObject
        {
            ["hs_task_subject"] = words.Subject(),
            ["hs_task_body"] = chance.OneIn(3) ? null : words.Html(),
            ["hs_task_status"] = status,
            ["hs_task_priority"] = chance.Of("NONE", "LOW", "MEDIUM", "HIGH"),
            ["hs_task_type"] = chance.Of("TODO", "CALL", "EMAIL"),
            ["hs_task_completion_date"] = status == "COMPLETED" ? PortalTime.Format(at) : null,
        });
    }

    private GeneratedRecord Activity(
        string type, DateTimeOffset createdAt, DateTimeOffset? timestamp, JsonObject properties, Person[]? contacts = null)
    {
        // One in six was changed since, at most until now.
        DateTimeOffset updatedAt = chance.OneIn(6) ? createdAt + chance.Within(now - createdAt) : createdAt;
        bool isArchived = chance.OneIn(100);
        string? source = chance.OneIn(25) ? "SALESFORCE" : "CRM_UI";
        properties["hs_timestamp"] = timestamp is { } instant ? PortalTime.Format(instant) : null;
        properties["hubspot_owner_id"] = people.Owner();
        properties["hs_object_source"] = source;
        properties["hs_engagement_source"] = source;
        properties["hs_createdate"] = PortalTime.Format(createdAt);
        properties["hs_lastmodifieddate"] = PortalTime.Format(updatedAt);
        JsonObject record = new()
        {
            ["id"] = $"{_nextId += chance.Between(1, 9)}",
            ["properties"] = properties,
            ["archived"] = isArchived,
            ["associations"] = new JsonObject { ["contacts"] = RowValue.List((contacts ?? Contacts()).Select(contact => contact.Id)) },
        };
        if (isArchived)
        {
            record["archivedAt"] = PortalTime.Format(updatedAt);
        }

        return new GeneratedRecord(type, record, IsHubSpot: true);
    }

    /// <summary>Mostly one contact, sometimes none or several; those follow each other, so that some were made on one day.</summary>
    private Person[] Contacts()
    {
        int count = chance.Below(50) switch
        {
            < 2 => 0,
            < 42 => 1,
            < 49 => chance.Between(2, 5),
            _ => chance.Between(6, MostContacts),
        };
        count = Math.Min(count, people.Contacts.Count);
        int first = chance.Below(people.Contacts.Count - count + 1);
        return [.. people.Contacts.GetRange(Math.Min(first, people.Contacts.Count - count), count)];
    }

    // A counter that rose at each of these times, newest first.
    private static JsonArray Counts(DateTimeOffset[] times) =>
    [
        .. times.Index().Select(pair => new JsonObject
        {
            ["value"] = $"{times.Length - pair.Index}",
            ["timestamp"] = PortalTime.Format(pair.Item),
            ["sourceType"] = "CALCULATED",
        }),
    ];

    private static JsonObject Address(string email, Person? person)
        => new() { ["email"] = email, ["firstName"] = person?.FirstName, ["lastName"] = person?.LastName };
}
