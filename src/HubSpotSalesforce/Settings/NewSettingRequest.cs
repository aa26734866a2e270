namespace HubSpotSalesforce.Settings;

/// <summary>What a new settings file is to say.</summary>
public sealed record NewSettingRequest
{
    /// <summary>Where HubSpot's service key is found; <c>env:HUBSPOT_TOKEN</c> by default.</summary>
    public string HubSpotToken { get; init; } = "env:HUBSPOT_TOKEN";

    /// <summary>The address of HubSpot's API; null for the default.</summary>
    public string? HubSpotBaseUrl { get; init; }

    /// <summary>The Salesforce org's own address.</summary>
    public required string LoginUrl { get; init; }

    /// <summary>The consumer key of the connected app.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where the consumer secret is found; null for <c>env:SALESFORCE_CLIENT_SECRET</c>, or for none beside a private key.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Where the private key is found; null for client credentials.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>The user whom a signed token is for; needed beside a private key.</summary>
    public string? Username { get; init; }

    /// <summary>The SQLite file; a relative path starts at the settings file.</summary>
    public string StorePath { get; init; } = "./hubspot-salesforce.db";

    /// <summary>The zone in which a day begins and ends; UTC by default.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether plain http and loopback addresses are accepted.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>The keys of the kinds to turn on; none by default.</summary>
    public string[] Kinds { get; init; } = [];

    /// <summary>The keys of the families to turn on, for the way back; none by default.</summary>
    public string[] Families { get; init; } = [];

    /// <summary>When kinds and families are turned on: now, unless another connector is taken over from (O4).</summary>
    public required DateTimeOffset EnabledAt { get; init; }

    /// <summary>Nothing that happened before it is written (O8); null for the default of each kind.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The moment taken as first sync of contacts linked before the first run (O2); null for their own history.</summary>
    public DateTimeOffset? AssumeSyncedAt { get; init; }
}
