using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that change one mapping: which one it is.</summary>
public abstract class MappingChangeCmdlet : SettingCmdlet
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

    /// <summary>The HubSpot property's name; left out for a mapping that names none, which switches off all defaults of its field.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(MappedPropertyCompleter))]
    public string? Property { get; set; }

    /// <summary>The mappings of the settings file.</summary>
    private protected MappingList Mappings => new(SettingFile, NewHost());

    /// <summary>The property that was named; null for none.</summary>
    private protected string? NamedProperty => string.IsNullOrEmpty(Property) ? null : Property;

    /// <summary>The field, and the property where one was named, as they are asked about.</summary>
    private protected string Named => NamedProperty is null ? Field : $"{Field} and {NamedProperty}";

    /// <inheritdoc/>
    protected sealed override void Take() => ForOne(TakeMapping);

    /// <summary>Does what is to be done for one mapping.</summary>
    private protected abstract void TakeMapping();
}
