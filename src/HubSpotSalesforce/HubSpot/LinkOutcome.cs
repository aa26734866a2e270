namespace HubSpotSalesforce.HubSpot;

/// <summary>What became of a change of an association.</summary>
/// <param name="Change">The change.</param>
/// <param name="Fault">Why it was refused; null when it was carried out, or stood so already.</param>
public sealed record LinkOutcome(LinkChange Change, SyncException? Fault);
