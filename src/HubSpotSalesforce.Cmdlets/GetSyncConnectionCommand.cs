using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncConnection: tells which connections this session and the settings have, and which of them a run would use.</summary>
[Cmdlet(VerbsCommon.Get, "SyncConnection")]
[OutputType(typeof(SyncConnection))]
public sealed class GetSyncConnectionCommand : ConnectedCmdlet
{
    /// <summary>Signs in with each connection that a run would use, and asks both sides who they are.</summary>
    [Parameter]
    public SwitchParameter Test { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        // Without settings there is still the session; settings that were named have to be there.
        string? settings = IsGiven(nameof(SettingPath)) || (this.IsAtFiles() && File.Exists(SettingFile)) ? SettingFile : null;
        RunHost host = NewHost();
        Run(async cancel =>
        {
            ConnectionChoice choice = ConnectionChoice.Open(settings, host);
            foreach (SyncConnection connection in choice.List())
            {
                SyncConnection shown = Test && connection.IsUsed ? await TestAsync(choice, connection, cancel) : connection;
                Post(() => WriteObject(shown));
            }

            // Those under other names, so that they can be found, chosen and forgotten.
            foreach (SyncConnection connection in Connections.Named().Where(other => !IsProfile(other)))
            {
                Post(() => WriteObject(connection));
            }
        });
    }

    private bool IsProfile(SyncConnection connection) => string.Equals(connection.Profile, Profile, StringComparison.OrdinalIgnoreCase);

    private async Task<SyncConnection> TestAsync(ConnectionChoice choice, SyncConnection connection, CancellationToken cancel)
    {
        try
        {
            return connection with { Report = await choice.AskAsync(connection, cancel) };
        }
        catch (SyncException fault)
        {
            Post(() => WriteError(Record(fault, connection)));    // the other side is asked all the same
            return connection;
        }
    }
}
