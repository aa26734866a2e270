namespace HubSpotSalesforce.Settings;

/// <summary>Gives the secrets that settings refer to. The host brings one: PowerShell can ask vaults, the worker cannot.</summary>
public interface ISecretSource
{
    /// <summary>Returns the secret, or null when this source has none of that name.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>: the reference leads nowhere.</exception>
    ValueTask<string?> ResolveAsync(SecretReference reference, CancellationToken cancel);
}
