using HubSpotSalesforce.Activities;
using static HubSpotSalesforce.Mapping.FieldConversion;

namespace HubSpotSalesforce.Mapping;

/// <summary>The mappings of each family: our defaults, and what settings make of them.</summary>
/// <remarks>HubSpot has such a table and does not print it; ours follows the vendors' names of fields.</remarks>
public static class FamilyMappings
{
    private const string Message = "EmailMessage.";
    private const string Created = "CreatedDate";

    private static readonly Dictionary<string, string> Statuses = new()
    {
        ["Not Started"] = "NOT_STARTED",
        ["In Progress"] = "IN_PROGRESS",
        ["Completed"] = "COMPLETED",
        ["Waiting on someone else"] = "WAITING",
        ["Deferred"] = "DEFERRED",
    };

    private static readonly Dictionary<string, string> Dispositions = new()
    {
        ["Busy"] = "9d9162e7-6cf3-4944-bf63-4dff82258764",
        ["Connected"] = "f240bbac-87c9-4f6e-bf70-924b57d47db7",
        ["Left live message"] = "a4c4c377-d246-4b32-a13b-75a56a4cd0ff",
        ["Left voicemail"] = "b2cf5968-551e-4856-9783-52b3da59a7d0",
        ["No answer"] = "73a0d17f-1163-4015-bdd5-ec830791da20",
        ["Wrong number"] = "17b47fee-58de-441e-a44c-c6300d46f273",
    };

    private static readonly FieldMapping Owner = new()
    {
        Field = TaskField.OwnerId,
        Property = HubSpotField.Owner,
        Conversion = FieldConversion.Owner,
        Direction = MappingDirection.ToHubSpot,
        IsDefault = true,
    };

    private static readonly FieldMapping[] Tasks =
    [
        Default(TaskField.Subject, "hs_task_subject", Line),
        Default(TaskField.Description, "hs_task_body", Html),
        Default(TaskField.ActivityDate, HubSpotField.Timestamp, Day) with { IsRequired = true },
        Default(TaskField.Status, "hs_task_status", Status) with { Values = Statuses },
        Default(TaskField.Priority, "hs_task_priority", Choice) with { Values = new Dictionary<string, string> { ["High"] = "HIGH", ["Normal"] = "MEDIUM", ["Low"] = "LOW" }, IsKept = true },
        Default(TaskField.Type, "hs_task_type", Choice) with { Values = new Dictionary<string, string> { ["Call"] = "CALL", ["Email"] = "EMAIL" }, Otherwise = "TODO" },
        Owner,
    ];

    private static readonly FieldMapping[] Emails =
    [
        Default(TaskField.Subject, "hs_email_subject", Line) with { Sources = [Message + "Subject", TaskField.Subject] },
        Default(TaskField.Description, "hs_email_html", Html) with { Sources = [Message + "HtmlBody", Message + "TextBody", TaskField.Description] },
        Default(TaskField.Description, "hs_email_text", Text) with
        {
            Sources = [Message + "TextBody", Message + "HtmlBody", TaskField.Description],
            Direction = MappingDirection.ToHubSpot,
        },
        Default(Message + "Incoming", "hs_email_direction", Choice) with
        {
            Values = new Dictionary<string, string> { ["true"] = "INCOMING_EMAIL", ["false"] = "EMAIL" },
            Otherwise = "EMAIL",
            Direction = MappingDirection.ToHubSpot,
        },
        Default(TaskField.ActivityDate, HubSpotField.Timestamp, Day) with { Sources = [Message + "MessageDate", TaskField.ActivityDate, Created], IsRequired = true },
        Owner,
    ];

    private static readonly FieldMapping[] Calls =
    [
        Default(TaskField.Subject, "hs_call_title", Line),
        Default(TaskField.Description, "hs_call_body", Html),
        Default("CallDurationInSeconds", "hs_call_duration", Seconds),
        Default("CallType", "hs_call_direction", Choice) with
        {
            Values = new Dictionary<string, string> { ["Inbound"] = "INBOUND", ["Outbound"] = "OUTBOUND", ["Internal"] = "" },
        },
        Default("CallDisposition", "hs_call_disposition", Choice) with { Values = Dispositions },
        Default(TaskField.ActivityDate, HubSpotField.Timestamp, Day) with { Sources = [TaskField.ActivityDate, Created], IsRequired = true },
        Owner,
    ];

    private static readonly FieldMapping[] Meetings =
    [
        Default(TaskField.Subject, "hs_meeting_title", Line),
        Default(TaskField.Description, "hs_meeting_body", Html),
        Default("StartDateTime", "hs_meeting_start_time", Instant) with { Group = "time" },
        Default("EndDateTime", "hs_meeting_end_time", Instant) with { Group = "time" },
        Default("Location", "hs_meeting_location", Line),
        Default("StartDateTime", HubSpotField.Timestamp, Instant) with { Direction = MappingDirection.ToHubSpot, IsRequired = true },
        Default("IsCanceled", "hs_meeting_outcome", Choice) with { Values = new Dictionary<string, string> { ["true"] = "CANCELED", ["false"] = "SCHEDULED" } },
        Owner,
    ];

    /// <summary>The defaults of a family, in the order in which help shows them; the owner among them, which travels only when chosen (R37).</summary>
    public static IReadOnlyList<FieldMapping> Defaults(ActivityFamily family) => family.Key switch
    {
        "tasks" => Tasks,
        "emails" => Emails,
        "calls" => Calls,
        _ => Meetings,
    };

    /// <summary>The mappings that count: our own ones in place of the defaults that name the same field or property (R54, R55).</summary>
    /// <param name="family">The family.</param>
    /// <param name="own">The mappings of the settings, in their order. One that is off and has no property switches off all defaults of its field.</param>
    /// <returns>Defaults first; those that are off are left in, so that they can be shown.</returns>
    public static IReadOnlyList<FieldMapping> Effective(ActivityFamily family, IReadOnlyList<FieldMapping> own)
    {
        IReadOnlyList<FieldMapping> defaults = Defaults(family);
        FieldMapping[] named = [.. own.Where(mapping => mapping.Property.Length > 0).Select(mapping => Completed(mapping, defaults))];
        FieldMapping[] off = [.. own.Where(mapping => mapping.Property.Length == 0)];
        IEnumerable<FieldMapping> kept = defaults
            .Where(known => !named.Any(mapping => Displaces(mapping, known)))
            .Select(known => off.Any(mapping => IsSameName(mapping.Field, known.Field)) ? known with { Direction = MappingDirection.Off, IsDefault = false } : known);
        return [.. kept, .. named];
    }

    // An own mapping takes over the way back of its field; what else the field feeds goes on.
    private static bool Displaces(FieldMapping own, FieldMapping known)
        => IsSameName(own.Property, known.Property) || (IsSameName(own.Field, known.Field) && known.GoesToSalesforce && own.Direction != MappingDirection.Off);

    // Who maps the two that our default joins means its conversion, with a change or two.
    private static FieldMapping Completed(FieldMapping own, IReadOnlyList<FieldMapping> defaults)
    {
        if (defaults.FirstOrDefault(own.IsSameAs) is not { } known)
        {
            return own with { IsRequired = own.Property.Equals(HubSpotField.Timestamp, StringComparison.OrdinalIgnoreCase) };
        }

        Dictionary<string, string> values = new(known.Values, StringComparer.OrdinalIgnoreCase);
        foreach ((string salesforce, string hubSpot) in own.Values)
        {
            values[salesforce] = hubSpot;
        }

        return known with { Direction = own.Direction, Values = values, IsDefault = false };
    }

    private static bool IsSameName(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static FieldMapping Default(string field, string property, FieldConversion conversion)
        => new() { Field = field, Property = property, Conversion = conversion, IsDefault = true };
}
