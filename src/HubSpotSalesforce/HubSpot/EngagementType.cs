using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>One of the five CRM objects that are activities: its names and the properties that are read of it.</summary>
/// <param name="Name">The path name, such as <c>calls</c>.</param>
/// <param name="TypeId">The object type id, such as <c>0-48</c>.</param>
/// <param name="Properties">The properties to read.</param>
internal sealed record EngagementType(string Name, string TypeId, string[] Properties)
{
    private static readonly string[] Common =
        ["hs_timestamp", "hs_createdate", "hs_lastmodifieddate", "hubspot_owner_id", "hs_engagement_source", "hs_object_source", HubSpotField.Key];

    private static readonly EngagementType[] All =
    [
        new("calls", "0-48",
            [.. Common, "hs_call_title", "hs_call_body", "hs_call_direction", "hs_call_status", "hs_call_duration", "hs_call_disposition", "hs_call_from_number", "hs_call_to_number"]),
        new("emails", "0-49",
            [.. Common, "hs_email_subject", "hs_email_text", "hs_email_html", "hs_email_direction", "hs_email_status", "hs_email_from_email", "hs_email_to_email"]),
        new("meetings", "0-47",
            [.. Common, "hs_meeting_title", "hs_meeting_body", "hs_meeting_start_time", "hs_meeting_end_time", "hs_meeting_location", "hs_meeting_outcome"]),
        new("notes", "0-46", [.. Common, "hs_note_body"]),
        new("tasks", "0-27", [.. Common, "hs_task_subject", "hs_task_body", "hs_task_status", "hs_task_priority", "hs_task_type"]),
    ];

    /// <summary>The type of this path name.</summary>
    public static EngagementType Named(string name) => All.First(type => type.Name == name);
}
