using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that forget connections.</summary>
public abstract class DisconnectCmdlet : SyncCmdlet
{
    /// <summary>The name of the connection to forget, in this process and among those that were saved; that of the session by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>The system of the connection that is piped in; one to the other system passes by.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet(SyncConnection.HubSpot, SyncConnection.Salesforce)]
    public string? System { get; set; }

    /// <summary>Gives what was forgotten.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The system whose connections are meant, as <see cref="SyncConnection.System"/> says it.</summary>
    private protected abstract string SystemName { get; }

    /// <inheritdoc/>
    protected sealed override void Take()
    {
        if (System is { } system && !system.Equals(SystemName, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        string? profile = string.IsNullOrEmpty(Profile) ? null : Profile;    // a connection without a name is that of the session
        foreach (SyncConnection connection in Connections.Kept(profile, SystemName))
        {
            if (!ShouldProcess(connection.Url, $"forget the connection to {SystemName}{(profile is null ? "" : $" as '{profile}'")}"))
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
