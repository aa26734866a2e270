using System.Management.Automation;

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

    /// <summary>The settings file as a full path.</summary>
    private protected string SettingFile => GetUnresolvedProviderPathFromPSPath(SettingPath);
}
