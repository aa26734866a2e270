namespace HubSpotSalesforce.State;

/// <summary>The right to write to a store, for a while.</summary>
/// <param name="Runner">Who holds it.</param>
/// <param name="Epoch">How many leases there were up to this one: a write that names an older one changes nothing.</param>
public sealed record Lease(string Runner, long Epoch)
{
    /// <summary>The last sign of life of the one who held it before, in UTC; null when nobody did. What he had sent may still be under way.</summary>
    public DateTimeOffset? PredecessorSeenAt { get; init; }
}
