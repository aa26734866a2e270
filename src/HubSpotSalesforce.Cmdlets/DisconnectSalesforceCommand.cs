using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Disconnect-Salesforce: forgets this session's connection; the one the settings name counts again.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Salesforce")]
[OutputType(typeof(void))]
public sealed class DisconnectSalesforceCommand : SyncCmdlet
{
    /// <inheritdoc/>
    protected override void Finish() => SessionConnection.Current.Salesforce = null;
}
