namespace HubSpotSalesforce.HubSpot;

/// <summary>A HubSpot contact, as far as linking needs it.</summary>
public sealed record HubSpotContact
{
    /// <summary>The contact's id; the survivor's for a merged one.</summary>
    public required long Id { get; init; }

    /// <summary>The ids of the contacts that were merged into it; empty when none was.</summary>
    public long[] MergedIds { get; init; } = [];

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its primary address; null when it has none.</summary>
    public string? Email { get; init; }

    /// <summary>Its further addresses; empty when it has none.</summary>
    public string[] AdditionalEmails { get; init; } = [];

    /// <summary>Its addresses, the primary one first.</summary>
    public IEnumerable<string> Addresses => AdditionalEmails.Prepend(Email).OfType<string>();

    /// <summary>Its owner's id; null when it has none.</summary>
    public string? OwnerId { get; init; }

    /// <summary>What <c>salesforcecontactid</c> says; null when it says nothing.</summary>
    public string? SalesforceContactId { get; init; }

    /// <summary>What <c>salesforceleadid</c> says; null when it says nothing.</summary>
    public string? SalesforceLeadId { get; init; }

    /// <summary>The earliest stamp at which either of the two was set (O2), in UTC; null when the history has none.</summary>
    public DateTimeOffset? FirstLinkedAt { get; init; }
}
