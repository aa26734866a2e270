namespace HubSpotSalesforce.Activities;

/// <summary>An activity and its counterpart on the other side: which belong together, and what both said last.</summary>
public sealed record Pair
{
    /// <summary>The activity's key: it tells on which side the activity was born.</summary>
    public required string Key { get; init; }

    /// <summary>The settings key of its kind, or of its family when it was born in Salesforce.</summary>
    public required string Kind { get; init; }

    /// <summary>HubSpot's id of it; empty until it is known.</summary>
    public required string HubSpotId { get; init; }

    /// <summary>The 18-character id of its task or event; empty until it is known.</summary>
    public required string SalesforceId { get; init; }

    /// <summary>A hash of all that was read of the activity when it was last written.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Per mapped Salesforce field, the value both sides held after the last write, in canonical form (O6).</summary>
    public required IReadOnlyDictionary<string, string?> Base { get; init; }

    /// <summary>Whether the counterpart was deleted where it was written: it is not made again (O5).</summary>
    public bool IsGone { get; init; }

    /// <summary>The run that made the counterpart; null when it was adopted.</summary>
    public string? RunId { get; init; }

    /// <summary>Returns its record's id on a side; empty when that is not known.</summary>
    public string IdOn(Side side) => side == Side.HubSpot ? HubSpotId : SalesforceId;

    /// <summary>Returns the pair with the id of its record on a side.</summary>
    public Pair With(Side side, string id) => side == Side.HubSpot ? this with { HubSpotId = id } : this with { SalesforceId = id };
}
