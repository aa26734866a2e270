using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Disconnect-HubSpot: forgets this session's connection, or one under a name; the one the settings name counts again.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "HubSpot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SyncConnection))]
public sealed class DisconnectHubSpotCommand : SyncCmdlet
{
    /// <summary>The name of the connection to forget, in this process and among those that were saved; that of the session by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>Gives what was forgotten.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Take()
    {
        foreach (SyncConnection connection in Connections.Kept(Profile, SyncConnection.HubSpot))
        {
            if (!ShouldProcess(connection.Url, Profile is null ? "forget the connection to HubSpot" : $"forget the connection to HubSpot as '{Profile}'"))
            {
                continue;
            }

            Connections.Forget(connection);
            if (PassThru)
            {
                WriteObject(connection with { IsUsed = false });
            }
        }
    }
}
