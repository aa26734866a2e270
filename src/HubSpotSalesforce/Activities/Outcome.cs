namespace HubSpotSalesforce.Activities;

/// <summary>What became of one change that was sent.</summary>
/// <param name="Change">The change.</param>
/// <param name="RecordId">The id of the record that was written; null when it was refused.</param>
/// <param name="Fault">Why it was refused; null when it was written.</param>
public sealed record Outcome(Change Change, string? RecordId, SyncException? Fault)
{
    /// <summary>Whether an update found that its record had been deleted (O5): nothing was written, and nothing is wrong.</summary>
    public bool IsGone { get; init; }

    /// <summary>Whether the answer was lost, so that the record may have been made or not; a fault says why.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether the record was refused for what its whole request met, such as a trigger that one of the others broke.</summary>
    public bool MayBeAnothers { get; init; }
}
