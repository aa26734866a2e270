namespace HubSpotSalesforce.Settings;

/// <summary>How HubSpot is reached.</summary>
public sealed record HubSpotSetting
{
    /// <summary>Where the service key is found.</summary>
    public required SecretReference Token { get; init; }

    /// <summary>The address of the API, without a path; <c>https://api.hubapi.com</c> by default.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.hubapi.com");
}
