namespace HubSpotSalesforce.Linking;

/// <summary>The ways of linking, by the names that settings and links have for them.</summary>
public static class LinkWay
{
    /// <summary>By the ids that HubSpot's own integration leaves on contacts.</summary>
    public const string Property = "property";

    /// <summary>By address.</summary>
    public const string Email = "email";
}
