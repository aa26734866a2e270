using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Disconnect-HubSpot: forgets this session's connection; the one the settings name counts again.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "HubSpot")]
[OutputType(typeof(void))]
public sealed class DisconnectHubSpotCommand : SyncCmdlet
{
    /// <inheritdoc/>
    protected override void Finish() => SessionConnection.Current.HubSpot = null;
}
