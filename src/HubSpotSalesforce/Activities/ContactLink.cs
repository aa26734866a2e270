namespace HubSpotSalesforce.Activities;

/// <summary>Which lead or contact in Salesforce a HubSpot contact is, and since when.</summary>
public sealed record ContactLink
{
    /// <summary>The HubSpot contact's id; the survivor's for a merged one.</summary>
    public required long ObjectId { get; init; }

    /// <summary>When the contact was made in HubSpot, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its primary email address; null when it has none.</summary>
    public string? Email { get; init; }

    /// <summary>The 18-character id of its lead or contact; null when it has none.</summary>
    public string? SalesforceId { get; init; }

    /// <summary><c>Contact</c> or <c>Lead</c>; null when there is no link.</summary>
    public string? SalesforceType { get; init; }

    /// <summary>When it was first linked (<c>contactSyncedAt</c>, O2), in UTC; null when there is no link.</summary>
    public DateTimeOffset? SyncedAt { get; init; }

    /// <summary>Where that time comes from: <c>history</c>, <c>records</c>, <c>assumed</c> or <c>firstSeen</c>; null when there is no link.</summary>
    public string? SyncedAtSource { get; init; }

    /// <summary>How it was linked: <c>property</c> or <c>email</c>; null when there is no link.</summary>
    public string? LinkedBy { get; init; }

    /// <summary>The ids of further leads and contacts with one of its addresses, best first (O19): the link is ambiguous. Empty as a rule.</summary>
    public string[] Others { get; init; } = [];

    /// <summary>The HubSpot owner's id of the contact; null when it has none.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Whether it is outside the inclusion list, which makes the link count for nothing.</summary>
    public bool IsOutsideInclusionList { get; init; }

    /// <summary>Whether activities can be written to its record: linked, and inside the inclusion list.</summary>
    public bool Syncs => SalesforceId is not null && !IsOutsideInclusionList;
}
