using System.Collections.Frozen;

namespace HubSpotSalesforce.Activities;

/// <summary>One row of the table of families: all that differs between the four ways from Salesforce to HubSpot (R44).</summary>
public sealed record ActivityFamily
{
    /// <summary>Tasks: those of subtype Task, or of none.</summary>
    public static readonly ActivityFamily Tasks = new("tasks", "Task", "Task");

    /// <summary>Emails: tasks of subtype Email, with the email message behind them where there is one (O23).</summary>
    public static readonly ActivityFamily Emails = new("emails", "Task", "Email");

    /// <summary>Calls: tasks of subtype Call.</summary>
    public static readonly ActivityFamily Calls = new("calls", "Task", "Call");

    /// <summary>Meetings: events.</summary>
    public static readonly ActivityFamily Meetings = new("meetings", "Event", null);

    /// <summary>All families, in the order in which a run takes them.</summary>
    public static readonly IReadOnlyList<ActivityFamily> All = [Tasks, Emails, Calls, Meetings];

    private static readonly FrozenDictionary<string, ActivityFamily> ByKey = All.ToFrozenDictionary(family => family.Key, StringComparer.OrdinalIgnoreCase);

    private ActivityFamily(string key, string salesforceType, string? subtype)
    {
        Key = key;
        SalesforceType = salesforceType;
        Subtype = subtype;
    }

    /// <summary>Its name in settings, plans and the pipeline, such as <c>calls</c>; also the HubSpot object type its activities become.</summary>
    public string Key { get; }

    /// <summary>The Salesforce object its records are: <c>Task</c> or <c>Event</c>.</summary>
    public string SalesforceType { get; }

    /// <summary>The TaskSubtype of its records; null for events.</summary>
    public string? Subtype { get; }

    /// <summary>Finds a family by its settings key, in any case; null when there is none.</summary>
    public static ActivityFamily? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The family of this settings key.</summary>
    /// <exception cref="ArgumentException">There is no such family.</exception>
    public static ActivityFamily Named(string key) => Find(key) ?? throw new ArgumentException($"There is no family '{key}'.", nameof(key));

    /// <inheritdoc/>
    public override string ToString() => Key;
}
