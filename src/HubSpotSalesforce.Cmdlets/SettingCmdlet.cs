using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that work by a settings file.</summary>
public abstract class SettingCmdlet : SyncCmdlet
{
    internal const string DefaultPath = "hubspot-salesforce.yaml";

    /// <summary>The settings file (YAML). A relative path starts at the current location.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingPathCompleter))]
    public virtual string SettingPath { get; set; } = DefaultPath;

    /// <summary>The name of the connections to use before those of the session and the settings; what HUBSPOT_SALESFORCE_PROFILE says by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; } = Environment.GetEnvironmentVariable("HUBSPOT_SALESFORCE_PROFILE") is { Length: > 0 } name ? name : null;

    /// <summary>The settings file as a full path.</summary>
    private protected string SettingFile => GetUnresolvedProviderPathFromPSPath(SettingPath);

    /// <inheritdoc/>
    private protected override RunHost NewHost() => Connections.Use(Profile, base.NewHost());
}
