namespace HubSpotSalesforce.Activities;

/// <summary>The values the org's Task picklists have.</summary>
/// <param name="Types">The values of Type, in the org's order; empty when the org has none.</param>
/// <param name="Statuses">The values of Status, in the org's order.</param>
/// <param name="ClosedStatuses">Those of them that close a task; never empty.</param>
/// <param name="Priorities">The values of Priority, in the org's order.</param>
/// <param name="FieldTypes">The type of every field the user may write, by API name.</param>
public sealed record TaskVocabulary(
    string[] Types,
    string[] Statuses,
    string[] ClosedStatuses,
    string[] Priorities,
    IReadOnlyDictionary<string, string> FieldTypes)
{
    /// <summary>Whether the org takes no task without a type (O21).</summary>
    public bool RequiresType { get; init; }

    /// <summary>The factory values, for a plan without an org.</summary>
    public static readonly TaskVocabulary Factory = new(
        ["Call", "Email", "Meeting", "Other"],
        ["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"],
        ["Completed"],
        ["High", "Normal", "Low"],
        new Dictionary<string, string>());
}
