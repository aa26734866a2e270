namespace HubSpotSalesforce.HubSpot;

/// <summary>The property this product keeps on HubSpot activities.</summary>
public static class ActivityProperty
{
    /// <summary>The group of properties it stands in.</summary>
    public const string Group = "salesforce_sync";
}
