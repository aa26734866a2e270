namespace HubSpotSalesforce.Runs;

/// <summary>A system that was reached, and what it says of itself.</summary>
public sealed record ConnectionReport
{
    /// <summary><c>HubSpot</c> or <c>Salesforce</c>.</summary>
    public required string System { get; init; }

    /// <summary>The portal's or the org's id.</summary>
    public required string Id { get; init; }

    /// <summary>The address that answers.</summary>
    public required string Url { get; init; }

    /// <summary>What it is: a HubSpot account type, or the API version; null when it does not say.</summary>
    public string? Kind { get; init; }

    /// <summary>The Salesforce user the connection runs as; null for HubSpot.</summary>
    public string? User { get; init; }

    /// <summary>The scopes of a HubSpot token, ordered; empty when HubSpot does not tell them.</summary>
    public string[] Scopes { get; init; } = [];

    /// <summary>Calls left to everybody for the day; null when it does not say.</summary>
    public long? CallsLeft { get; init; }
}
