using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>What the undo of a run would do with one record: a change, or a refusal.</summary>
public sealed record UndoChange
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>What would be done: the task is deleted or gets its former values; null when it is refused.</summary>
    public Change? Change { get; init; }

    /// <summary>Why it is left as it is; null when it is not.</summary>
    public SyncException? Refusal { get; init; }
}
