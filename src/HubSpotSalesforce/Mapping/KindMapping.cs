namespace HubSpotSalesforce.Mapping;

/// <summary>What the settings say of the tasks of one kind.</summary>
/// <param name="TaskType">The value of Type; null leaves it empty (R15).</param>
/// <param name="Subject">The subject template.</param>
/// <param name="Status">The status of its tasks; null for the org's closed status, or, for HubSpot tasks, the table of statuses.</param>
/// <param name="Priority">The priority of its tasks; null for the org's default, or, for HubSpot tasks, the table of priorities.</param>
/// <param name="Fields">Further fields: API name to template.</param>
public sealed record KindMapping(
    string? TaskType, SubjectTemplate Subject, string? Status, string? Priority, IReadOnlyDictionary<string, SubjectTemplate> Fields)
{
    /// <summary>The status that follows a meeting's outcome: open while it is scheduled, closed afterwards (D9).</summary>
    public const string ByOutcome = "byOutcome";
}
