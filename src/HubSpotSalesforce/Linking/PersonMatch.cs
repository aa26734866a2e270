using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Linking;

/// <summary>The lead or contact found for a HubSpot contact.</summary>
/// <param name="Person">The record.</param>
/// <param name="Way">How it was found, one of <see cref="LinkWay"/>.</param>
/// <param name="CreatedAt">When it was made, or the first of those that became it; null when the org does not say.</param>
/// <param name="Others">The ids of further records that fit, best first.</param>
internal sealed record PersonMatch(SalesforcePerson Person, string Way, DateTimeOffset? CreatedAt, string[] Others);
