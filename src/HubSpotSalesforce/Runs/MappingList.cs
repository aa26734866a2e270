using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>The mappings of a settings file: shown, changed, removed (R50, R53-R55).</summary>
public sealed class MappingList
{
    private readonly string _settingPath;
    private readonly RunHost _host;

    /// <summary>Creates a list.</summary>
    /// <param name="settingPath">The settings file.</param>
    /// <param name="host">What the program around the core brings.</param>
    public MappingList(string settingPath, RunHost host)
    {
        _settingPath = settingPath;
        _host = host;
    }

    /// <summary>Returns the mappings in effect, defaults first; those that are off are among them.</summary>
    /// <param name="families">The settings keys of families; empty for all.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>.</exception>
    public SyncMapping[] List(IReadOnlyCollection<string> families)
    {
        SyncSetting setting = new SettingReader(_host.Environment).Read(_settingPath, _host.Parameters);
        return [.. Chosen(families).SelectMany(family => setting.Reverse.Families[family.Key].ToMappings()
            .Where(mapping => mapping.Conversion != FieldConversion.Owner || !mapping.IsDefault || setting.Reverse.Owners == "map")
            .Select(mapping => SyncMapping.Of(family, mapping)))];
    }

    /// <summary>Returns them with the types of both sides, and what is wrong with those that cannot work.</summary>
    /// <param name="families">The settings keys of families; empty for all.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>,
    /// <see cref="FaultKind.Unauthorized"/>, <see cref="FaultKind.ScopeMissing"/>, and any kind by which a call fails.</exception>
    public async Task<SyncMapping[]> TestAsync(IReadOnlyCollection<string> families, CancellationToken cancel)
    {
        using SyncSession session = await SyncSession.OpenAsync(_settingPath, _host, cancel);
        FieldReader fields = new(session.Salesforce);
        PropertyReader properties = new(session.HubSpot);
        List<SyncMapping> tested = [];
        foreach (ActivityFamily family in Chosen(families))
        {
            MappingTerms terms = new()
            {
                Fields = [.. (await fields.ReadAsync(family.SalesforceType, cancel)).Values],
                Properties = [.. (await properties.ReadAsync(family.Key, cancel)).Values],
            };
            MappingFault[] faults = MappingCheck.Check(family, session.Setting.Reverse.Families[family.Key].ToMappings(), terms);
            tested.AddRange(List([family.Key]).Select(mapping => mapping with
            {
                FieldType = terms.Field(mapping.Field)?.Type,
                PropertyType = terms.Property(mapping.Property)?.Type,
                Problem = faults.FirstOrDefault(fault => fault.Mapping.Field == mapping.Field && fault.Mapping.Property == mapping.Property)?.ToString(),
            }));
        }

        return [.. tested];
    }

    /// <summary>Adds a mapping to the file, or changes the one of the same field and property.</summary>
    /// <param name="family">The settings key of the family.</param>
    /// <param name="mapping">The mapping; what it does not say stays as it is.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the file would not be right; it is as it was.</exception>
    public void Set(string family, MappingSetting mapping) => new MappingEditor(_host.Environment).Set(_settingPath, ActivityFamily.Named(family), mapping);

    /// <summary>Checks whether a mapping could be added or changed, and leaves the file as it is.</summary>
    /// <inheritdoc cref="Set"/>
    public void Check(string family, MappingSetting mapping) => new MappingEditor(_host.Environment).Check(_settingPath, ActivityFamily.Named(family), mapping);

    /// <summary>Removes a mapping from the file; the defaults for its field and property count again.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.NotFound"/>: the file has no such mapping.</exception>
    public void Remove(string family, string field, string? property)
    {
        if (!new MappingEditor(_host.Environment).Remove(_settingPath, ActivityFamily.Named(family), field, property)
            && !new MappingEditor(_host.Environment).Remove(_settingPath, ActivityFamily.Named(family), field, null))
        {
            throw new SyncException(FaultKind.NotFound, field, $"The settings map no {field} of {family}{(property is null ? "" : $" to {property}")}. A default is switched off with Set-SyncMapping -Direction off.");
        }
    }

    private static IEnumerable<ActivityFamily> Chosen(IReadOnlyCollection<string> families)
        => ActivityFamily.All.Where(family => families.Count == 0 || families.Contains(family.Key, StringComparer.OrdinalIgnoreCase));
}
