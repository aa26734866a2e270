using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that connect: by values given here, or by those of a settings file.</summary>
public abstract class ConnectionCmdlet : SyncCmdlet
{
    /// <summary>The settings file whose connection is checked and used. A relative path starts at the current location.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Setting")]
    [ValidateNotNullOrEmpty]
    public string SettingPath { get; set; } = "";

    /// <summary>Whether the connection is that of a settings file.</summary>
    private protected bool IsBySetting => ParameterSetName == "Setting";

    /// <summary>The settings file as a full path.</summary>
    private protected string SettingFile => GetUnresolvedProviderPathFromPSPath(SettingPath);
}
