using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Runs;

/// <summary>A task as it stands in Salesforce now, as far as an undo looks at it.</summary>
/// <param name="ModifiedBy">The user who wrote it last.</param>
/// <param name="IsDeleted">Whether it is in the recycle bin.</param>
/// <param name="Fields">The fields that people edit, by API name.</param>
internal sealed record TaskSnapshot(string ModifiedBy, bool IsDeleted, IReadOnlyDictionary<string, string?> Fields)
{
    /// <summary>The fields that are looked at: those a person edits. Instants are left out, for Salesforce writes them in a way of its own.</summary>
    public static readonly string[] Names = [TaskField.Subject, TaskField.Status, TaskField.Priority, TaskField.Type, TaskField.OwnerId, TaskField.ActivityDate, TaskField.Description];

    /// <summary>Returns the first field that no longer holds what was written; null when all do.</summary>
    /// <param name="written">What was written, in canonical form; fields that stand in it alone are compared.</param>
    public string? Edited(IReadOnlyDictionary<string, string?> written)
        => Names.FirstOrDefault(name => written.TryGetValue(name, out string? value) && !Same(TaskMapper.Canonical(name, Fields.GetValueOrDefault(name)), value));

    /// <summary>Returns a former value as it is written: comments keep the footer they have.</summary>
    public string? Former(string name, string? value)
        => name == TaskField.Description ? Description.Former(value, Fields.GetValueOrDefault(name)) : value;

    // Salesforce keeps no empty text, and an owner's id in either length is the same owner.
    private static bool Same(string? now, string? written) => (now ?? "") == (written ?? "");
}
