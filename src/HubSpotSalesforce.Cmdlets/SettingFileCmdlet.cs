using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that work on settings files themselves: they take several, from the pipeline.</summary>
public abstract class SettingFileCmdlet : SettingCmdlet
{
    /// <summary>The settings file (YAML). A relative path starts at the current location.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("File", "PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingPathCompleter))]
    public override string SettingPath { get; set; } = DefaultPath;

    /// <inheritdoc/>
    protected sealed override void Take() => ForOne(TakeFile);

    /// <summary>Does what is to be done for one settings file.</summary>
    private protected abstract void TakeFile();
}
