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

    /// <summary>Does what is to be done for one object. What is wrong with one of a pipeline is an error of its own, and the others go on.</summary>
    private protected void ForOne(Action step)
    {
        try
        {
            step();
        }
        catch (SyncException fault) when (MyInvocation.ExpectingInput)
        {
            WriteError(Record(fault));
        }
    }
}
