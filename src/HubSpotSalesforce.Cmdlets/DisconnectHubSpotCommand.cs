using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Disconnect-HubSpot: forgets this session's connection, or one under a name; the one the settings name counts again.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "HubSpot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SyncConnection))]
public sealed class DisconnectHubSpotCommand : DisconnectCmdlet
{
    private protected override string SystemName => SyncConnection.HubSpot;
}
