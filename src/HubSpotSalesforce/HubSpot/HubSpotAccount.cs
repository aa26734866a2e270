namespace HubSpotSalesforce.HubSpot;

/// <summary>The portal behind a token.</summary>
/// <param name="PortalId">The account's id.</param>
/// <param name="TimeZone">The account's time zone as HubSpot names it, not always a modern IANA name; null when it is not told.</param>
/// <param name="UiDomain">The host of its pages.</param>
/// <param name="AccountType"><c>STANDARD</c>, <c>SANDBOX</c> and the like; null when it is not told.</param>
/// <param name="Scopes">The scopes of the token; null when HubSpot does not tell them for this sort of token.</param>
public sealed record HubSpotAccount(string PortalId, string? TimeZone, string UiDomain, string? AccountType, string[]? Scopes);
