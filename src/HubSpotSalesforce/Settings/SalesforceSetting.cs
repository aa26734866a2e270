namespace HubSpotSalesforce.Settings;

/// <summary>How Salesforce is reached: by client credentials, or by a signed token (JWT bearer) for one user.</summary>
public sealed record SalesforceSetting
{
    /// <summary>The org's own address, such as <c>https://acme.my.salesforce.com</c>, without a path.</summary>
    public required Uri LoginUrl { get; init; }

    /// <summary>The consumer key of the connected app.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where the consumer secret is found; null when <see cref="PrivateKey"/> is used.</summary>
    public SecretReference? ClientSecret { get; init; }

    /// <summary>Where the private key (PEM) is found; null when <see cref="ClientSecret"/> is used.</summary>
    public SecretReference? PrivateKey { get; init; }

    /// <summary>The user whom a signed token is for; never null beside <see cref="PrivateKey"/>.</summary>
    public string? Username { get; init; }

    /// <summary>The API version, such as <c>67.0</c>, which is the default.</summary>
    public string ApiVersion { get; init; } = "67.0";
}
