using System.Collections;
using System.Globalization;
using System.Management.Automation;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Set-SyncMapping: adds a mapping to a settings file or changes one, and leaves all else as it is.</summary>
[Cmdlet(VerbsCommon.Set, "SyncMapping", SupportsShouldProcess = true)]
[OutputType(typeof(SyncMapping))]
public sealed class SetSyncMappingCommand : MappingChangeCmdlet
{
    /// <summary>Which way the value travels; off switches a default off.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("both", "toHubSpot", "toSalesforce", "off")]
    public string? Direction { get; set; }

    /// <summary>HubSpot's values by those of Salesforce, where names do not tell.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Values")]
    [ValueMap]
    [ValidateNotNull]
    public IDictionary? ValueMap { get; set; }

    /// <summary>Gives the mappings of the field as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void TakeMapping()
    {
        MappingSetting mapping = new() { Field = Field, Property = NamedProperty, Direction = Direction, Values = Texts() };
        Mappings.Check(Family, mapping);    // before anybody is asked, and with -WhatIf
        if (!ShouldProcess(SettingFile, $"map {Named} of {Family}{(Direction is null ? "" : $", {Direction}")}"))
        {
            return;
        }

        Mappings.Set(Family, mapping);
        if (PassThru)
        {
            WriteObject(Mappings.List([Family]).Where(mapping => mapping.Field.Equals(Field, StringComparison.OrdinalIgnoreCase)), enumerateCollection: true);
        }
    }

    private Dictionary<string, string> Texts() => ValueMap is { } map
        ? map.Keys.Cast<object>().ToDictionary(Text, key => Text(map[key]))
        : [];

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
