using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Settings;

/// <summary>Changes the mappings in a settings file, and leaves everything else as people wrote it.</summary>
/// <remarks>For one caller at a time.</remarks>
public sealed class MappingEditor
{
    private readonly SettingReader _reader;

    /// <summary>Creates an editor.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null, as for <see cref="SettingReader"/>; those of the process by default.</param>
    public MappingEditor(Func<string, string?>? environment = null) => _reader = new SettingReader(environment);

    /// <summary>Adds a mapping, or changes the one of the same field and property.</summary>
    /// <param name="path">The file; a relative path starts at the current folder.</param>
    /// <param name="family">The family.</param>
    /// <param name="mapping">The mapping; what it does not say stays as it is.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the file would not be right; it is as it was.</exception>
    public void Set(string path, ActivityFamily family, MappingSetting mapping) => Changed(path, family, mapping).Save(overwrite: true);

    /// <summary>Checks whether a mapping could be added or changed, and leaves the file as it is.</summary>
    /// <inheritdoc cref="Set"/>
    public void Check(string path, ActivityFamily family, MappingSetting mapping) => _ = Changed(path, family, mapping);

    /// <summary>Removes a mapping of the file, so that the defaults for its field and property count again.</summary>
    /// <param name="path">The file; a relative path starts at the current folder.</param>
    /// <param name="family">The family.</param>
    /// <param name="field">The Salesforce field, in any case.</param>
    /// <param name="property">The HubSpot property, in any case; null for the mapping of the field that names no property.</param>
    /// <returns>False when the file has no such mapping.</returns>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the file cannot be read, or would not be right.</exception>
    public bool Remove(string path, ActivityFamily family, string field, string? property)
    {
        FaultList faults = new(Path.GetFullPath(path));
        SettingText text = Read(faults);
        if (Items(text, family, faults) is not { } list || IndexOf(list, field, property) is not { } index)
        {
            return false;
        }

        string content = list.Items.Count > 1
            ? new SettingListEdit(text).Removed(list, index)
            : new SettingEdit(text, Tree(text, faults)).Set(["salesforceToHubSpot", family.Key, "mappings"], ListKey, "[]");
        Checked(text with { Content = content }, faults).Save(overwrite: true);
        return true;
    }

    private SettingText Changed(string path, ActivityFamily family, MappingSetting mapping)
    {
        FaultList faults = new(Path.GetFullPath(path));
        SettingText text = Read(faults);
        int? index = IndexOf(Items(text, family, faults), mapping.Field, mapping.Property);
        foreach ((string[] names, string value) in Said(mapping, index is not null))
        {
            // After the first value is set, what stands where has moved.
            ListNode? list = Items(text, family, faults);
            text = text with { Content = index is { } known ? Edited(text, list!, known, names, value, faults) : Added(text, list, family, mapping, faults) };
        }

        return Checked(text, faults);
    }

    private static SettingKey ListKey => SettingKeys.Root.Find("salesforceToHubSpot")!.Find("tasks")!.Find("mappings")!;

    // One entry a value that is set; a mapping that is new is written whole, by the first.
    private static IEnumerable<(string[] Names, string Value)> Said(MappingSetting mapping, bool isKnown)
    {
        if (!isKnown)
        {
            return [([], "")];
        }

        return (mapping.Direction is { } direction ? new (string[], string)[] { (["direction"], direction) } : [])
            .Concat(mapping.Values.Select(value => (new[] { "values", value.Key }, value.Value)));
    }

    private static string Edited(SettingText text, ListNode list, int index, string[] names, string value, FaultList faults)
    {
        MapNode item = (MapNode)list.Items[index].Target;
        SettingKey key = ListKey.Find(names[0])!;
        return new SettingEdit(text, Tree(text, faults)).Set(item, names, names.Length == 1 ? key : key.Each!, value);
    }

    private static string Added(SettingText text, ListNode? list, ActivityFamily family, MappingSetting mapping, FaultList faults)
    {
        string section = Section(mapping);
        return list is { Items.Count: > 0 }
            ? new SettingListEdit(text).Added(list, section)
            : new SettingEdit(text, Tree(text, faults)).Set(["salesforceToHubSpot", family.Key, "mappings"], ListKey, $"[ {section} ]");
    }

    private static string Section(MappingSetting mapping)
    {
        List<string> parts = [$"field: {YamlWriting.Text(mapping.Field)}"];
        if (mapping.Property is { Length: > 0 } property)
        {
            parts.Add($"property: {YamlWriting.Text(property)}");
        }

        if (mapping.Direction is { } direction)
        {
            parts.Add($"direction: {direction}");
        }

        if (mapping.Values.Count > 0)
        {
            parts.Add($"values: {{ {string.Join(", ", mapping.Values.Select(value => $"{YamlWriting.Text(value.Key)}: {YamlWriting.Text(value.Value)}"))} }}");
        }

        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static int? IndexOf(ListNode? list, string field, string? property)
    {
        int index = list?.Items.FindIndex(item => item.Target is MapNode map && Says(map, "field", field) && Says(map, "property", property)) ?? -1;
        return index < 0 ? null : index;
    }

    private static bool Says(MapNode map, string key, string? wanted)
    {
        string? said = map.Find(key)?.Target is ScalarNode { Text.Length: > 0 } scalar && scalar.Type != YamlType.Null ? scalar.Text : null;
        return string.Equals(said, string.IsNullOrEmpty(wanted) ? null : wanted, StringComparison.OrdinalIgnoreCase);
    }

    private static ListNode? Items(SettingText text, ActivityFamily family, FaultList faults)
        => ((Tree(text, faults).Root.Find("salesforceToHubSpot")?.Target as MapNode)?.Find(family.Key)?.Target as MapNode)?.Find("mappings")?.Target as ListNode;

    private static SettingTree Tree(SettingText text, FaultList faults) => SettingTree.Parse(text, faults) ?? throw faults.ToException();

    private static SettingText Read(FaultList faults) => SettingText.Read(faults.File, faults) ?? throw faults.ToException();

    private SettingText Checked(SettingText text, FaultList faults)
    {
        _reader.Check(text, faults);
        return faults.IsEmpty ? text : throw faults.ToException();
    }
}
