namespace HubSpotSalesforce.Settings;

/// <summary>How HubSpot contacts find their Salesforce lead or contact.</summary>
public sealed record ContactSetting
{
    /// <summary>The ways of linking, in the order in which they are tried: <c>property</c>, <c>email</c>. Never empty, each at most once.</summary>
    public string[] LinkBy { get; init; } = ["property", "email"];

    /// <summary>The id of the HubSpot list outside which no contact syncs (O25); null when all may.</summary>
    public long? InclusionList { get; init; }

    /// <summary>The moment taken as first sync of contacts linked before the first run (O2), in UTC; null for their own history.</summary>
    public DateTimeOffset? AssumeSyncedAt { get; init; }
}
