namespace HubSpotSalesforce.State;

/// <summary>The right to write to a store, for a while.</summary>
/// <param name="Runner">Who holds it.</param>
/// <param name="Epoch">How many leases there were up to this one: a write that names an older one changes nothing.</param>
public sealed record Lease(string Runner, long Epoch);
