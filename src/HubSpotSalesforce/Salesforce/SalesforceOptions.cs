namespace HubSpotSalesforce.Salesforce;

/// <summary>How to reach an org: client credentials, or JWT bearer when a private key is set, or a ready token.</summary>
public sealed record SalesforceOptions
{
    /// <summary>The org's My Domain, which also takes the token requests.</summary>
    public required Uri LoginUrl { get; init; }

    /// <summary>The consumer key of the org's external client app.</summary>
    public required string ClientId { get; init; }

    /// <summary>The consumer secret, for client credentials; null with a private key.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The RSA private key in PEM, for JWT bearer; null with a secret.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>The user the JWT speaks for.</summary>
    public string? Username { get; init; }

    /// <summary>The API version, such as <c>67.0</c>.</summary>
    public string ApiVersion { get; init; } = "67.0";

    /// <summary>The address, without secrets.</summary>
    public override string ToString() => LoginUrl.ToString();
}
