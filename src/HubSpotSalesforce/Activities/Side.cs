namespace HubSpotSalesforce.Activities;

/// <summary>One of the two systems.</summary>
public enum Side
{
    /// <summary>HubSpot.</summary>
    HubSpot,

    /// <summary>Salesforce.</summary>
    Salesforce,
}
