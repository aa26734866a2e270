using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>What reports are about: activities of contacts, of leads, or of anything.</summary>
/// <remarks>[Analytics], Reports and Dashboards REST API Developer Guide, and column names of deployed reports, read 2026-11-21.</remarks>
/// <param name="Type">Its API name.</param>
/// <param name="Label">What people see.</param>
/// <param name="Person">The type of person whose activities it shows; null for all activities.</param>
internal sealed record ReportType(string Type, string Label, string? Person)
{
    /// <summary>The types that this org offers; the platform has more.</summary>
    public static IReadOnlyList<ReportType> All { get; } =
    [
        new("Activity", "Tasks and Events", null),
        new("ContactActivity", "Activities with Contacts", "Contact"),
        new("LeadActivity", "Activities with Leads", "Lead"),
    ];

    /// <summary>The standard filters and their values, the first one unless a report says otherwise.</summary>
    /// <remarks>Their names in REST are not documented: describe tells these, which are those of the Metadata API.</remarks>
    public static IReadOnlyDictionary<string, string[]> StandardFilters { get; } = new Dictionary<string, string[]>
    {
        ["closed"] = ["all", "open", "closed"],
        ["type"] = ["te", "t", "e"],
    };

    /// <summary>Whether an activity belongs to reports of this type.</summary>
    public bool Holds(Row activity, RecordStore store) => Person is null || store.Find(activity["WhoId"])?.Type.Name == Person;

    /// <summary>The columns that a user sees, in order.</summary>
    public IEnumerable<ReportColumn> Columns(RecordStore store, UserView user)
    {
        Row? Who(Row activity) => store.Find(activity["WhoId"]);
        IEnumerable<ReportColumn> columns = [.. Common(store), .. Person switch
        {
            "Contact" => OfContacts(store, Who),
            "Lead" => OfLeads(store, Who),
            _ => OfAnything(store),
        }];
        ObjectType task = store.Catalogue["Task"];
        return columns.Concat(task.Fields.Where(field => field.Custom && user.Sees(task, field))
            .Select(field => new ReportColumn($"Activity.{field.Name}", field.Label, DataType(field), row => row[field.Name])));
    }

    private static ReportColumn[] Common(RecordStore store) =>
    [
        Of("SUBJECT", "Subject", "string", "Subject"),
        Of("DUE_DATE", "Date", "date", "ActivityDate"),
        new("ASSIGNED", "Assigned", "string", row => NameOf(store.Find(row["OwnerId"]))),
        Of("STATUS", "Status", "picklist", "Status"),
        Of("PRIORITY", "Priority", "picklist", "Priority"),
        Of("CLOSED", "Closed", "boolean", "IsClosed"),
        new("TASK", "Task", "boolean", row => row.Type.Name == "Task"),
        Of("TASK_TYPE", "Task Type", "picklist", "Type"),
        Of("TASK_SUBTYPE", "Task Subtype", "picklist", "TaskSubtype"),
        Of("EVENT_SUBTYPE", "Event Subtype", "picklist", "EventSubtype"),
        Of("CREATED_DATE", "Created Date", "datetime", "CreatedDate"),
        Of("LAST_UPDATE", "Last Modified Date", "datetime", "LastModifiedDate"),
        new("CREATED_BY", "Created By", "string", row => NameOf(store.Find(row["CreatedById"]))),
        Of("DESCRIPTION", "Comments", "string", "Description"),
        Of("FULL_DESCRIPTION", "Full Comments", "string", "Description"),
        Of("CALLTYPE", "Call Type", "picklist", "CallType"),
        Of("CALLDURATION", "Call Duration", "int", "CallDurationInSeconds"),
        Of("CALLDISPOSITION", "Call Result", "string", "CallDisposition"),
        Of("CALLOBJECT", "Call Object Identifier", "string", "CallObject"),
        new("ACTIVITY_ID", "Activity ID", "string", row => row.Id),
        Of("ACCOUNT_ID", "Account ID", "string", "AccountId"),
    ];

    private static ReportColumn[] OfContacts(RecordStore store, Func<Row, Row?> who) =>
    [
        .. Names(who),
        new("ACCOUNT.NAME", "Account Name", "string", row => store.Find(row["AccountId"])?["Name"]),
        new("ACCOUNT_OWNER_NAME", "Account Owner", "string", row => NameOf(store.Find(store.Find(row["AccountId"])?["OwnerId"]))),
    ];

    private static ReportColumn[] OfLeads(RecordStore store, Func<Row, Row?> who) =>
    [
        .. Names(who),
        new("COMPANY", "Company", "string", row => who(row)?["Company"]),
        new("LEAD_STATUS", "Lead Status", "picklist", row => who(row)?["Status"]),
        new("LEAD_SOURCE", "Lead Source", "picklist", row => who(row)?["LeadSource"]),
        new("LEAD_OWNER", "Lead Owner", "string", row => NameOf(store.Find(who(row)?["OwnerId"]))),
        new("LEAD_ID", "Lead ID", "string", row => who(row)?.Id),
    ];

    private static ReportColumn[] OfAnything(RecordStore store) =>
    [
        new("CONTACT", "Contact", "string", row => Named(store, row["WhoId"], "Contact")),
        new("LEAD", "Lead", "string", row => Named(store, row["WhoId"], "Lead")),
        new("ACCOUNT", "Company / Account", "string", row => Named(store, row["AccountId"], "Account")),
        new("OPPORTUNITY", "Opportunity", "string", row => Named(store, row["WhatId"], "Opportunity")),
        new("WHAT_NAME", "Related To", "string", row => NameOf(store.Find(row["WhatId"]))),
    ];

    private static ReportColumn[] Names(Func<Row, Row?> who) =>
    [
        new("FIRST_NAME", "First Name", "string", row => who(row)?["FirstName"]),
        new("LAST_NAME", "Last Name", "string", row => who(row)?["LastName"]),
        new("EMAIL", "Email", "email", row => who(row)?["Email"]),
        new("PHONE", "Phone", "phone", row => who(row)?["Phone"]),
    ];

    private static ReportColumn Of(string name, string label, string dataType, string field) => new(name, label, dataType, row => row[field]);

    private static string? Named(RecordStore store, object? id, string type) => store.Find(id) is { } row && row.Type.Name == type ? NameOf(row) : null;

    private static string? NameOf(Row? row)
        => row is null ? null : row["Name"]?.ToString() ?? $"{row["FirstName"]} {row["LastName"]}".Trim();

    private static string DataType(Field field) => field.Type switch
    {
        FieldType.Date => "date",
        FieldType.Datetime => "datetime",
        FieldType.Boolean => "boolean",
        FieldType.Int => "int",
        FieldType.Double => "double",
        FieldType.Picklist => "picklist",
        _ => "string",
    };
}
