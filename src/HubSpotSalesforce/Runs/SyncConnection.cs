namespace HubSpotSalesforce.Runs;

/// <summary>A connection that the session or the settings have. It holds no secret, only where one is found.</summary>
public sealed record SyncConnection
{
    /// <summary>The name of HubSpot's side.</summary>
    public const string HubSpot = "HubSpot";

    /// <summary>The name of Salesforce's side.</summary>
    public const string Salesforce = "Salesforce";

    /// <summary><c>HubSpot</c> or <c>Salesforce</c>.</summary>
    public required string System { get; init; }

    /// <summary>The profile it belongs to; null for that of the session or the settings.</summary>
    public string? Profile { get; init; }

    /// <summary><c>session</c> for one made by a Connect cmdlet, <c>process</c> and <c>user</c> for one of a profile, <c>settings</c> for the one a settings file names.</summary>
    public required string Source { get; init; }

    /// <summary>Whether a run would use it: that of the session goes before that of the settings.</summary>
    public required bool IsUsed { get; init; }

    /// <summary>The address it begins at.</summary>
    public required string Url { get; init; }

    /// <summary>What it signs in with: where the settings find the secret, such as <c>env:HUBSPOT_TOKEN</c>; in a session the sort of secret, such as <c>token</c>.</summary>
    public required string Credential { get; init; }

    /// <summary>The consumer key of the app in Salesforce; null for HubSpot.</summary>
    public string? ClientId { get; init; }

    /// <summary>The user a signed token is for; null for other ways to sign in.</summary>
    public string? Username { get; init; }

    /// <summary>The portal's or the org's id; null unless the connection was tested.</summary>
    public string? Id => Report?.Id;

    /// <summary>What the other side said when it was asked; null when it was not, or refused.</summary>
    public ConnectionReport? Report { get; init; }
}
