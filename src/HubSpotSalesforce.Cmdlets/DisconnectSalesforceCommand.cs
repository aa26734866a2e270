using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Disconnect-Salesforce: forgets this session's connection, or one under a name; the one the settings name counts again.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Salesforce", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SyncConnection))]
public sealed class DisconnectSalesforceCommand : SyncCmdlet
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
        foreach (SyncConnection connection in Connections.Kept(Profile, SyncConnection.Salesforce))
        {
            if (!ShouldProcess(connection.Url, Profile is null ? "forget the connection to Salesforce" : $"forget the connection to Salesforce as '{Profile}'"))
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
