namespace HubSpotSalesforce.Mapping;

/// <summary>Which way a mapped value travels.</summary>
public enum MappingDirection
{
    /// <summary>Both ways; where both sides changed it, the family's conflict rule decides (R52).</summary>
    Both,

    /// <summary>From Salesforce to HubSpot only.</summary>
    ToHubSpot,

    /// <summary>From HubSpot to Salesforce only.</summary>
    ToSalesforce,

    /// <summary>Neither way: so a default is switched off.</summary>
    Off,
}
