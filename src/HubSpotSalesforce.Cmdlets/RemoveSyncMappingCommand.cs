using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Remove-SyncMapping: removes a mapping from a settings file, so that the defaults for its field and property count again.</summary>
[Cmdlet(VerbsCommon.Remove, "SyncMapping", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveSyncMappingCommand : MappingCmdlet
{
    /// <summary>The family.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("tasks", "emails", "calls", "meetings")]
    public string Family { get; set; } = "";

    /// <summary>The Salesforce field's API name.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Field { get; set; } = "";

    /// <summary>The HubSpot property's name; left out for a mapping that names none.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    public string? Property { get; set; }

    /// <inheritdoc/>
    protected override void Take()
    {
        string? property = string.IsNullOrEmpty(Property) ? null : Property;
        if (!ShouldProcess(SettingFile, $"remove the mapping of {Field}{(property is null ? "" : $" and {property}")} of {Family}"))
        {
            return;
        }

        try
        {
            Mappings.Remove(Family, Field, property);
        }
        catch (SyncException fault) when (fault.Kind == FaultKind.NotFound)
        {
            WriteError(Record(fault));    // the others of the pipeline are removed all the same
        }
    }
}
