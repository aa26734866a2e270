using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>What the undo of a run would do with one record: a change, a refusal, or nothing where it was taken back already.</summary>
public sealed record UndoChange
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>What would be done: the task is deleted or gets its former values; null when it is refused, or taken back already.</summary>
    public Change? Change { get; init; }

    /// <summary>Why it is left as it is; null when it is not.</summary>
    public SyncException? Refusal { get; init; }

    /// <summary>Whether an earlier undo of the run took it back, so that nothing is left to do.</summary>
    public bool IsTakenBack { get; init; }
}
