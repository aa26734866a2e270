namespace HubSpotSalesforce.State;

/// <summary>The one portal and the one org a store belongs to (O4).</summary>
/// <param name="PortalId">HubSpot's account id.</param>
/// <param name="OrgId">The org's 18-character id.</param>
public sealed record StoreBinding(string PortalId, string OrgId);
