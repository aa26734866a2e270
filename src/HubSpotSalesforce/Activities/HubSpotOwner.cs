namespace HubSpotSalesforce.Activities;

/// <summary>A HubSpot owner.</summary>
/// <param name="Id">The owner's id, which <c>hubspot_owner_id</c> names.</param>
/// <param name="Email">The owner's address; null when it has none.</param>
/// <param name="IsArchived">Whether the owner was deactivated.</param>
public sealed record HubSpotOwner(string Id, string? Email, bool IsArchived);
