namespace HubSpotSalesforce.Salesforce;

/// <summary>A lead or contact, as far as linking needs it.</summary>
public sealed record SalesforcePerson
{
    /// <summary>The 18-character id.</summary>
    public required string Id { get; init; }

    /// <summary><c>Contact</c> or <c>Lead</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its address; null when it has none.</summary>
    public string? Email { get; init; }

    /// <summary>When it was made, in UTC; null when the org does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC; null when the org does not say.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>Whether it was deleted.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The record it was merged into; null when it was not.</summary>
    public string? MasterId { get; init; }

    /// <summary>The contact a lead was converted to; null for contacts and unconverted leads.</summary>
    public string? ConvertedContactId { get; init; }

    /// <summary>Whether it is a lead that was converted, and so read-only.</summary>
    public bool IsConverted { get; init; }
}
