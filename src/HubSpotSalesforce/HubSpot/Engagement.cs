using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Turns one CRM object, as the API shows it, into an activity.</summary>
internal sealed class Engagement
{
    private readonly HubSpotAccount _account;
    private readonly IReadOnlyDictionary<string, HubSpotOwner> _owners;

    public Engagement(HubSpotAccount account, IReadOnlyDictionary<string, HubSpotOwner> owners)
    {
        _account = account;
        _owners = owners;
    }

    /// <summary>Returns the activity; null for a record without any time stamp, which no window could place.</summary>
    public Activity? Read(ActivityKind kind, EngagementType type, JObject record, string[] contactIds)
    {
        Properties properties = new(record["properties"] as JObject ?? []);
        string id = record.Need("id");
        DateTimeOffset? created = properties.Time("hs_createdate") ?? HubSpotTime.Parse(record.Told("createdAt"));
        DateTimeOffset? stamp = properties.Time("hs_timestamp");

        // A meeting and a task happen when they are made: they are "scheduled", "created" (D7).
        bool isMade = kind == ActivityKind.MeetingScheduled || kind == ActivityKind.TaskCreated;
        if ((isMade ? created ?? stamp : stamp ?? created) is not { } occurredAt)
        {
            return null;
        }

        string? ownerId = properties.Text("hubspot_owner_id");
        Activity activity = new()
        {
            Key = ActivityKey.OfObject(type.Name, id),
            Kind = kind.Key,
            SourceId = id,
            OccurredAt = occurredAt,
            ModifiedAt = properties.Time("hs_lastmodifieddate") ?? HubSpotTime.Parse(record.Told("updatedAt")),
            OwnerId = ownerId,
            Owner = ownerId is not null && _owners.TryGetValue(ownerId, out HubSpotOwner? owner) ? owner.Email : null,
            ContactIds = contactIds,
            Origin = Origin(properties),
            Counterpart = properties.Text(HubSpotField.Key),
            Url = $"https://{_account.UiDomain}/contacts/{_account.PortalId}/record/{type.TypeId}/{id}",
            IsHtml = true,
        };
        return type.Name switch
        {
            "calls" => OfCall(activity, properties),
            "emails" => OfEmail(activity, properties),
            "meetings" => OfMeeting(activity, properties, stamp),
            "notes" => activity with { Body = properties.Text("hs_note_body") },
            _ => OfTask(activity, properties, stamp),
        };
    }

    private static string? Origin(Properties properties)
    {
        string? engagement = properties.Text("hs_engagement_source");
        return engagement == "SALESFORCE" ? engagement : properties.Text("hs_object_source") ?? engagement;
    }

    private static Activity OfCall(Activity activity, Properties properties)
    {
        string? outcome = CallDisposition.Label(properties.Text("hs_call_disposition"));
        string? milliseconds = properties.Text("hs_call_duration");
        TimeSpan? length = double.TryParse(milliseconds, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is >= 0 and < 1e12
            ? TimeSpan.FromMilliseconds(number)
            : null;
        return activity with
        {
            Title = properties.Text("hs_call_title"),
            Body = properties.Text("hs_call_body"),
            Values = new Dictionary<string, string?>
            {
                ["title"] = properties.Text("hs_call_title") ?? outcome ?? "call",
                ["direction"] = properties.Text("hs_call_direction"),
                ["status"] = properties.Text("hs_call_status"),
                ["outcome"] = outcome,
                ["duration"] = length?.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
                ["durationSeconds"] = length is { } known ? ((long)known.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null,
                ["from"] = properties.Text("hs_call_from_number"),
                ["to"] = properties.Text("hs_call_to_number"),
            },
        };
    }

    private static Activity OfEmail(Activity activity, Properties properties)
    {
        string? text = properties.Text("hs_email_text");
        return activity with
        {
            Title = properties.Text("hs_email_subject"),
            Body = text ?? properties.Text("hs_email_html"),
            IsHtml = text is null,
            Values = new Dictionary<string, string?>
            {
                ["subject"] = properties.Text("hs_email_subject") ?? "(no subject)",
                ["direction"] = properties.Text("hs_email_direction"),
                ["status"] = properties.Text("hs_email_status"),
                ["from"] = properties.Text("hs_email_from_email"),
                ["to"] = properties.Text("hs_email_to_email"),
            },
        };
    }

    private static Activity OfMeeting(Activity activity, Properties properties, DateTimeOffset? stamp) => activity with
    {
        Title = properties.Text("hs_meeting_title"),
        Body = properties.Text("hs_meeting_body"),
        ScheduledAt = properties.Time("hs_meeting_start_time") ?? stamp,
        Values = new Dictionary<string, string?>
        {
            ["title"] = properties.Text("hs_meeting_title") ?? "(untitled)",
            ["start"] = properties.Text("hs_meeting_start_time"),
            ["end"] = properties.Text("hs_meeting_end_time"),
            ["location"] = properties.Text("hs_meeting_location"),
            ["outcome"] = properties.Text("hs_meeting_outcome"),
        },
    };

    // A task's hs_timestamp is its due date, not when it happened.
    private static Activity OfTask(Activity activity, Properties properties, DateTimeOffset? due) => activity with
    {
        Title = properties.Text("hs_task_subject"),
        Body = properties.Text("hs_task_body"),
        ScheduledAt = due,
        Values = new Dictionary<string, string?>
        {
            ["subject"] = properties.Text("hs_task_subject") ?? "(no subject)",
            ["status"] = properties.Text("hs_task_status"),
            ["priority"] = properties.Text("hs_task_priority"),
            ["type"] = properties.Text("hs_task_type"),
        },
    };

    private readonly struct Properties(JObject values)
    {
        // Every value is text or null, whatever the property's type; empty says the same as null.
        public string? Text(string name)
        {
            string? text = values.Told(name);
            return string.IsNullOrEmpty(text) ? null : text;
        }

        public DateTimeOffset? Time(string name) => HubSpotTime.Parse(Text(name));
    }
}
