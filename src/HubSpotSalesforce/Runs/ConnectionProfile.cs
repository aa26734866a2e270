using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>A connection under a name, to either side or to both: addresses and places of secrets, never a secret.</summary>
public sealed record ConnectionProfile
{
    /// <summary>Its name; case does not count.</summary>
    public required string Name { get; init; }

    /// <summary>The address of HubSpot's API; null without HubSpot.</summary>
    public Uri? HubSpotUrl { get; init; }

    /// <summary>Where HubSpot's token is found; null without HubSpot.</summary>
    public string? HubSpotToken { get; init; }

    /// <summary>The org's address; null without Salesforce.</summary>
    public Uri? LoginUrl { get; init; }

    /// <summary>The consumer key of the org's app; null without Salesforce.</summary>
    public string? ClientId { get; init; }

    /// <summary>Where the consumer secret is found; null with a private key.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Where the RSA private key is found; null with a consumer secret.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>The user a signed token is for; null with a consumer secret.</summary>
    public string? Username { get; init; }

    /// <summary>Whether it has a connection to HubSpot.</summary>
    internal bool HasHubSpot => HubSpotToken is not null;

    /// <summary>Whether it has a connection to Salesforce.</summary>
    internal bool HasSalesforce => LoginUrl is not null;

    /// <summary>Finds the token, and returns the connection to HubSpot.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>.</exception>
    public async Task<HubSpotOptions> HubSpotAsync(RunHost host, CancellationToken cancel)
        => new(HubSpotUrl ?? new Uri("https://api.hubapi.com"), await SecretAsync(host, HubSpotToken!, "token", cancel));

    /// <summary>Finds secret or key, and returns the connection to Salesforce.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>.</exception>
    public async Task<SalesforceOptions> SalesforceAsync(RunHost host, CancellationToken cancel) => new()
    {
        LoginUrl = LoginUrl!,
        ClientId = ClientId ?? "",
        ClientSecret = ClientSecret is { } secret ? await SecretAsync(host, secret, "clientSecret", cancel) : null,
        PrivateKey = PrivateKey is { } key ? await SecretAsync(host, key, "privateKey", cancel) : null,
        Username = Username,
    };

    private async Task<string> SecretAsync(RunHost host, string reference, string key, CancellationToken cancel)
    {
        string[] parts = reference.Split(':', 2);
        SettingPlace place = new("", 0, 0, key) { Override = $"profile {Name}" };
        SecretReference found = new(parts[0], parts.ElementAtOrDefault(1) ?? "", place);
        return found.Scheme is "env" or "file" || (found.Scheme == "secret" && found.Name.Contains('/', StringComparison.Ordinal))
            ? await SyncSession.SecretAsync(host, found, cancel)
            : throw found.Unavailable($"'{found.Scheme}:' says nothing of where the secret is.", "Write env:NAME, file:path or secret:vault/name.");
    }
}
