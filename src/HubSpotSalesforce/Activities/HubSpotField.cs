namespace HubSpotSalesforce.Activities;

/// <summary>The names of the HubSpot properties this product relies on.</summary>
public static class HubSpotField
{
    /// <summary>The key of what was born in Salesforce: a custom property of calls, emails, meetings and tasks.</summary>
    public const string Key = "salesforce_activity_id";

    /// <summary>The place on the timeline; required in each create. Of a task it is the due date.</summary>
    public const string Timestamp = "hs_timestamp";

    /// <summary>The owner's id.</summary>
    public const string Owner = "hubspot_owner_id";
}
