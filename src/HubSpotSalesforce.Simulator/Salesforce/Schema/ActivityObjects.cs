using static HubSpotSalesforce.Simulator.Salesforce.Schema.FieldList;

namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>Task, Event and EmailMessage as an org without Shared Activities has them.</summary>
/// <remarks>
/// [ObjRef-Task] and [ObjRef-Event], Object Reference v67; [FieldRef] v67; archiving by [Archive], SOAP API Developer Guide,
/// Archived Activities; all read 2026-11-21.
/// </remarks>
internal static class ActivityObjects
{
    // [Archive] counts 365 days.
    private static readonly TimeSpan ArchivedAfter = TimeSpan.FromDays(365);

    private static readonly string[] WhatTypes = ["Account", "Opportunity", "Case"];

    private static readonly string[] ActivityTypes = ["Call", "Email", "Meeting", "To Do", "Other", "Web Form"];

    /// <summary>Something to do, or that was done.</summary>
    public static ObjectType Task() => new("Task", "00T", new FieldList
    {
        Id,
        AnyOf("WhoId", "Who", "Name ID", "Contact", "Lead"),
        AnyOf("WhatId", "What", "Related To ID", WhatTypes),
        new Field("Subject", FieldType.Combobox) { Length = 255 },
        new Field("ActivityDate", FieldType.Date) { Label = "Due Date Only" },
        Picklist("Status", 255, "Status", "*Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred")
            with { Nillable = false },
        Picklist("Priority", 20, "Priority", "High", "*Normal", "Low") with { Nillable = false },
        Server(Flag("IsHighPriority")),
        OwnerOfAny("Assigned To ID"),
        new Field("Description", FieldType.Textarea) { Length = 32_000 },
        Picklist("Type", 40, "Type", ActivityTypes),
        IsDeleted,
        Server(Reference("AccountId", "Account", "Account")),
        Server(Flag("IsClosed")),
        Audit,
        Computed(Flag("IsArchived"), (task, now) =>
            task["IsClosed"] is true && IsOld(task["ActivityDate"] ?? task["CreatedDate"], now)),
        new Field("CallDurationInSeconds", FieldType.Int) { Length = 8, Label = "Call Duration" },
        Picklist("CallType", 40, "Call Type", "Internal", "Inbound", "Outbound") with { Restricted = true },
        Text("CallDisposition", 255, "Call Result"),
        Text("CallObject", 255, "Call Object Identifier"),
        Instant("ReminderDateTime"),
        Flag("IsReminderSet"),
        Server(Reference("RecurrenceActivityId", "RecurrenceActivity", "Task")),
        Flag("IsRecurrence") with { Updateable = false },
        Subtype("TaskSubtype", "*Task", "Email", "ListEmail", "Cadence", "Call", "LinkedIn"),
        Server(Instant("CompletedDateTime")),
    }) { Label = "Task" };

    /// <summary>Something that takes place at a time.</summary>
    public static ObjectType Event() => new("Event", "00U", new FieldList
    {
        Id,
        AnyOf("WhoId", "Who", "Name ID", "Contact", "Lead"),
        AnyOf("WhatId", "What", "Related To ID", WhatTypes),
        new Field("Subject", FieldType.Combobox) { Length = 255 },
        Text("Location", 255),
        Flag("IsAllDayEvent"),
        Instant("ActivityDateTime"),
        new Field("ActivityDate", FieldType.Date),
        new Field("DurationInMinutes", FieldType.Int) { Length = 8, Label = "Duration" },
        Instant("StartDateTime"),
        Instant("EndDateTime"),
        Server(new Field("EndDate", FieldType.Date)),
        new Field("Description", FieldType.Textarea) { Length = 32_000 },
        Server(Reference("AccountId", "Account", "Account")),
        OwnerOfAny("Assigned To ID"),
        Picklist("Type", 40, "Type", ActivityTypes),
        Flag("IsPrivate"),
        Picklist("ShowAs", 40, "Show Time As", "*Busy", "OutOfOffice", "Free"),
        IsDeleted,
        Server(Flag("IsChild")),
        Server(Flag("IsGroupEvent")),
        Server(Picklist("GroupEventType", 40, "Group Event Type", "Non-group Event", "Group Event", "Proposed Event")),
        Audit,
        Computed(Flag("IsArchived"), (row, now) => IsOld(row["ActivityDateTime"] ?? row["ActivityDate"], now)),
        Server(Reference("RecurrenceActivityId", "RecurrenceActivity", "Event")),
        Flag("IsRecurrence") with { Updateable = false },
        Server(Flag("IsRecurrence2")),
        Instant("ReminderDateTime"),
        Flag("IsReminderSet"),
        Subtype("EventSubtype", "*Event"),
    }) { Label = "Event" };

    /// <summary>An email that was sent or received.</summary>
    public static ObjectType EmailMessage() => new("EmailMessage", "02s", new FieldList
    {
        Id,
        Reference("ParentId", "Parent", "Case"),
        Reference("ActivityId", "Activity", "Task"),
        Audit,
        new Field("TextBody", FieldType.Textarea) { Length = 131_072 },
        new Field("HtmlBody", FieldType.Textarea) { Length = 131_072 },
        new Field("Headers", FieldType.Textarea) { Length = 131_072 },
        Text("Subject", 3_000),
        Text("FromName", 1_000),
        Text("FromAddress", 1_000),
        Text("ToAddress", 4_000),
        Text("CcAddress", 4_000),
        Text("BccAddress", 4_000),
        Flag("Incoming"),
        Server(Flag("HasAttachment")),
        Picklist("Status", 40, "Status", "0", "1", "2", "*3", "4", "5") with { Nillable = false, Restricted = true },
        Instant("MessageDate"),
        IsDeleted,
        Reference("ReplyToEmailMessageId", "ReplyToEmailMessage", "EmailMessage"),
        Flag("IsExternallyVisible"),
        Text("MessageIdentifier", 765) with { IdLookup = true, Indexed = true },
        Text("ThreadIdentifier", 765) with { IdLookup = true, Indexed = true },
        Flag("IsClientManaged"),
        AnyOf("RelatedToId", "RelatedTo", "Related To ID", WhatTypes),
        Server(Text("Source", 40)),
    }) { Label = "Email Message" };

    private static Field Subtype(string name, params string[] values)
    {
        Field field = Picklist(name, 40, name == "TaskSubtype" ? "Task Subtype" : "Event Subtype", values);
        return field with
        {
            Updateable = false,
            Restricted = true,
            // [FieldRef]: Cadence is set by Sales Engagement alone.
            Values = [.. field.Values.Select(value => value with { Settable = value.Value != "Cadence" })],
        };
    }

    private static bool IsOld(object? moment, DateTimeOffset now) => moment switch
    {
        DateOnly day => day <= DateOnly.FromDateTime((now - ArchivedAfter).UtcDateTime),
        DateTimeOffset instant => instant <= now - ArchivedAfter,
        _ => false,
    };
}
