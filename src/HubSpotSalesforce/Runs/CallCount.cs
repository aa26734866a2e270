namespace HubSpotSalesforce.Runs;

/// <summary>Calls made to each side.</summary>
/// <param name="HubSpot">Calls to HubSpot.</param>
/// <param name="Salesforce">Calls to Salesforce.</param>
public sealed record CallCount(int HubSpot, int Salesforce);
