using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Remove-SyncMapping: removes a mapping from a settings file, so that the defaults for its field and property count again.</summary>
[Cmdlet(VerbsCommon.Remove, "SyncMapping", SupportsShouldProcess = true)]
[OutputType(typeof(SyncMapping))]
public sealed class RemoveSyncMappingCommand : MappingCmdlet
{
    /// <summary>The family.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("tasks", "emails", "calls", "meetings")]
    public string Family { get; set; } = "";

    /// <summary>The Salesforce field's API name.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrgWordCompleter))]
    public string Field { get; set; } = "";

    /// <summary>The HubSpot property's name; left out for a mapping that names none.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(MappedPropertyCompleter))]
    public string? Property { get; set; }

    /// <summary>Gives the mapping that was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

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
            SyncMapping[] removed = PassThru ? [.. Mappings.List([Family]).Where(mapping => IsMeant(mapping, property))] : [];
            Mappings.Remove(Family, Field, property);
            WriteObject(removed, enumerateCollection: true);
        }
        catch (SyncException fault) when (fault.Kind == FaultKind.NotFound)
        {
            WriteError(Record(fault));    // the others of the pipeline are removed all the same
        }
    }

    private bool IsMeant(SyncMapping mapping, string? property) => mapping.Origin == "settings"
        && mapping.Field.Equals(Field, StringComparison.OrdinalIgnoreCase)
        && (property is null || mapping.Property.Equals(property, StringComparison.OrdinalIgnoreCase));
}
