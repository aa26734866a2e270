using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that ask HubSpot or Salesforce by a settings file: by its connections, or by those under a name.</summary>
public abstract class ConnectedCmdlet : SettingCmdlet
{
    /// <summary>The name of the connections to use before those of the session and the settings; what HUBSPOT_SALESFORCE_PROFILE says by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public virtual string? Profile { get; set; } = DefaultProfile;

    private protected static string? DefaultProfile => Environment.GetEnvironmentVariable("HUBSPOT_SALESFORCE_PROFILE") is { Length: > 0 } name ? name : null;

    /// <inheritdoc/>
    private protected override RunHost NewHost() => Connections.Use(Profile, base.NewHost());
}
