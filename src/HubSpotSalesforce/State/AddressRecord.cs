namespace HubSpotSalesforce.State;

/// <summary>An email address and the contact that was last seen with it (O19).</summary>
/// <param name="Address">The address, in small letters.</param>
/// <param name="ContactId">The HubSpot contact's id.</param>
public sealed record AddressRecord(string Address, long ContactId);
