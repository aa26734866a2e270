using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>The property this product keeps on HubSpot activities.</summary>
public static class ActivityProperty
{
    /// <summary>The key of an activity that was born in Salesforce, such as <c>sf-00T…</c>.</summary>
    public const string Key = HubSpotField.Key;

    /// <summary>The group of properties it stands in.</summary>
    public const string Group = "salesforce_sync";
}
