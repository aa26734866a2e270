using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Tests.Activities;

namespace HubSpotSalesforce.Tests.Mapping;

/// <summary>What a factory org and a fresh portal have, and records of both.</summary>
internal static class FamilySample
{
    public const string Who = "003000000000001AAA";

    public static readonly SalesforceField[] TaskFields =
    [
        Field("Subject", "combobox", 255), Field("Description", "textarea", 32_000), Field("ActivityDate", "date"),
        Field("Status", "picklist", values: ["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"]),
        Field("Priority", "picklist", values: ["High", "Normal", "Low"]),
        Field("Type", "picklist", values: ["Call", "Email", "Meeting", "Other"]),
        Field("OwnerId", "reference"), Field("CallDurationInSeconds", "int"), Field("CallType", "picklist", values: ["Inbound", "Outbound", "Internal"]),
        Field("CallDisposition", "string", 255), Field("CreatedDate", "datetime") with { IsUpdateable = false },
        Field("Note__c", "string", 80), Field("Long__c", "textarea", 500), Field("Amount__c", "double"), Field("Agreed__c", "boolean"),
        Field("Topics__c", "multipicklist", values: ["A", "B", "C"]), Field("Level__c", "picklist", values: ["One", "Two"]), Field("Follow__c", "datetime"), Field("Until__c", "date"),
    ];

    public static readonly SalesforceField[] EventFields =
    [
        Field("Subject", "combobox", 255), Field("Description", "textarea", 32_000), Field("StartDateTime", "datetime"), Field("EndDateTime", "datetime"),
        Field("Location", "string", 255), Field("OwnerId", "reference"), Field("IsAllDayEvent", "boolean"),
    ];

    public static readonly string[] Closed = ["Completed"];

    public static MappingTerms Terms(ActivityFamily family, string zone = "UTC", OwnerDirectory? owners = null) => new()
    {
        Fields = family == ActivityFamily.Meetings ? EventFields : TaskFields,
        Properties = Properties(family),
        ClosedStatuses = Closed,
        Zone = Sample.Zone(zone),
        Owners = owners,
    };

    public static FamilyMapping Compiled(ActivityFamily family, string zone = "UTC", OwnerDirectory? owners = null, params FieldMapping[] own)
        => new(family, FamilyMappings.Effective(family, own), Terms(family, zone, owners));

    public static FieldMapping Of(this FamilyMapping family, string field) => family.Mappings.First(mapping => mapping.Field == field);

    public static Activity Row(ActivityFamily family, Dictionary<string, string?>? values = null, string id = "00T000000000009AAA", string modifiedAt = "2026-03-01T12:00:00Z") => new()
    {
        Key = ActivityKey.OfRecord(id),
        Kind = family.Key,
        SourceId = id,
        OccurredAt = Sample.Noon,
        ModifiedAt = Sample.At(modifiedAt),
        WhoId = Who,
        Values = new Dictionary<string, string?>(values ?? []),
    };

    public static Activity With(this Activity row, string field, string? value, string? modifiedAt = null) => row with
    {
        Values = new Dictionary<string, string?>(row.Values) { [field] = value },
        ModifiedAt = modifiedAt is null ? row.ModifiedAt : Sample.At(modifiedAt),
    };

    public static HubSpotProperty Property(string name, string type, string fieldType, params string[] options) => new(name, name, type, fieldType, false, options);

    public static SalesforceField Field(string name, string type, int length = 0, string[]? values = null) => new(name, name, type, length, true, true, values ?? []);

    private static HubSpotProperty[] Properties(ActivityFamily family) =>
    [
        Property("hs_timestamp", "datetime", "date"), Property("hubspot_owner_id", "enumeration", "select") with { ReferencesTo = "OWNER" },
        Property("salesforce_activity_id", "string", "text"), Property("hs_createdate", "datetime", "date") with { IsReadOnly = true },
        Property("note", "string", "text"), Property("long", "string", "textarea"), Property("amount", "number", "number"), Property("agreed", "bool", "booleancheckbox"),
        Property("topics", "enumeration", "checkbox", "A", "B", "D"), Property("level", "enumeration", "select", "one", "two"), Property("follow", "date", "date"),
        Property("until", "date", "date"), Property("reviewer", "enumeration", "select") with { ReferencesTo = "OWNER" },
        .. Own(family),
    ];

    private static HubSpotProperty[] Own(ActivityFamily family) => family.Key switch
    {
        "tasks" =>
        [
            Property("hs_task_subject", "string", "text"), Property("hs_task_body", "string", "html"),
            Property("hs_task_status", "enumeration", "select", "NOT_STARTED", "IN_PROGRESS", "COMPLETED", "WAITING", "DEFERRED"),
            Property("hs_task_priority", "enumeration", "select", "LOW", "MEDIUM", "HIGH", "NONE"), Property("hs_task_type", "enumeration", "select", "TODO", "CALL", "EMAIL"),
        ],
        "emails" =>
        [
            Property("hs_email_subject", "string", "text"), Property("hs_email_html", "string", "html"), Property("hs_email_text", "string", "textarea"),
            Property("hs_email_direction", "enumeration", "select", "EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"),
        ],
        "calls" =>
        [
            Property("hs_call_title", "string", "text"), Property("hs_call_body", "string", "html"), Property("hs_call_duration", "number", "number"),
            Property("hs_call_direction", "enumeration", "select", "INBOUND", "OUTBOUND"),
            Property("hs_call_disposition", "enumeration", "select", "f240bbac-87c9-4f6e-bf70-924b57d47db7", "73a0d17f-1163-4015-bdd5-ec830791da20", "own-1")
                with { Labels = new Dictionary<string, string> { ["own-1"] = "Call me later" } },
        ],
        _ =>
        [
            Property("hs_meeting_title", "string", "text"), Property("hs_meeting_body", "string", "html"), Property("hs_meeting_start_time", "datetime", "date"),
            Property("hs_meeting_end_time", "datetime", "date"), Property("hs_meeting_location", "string", "text"),
            Property("hs_meeting_outcome", "enumeration", "select", "SCHEDULED", "COMPLETED", "CANCELLED"),
        ],
    };
}
