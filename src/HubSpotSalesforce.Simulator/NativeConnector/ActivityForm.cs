using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Simulator.NativeConnector;

/// <summary>How one type of HubSpot activity reads as the fields of a Salesforce task, and back.</summary>
/// <param name="Type">The HubSpot type, such as <c>calls</c>.</param>
/// <param name="Subtype">The TaskSubtype of its tasks.</param>
/// <param name="Title">The property that is the subject; null for notes, which have none.</param>
/// <param name="Body">The property that is the description.</param>
/// <remarks>Which field is which is not documented beyond due date and comments of tasks; the rest follows the names.</remarks>
internal sealed record ActivityForm(string Type, string Subtype, string? Title, string Body)
{
    private static readonly Dictionary<string, string> Statuses = new()
    {
        ["NOT_STARTED"] = "Not Started",
        ["IN_PROGRESS"] = "In Progress",
        ["WAITING"] = "Waiting on someone else",
        ["DEFERRED"] = "Deferred",
        ["COMPLETED"] = "Completed",
    };

    private static readonly Dictionary<string, string> Priorities = new() { ["HIGH"] = "High", ["MEDIUM"] = "Normal", ["LOW"] = "Low" };

    /// <summary>The types the connector takes, in the order it takes them.</summary>
    public static IReadOnlyList<ActivityForm> All { get; } =
    [
        new("calls", "Call", "hs_call_title", "hs_call_body"),
        new("emails", "Email", "hs_email_subject", "hs_email_text"),
        new("meetings", "Task", "hs_meeting_title", "hs_meeting_body"),
        new("notes", "Task", null, "hs_note_body"),
        new("tasks", "Task", "hs_task_subject", "hs_task_body"),
    ];

    private bool IsTask => Type == "tasks";

    /// <summary>The form a Salesforce task takes in HubSpot.</summary>
    public static ActivityForm OfSubtype(string? subtype) => All.First(form => form.Type == (subtype == "Call" ? "calls" : "tasks"));

    /// <summary>Whether a record is of the sort that travels: of emails only those that were sent.</summary>
    public bool Takes(CrmRecord record)
        => Type != "emails" || (record.Value("hs_email_direction") == "EMAIL" && record.Value("hs_email_status") is null or "SENT");

    /// <summary>The record as fields of a task.</summary>
    public Dictionary<string, string?> Read(CrmRecord record)
    {
        string? status = record.Value("hs_task_status");
        string? body = record.Value(Body);
        long? at = PortalTime.Read(record.Value("hs_timestamp"));
        return new Dictionary<string, string?>
        {
            ["Subject"] = ConnectorText.Subject(Title is null ? "Note" : record.Value(Title)) ?? "(no subject)",
            ["Description"] = Type == "emails" ? ConnectorText.Lines(body) ?? ConnectorText.FromHtml(record.Value("hs_email_html")) : ConnectorText.FromHtml(body),
            ["ActivityDate"] = at is { } instant ? PortalTime.Format(instant)[..10] : null,
            ["Status"] = !IsTask ? "Completed" : status is null ? "Not Started" : Statuses.GetValueOrDefault(status, "Not Started"),
            ["Priority"] = Priorities.GetValueOrDefault(record.Value("hs_task_priority") ?? "", "Normal"),
        };
    }

    /// <summary>Fields of a task as properties; those that have no place in this type are left out.</summary>
    public JsonObject ToProperties(IReadOnlyDictionary<string, string?> fields)
    {
        JsonObject properties = [];
        foreach ((string field, string? value) in fields)
        {
            switch (field)
            {
                case "Subject" when Title is not null:
                    properties[Title] = value;
                    break;
                case "Description":
                    properties[Body] = Type == "emails" ? value : ConnectorText.ToHtml(value);
                    break;
                case "ActivityDate" when IsTask && value is not null:
                    properties["hs_timestamp"] = $"{value}T00:00:00.000Z";
                    break;
                case "Status" when IsTask:
                    properties["hs_task_status"] = Statuses.FirstOrDefault(status => status.Value == value).Key ?? "NOT_STARTED";
                    break;
                case "Priority" when IsTask:
                    properties["hs_task_priority"] = Priorities.FirstOrDefault(priority => priority.Value == value).Key ?? "MEDIUM";
                    break;
                default:
                    break;
            }
        }

        return properties;
    }
}
