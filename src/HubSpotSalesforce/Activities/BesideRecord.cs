namespace HubSpotSalesforce.Activities;

/// <summary>A HubSpot record that an activity hangs on, or hung on, as it is today (R57).</summary>
/// <param name="Name">The record as <c>type/id</c>; of a contact that was merged, the one it was merged into.</param>
/// <param name="SalesforceId">The 18-character id of what it is in Salesforce; null when it is linked to nothing, or does not sync.</param>
public sealed record BesideRecord(string Name, string? SalesforceId)
{
    /// <summary>The link of a contact; null for any other record.</summary>
    public ContactLink? Contact { get; init; }
}
