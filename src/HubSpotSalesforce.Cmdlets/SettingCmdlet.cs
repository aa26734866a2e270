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
    private protected string SettingFile => this.FullPath(SettingPath);

    /// <summary>What parameters ask for that cannot be meant together; null when nothing is wrong. It is told before anything is read.</summary>
    private protected virtual SyncException? Contradiction => null;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        if (Contradiction is { } fault)
        {
            ThrowTerminatingError(Record(fault));
        }
    }

    /// <summary>Whether a parameter was given.</summary>
    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

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
