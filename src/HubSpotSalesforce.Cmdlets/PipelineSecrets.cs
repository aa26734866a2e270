using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Secrets from environment variables and files, and from vaults through SecretManagement where that is installed.</summary>
internal sealed class PipelineSecrets : ISecretSource
{
    private readonly EnvironmentSecrets _environment = new();
    private readonly Func<string, string, CancellationToken, Task<object?>> _askVault;

    /// <summary>Creates a source.</summary>
    /// <param name="askVault">Asks a vault on the pipeline's thread: vault, name.</param>
    public PipelineSecrets(Func<string, string, CancellationToken, Task<object?>> askVault) => _askVault = askVault;

    /// <inheritdoc/>
    public async ValueTask<string?> ResolveAsync(SecretReference reference, CancellationToken cancel)
    {
        if (reference.Scheme != "secret")
        {
            return await _environment.ResolveAsync(reference, cancel);
        }

        string[] parts = reference.Name.Split('/', 2);
        return await _askVault(parts[0], parts[1], cancel) switch
        {
            string secret => secret,
            SecureString secret => new NetworkCredential("", secret).Password,
            PSCredential credential => credential.GetNetworkCredential().Password,
            CommandNotFoundException missing => throw reference.Unavailable(
                $"'{reference}' names a vault, and the module Microsoft.PowerShell.SecretManagement is not installed.",
                "Install it with Install-PSResource Microsoft.PowerShell.SecretManagement, or refer to another place: env:NAME, file:path.",
                missing),
            RuntimeException refused => throw reference.Unavailable(
                $"The vault '{parts[0]}' does not give '{parts[1]}': {refused.Message.TrimEnd('.')}.",
                $"Look with Get-SecretInfo -Vault '{parts[0]}', and unlock the vault.",
                refused),
            _ => throw reference.Unavailable($"The vault '{parts[0]}' has no text under '{parts[1]}'.", "Store the secret as text with Set-Secret."),
        };
    }

    /// <summary>Asks a vault. Called on the pipeline's thread; returns what it gave, or the error, for the pipeline must not break here.</summary>
    public static object? AskVault(PSCmdlet cmdlet, string vault, string name)
    {
        try
        {
            return cmdlet.InvokeCommand
                .InvokeScript("param($vault, $name) Get-Secret -Vault $vault -Name $name -ErrorAction Stop", useNewScope: true, PipelineResultTypes.None, null, vault, name)
                .FirstOrDefault()?.BaseObject;
        }
        catch (RuntimeException refused) when (refused is not PipelineStoppedException)
        {
            return refused;
        }
    }
}
