using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Remove-SyncMapping: removes a mapping from a settings file, so that the defaults for its field and property count again.</summary>
[Cmdlet(VerbsCommon.Remove, "SyncMapping", SupportsShouldProcess = true)]
[OutputType(typeof(SyncMapping))]
public sealed class RemoveSyncMappingCommand : MappingChangeCmdlet
{
    /// <summary>Gives the mapping that was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void TakeMapping()
    {
        if (!ShouldProcess(SettingFile, $"remove the mapping of {Named} of {Family}"))
        {
            return;
        }

        try
        {
            SyncMapping[] removed = PassThru ? [.. Mappings.List([Family]).Where(mapping => IsMeant(mapping))] : [];
            Mappings.Remove(Family, Field, NamedProperty);
            WriteObject(removed, enumerateCollection: true);
        }
        catch (SyncException fault) when (fault.Kind == FaultKind.NotFound)
        {
            WriteError(Record(fault));    // the others of the pipeline are removed all the same
        }
    }

    private bool IsMeant(SyncMapping mapping) => mapping.Origin == "settings"
        && mapping.Field.Equals(Field, StringComparison.OrdinalIgnoreCase)
        && (NamedProperty is null || mapping.Property.Equals(NamedProperty, StringComparison.OrdinalIgnoreCase));
}
