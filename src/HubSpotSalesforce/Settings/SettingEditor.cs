namespace HubSpotSalesforce.Settings;

/// <summary>Changes values in a settings file and leaves everything else as people wrote it: comments, order, quotes, line ends.</summary>
/// <remarks>For one caller at a time.</remarks>
public sealed class SettingEditor
{
    /// <summary>The dotted keys it can set, each with a value that is right there, in the order of the table of keys.</summary>
    public static IReadOnlyList<(string Path, string Example)> Keys => [.. SettingKeys.Values().Where(key => key.Key.IsValue).Select(key => (key.Path, key.Key.Example))];

    /// <summary>Returns the values that a key takes, in the order in which they are shown; empty for a key that takes any, or is none.</summary>
    public static string[] ChoicesOf(string key) => SettingKeys.Find(key)?.Key switch
    {
        { Type: SettingKeyType.Flag } => ["true", "false"],
        { Type: SettingKeyType.Zone } => ZoneReading.Names(),
        { } known => known.Choices,
        null => [],
    };

    private readonly SettingReader _reader;

    /// <summary>Creates an editor.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null, as for <see cref="SettingReader"/>; those of the process by default.</param>
    public SettingEditor(Func<string, string?>? environment = null) => _reader = new SettingReader(environment);

    /// <summary>Sets one value. See <see cref="Set(string, IReadOnlyDictionary{string, string})"/>.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the file would not be right; it is as it was.</exception>
    public void Set(string path, string key, string? value) => Set(path, new Dictionary<string, string?> { [key] = value });

    /// <summary>Sets several values at once. The file is replaced as a whole when it is right with all of them, else it stays as it was.</summary>
    /// <param name="path">The file; a relative path starts at the current folder.</param>
    /// <param name="values">Values by dotted key, such as <c>timeline.kinds.callMade.sync</c>; words of a list with commas between; moments as <see cref="GivenMoment"/> takes them; null for the default.</param>
    /// <exception cref="SyncException">
    /// <see cref="FaultKind.SettingsInvalid"/>: there is no such key, or the file would not be right. Lines and columns are those it would have had.
    /// </exception>
    public void Set(string path, IReadOnlyDictionary<string, string?> values) => Changed(path, values).Save(overwrite: true);

    /// <summary>Checks whether several values could be set at once, and leaves the file as it is.</summary>
    /// <inheritdoc cref="Set(string, IReadOnlyDictionary{string, string})"/>
    public void Check(string path, IReadOnlyDictionary<string, string?> values) => _ = Changed(path, values);

    /// <summary>Returns what the file itself says of a key, as text; null when it says nothing or <c>null</c>.</summary>
    /// <param name="path">The file; a relative path starts at the current folder.</param>
    /// <param name="key">The dotted key of a single value; for a list its words come with commas between.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: there is no such key, or the file cannot be read.</exception>
    public string? Get(string path, string key)
    {
        FaultList faults = new(Path.GetFullPath(path));
        if (SettingText.Read(faults.File, faults) is not { } text || SettingTree.Parse(text, faults) is not { } tree || Known(key, faults) is not { } known)
        {
            throw faults.ToException();
        }

        SettingNode? node = tree.Root;
        foreach (string name in known.Names)
        {
            node = (node as MapNode)?.Find(name)?.Target;
        }

        return node switch
        {
            ScalarNode scalar when scalar.Type != YamlType.Null => scalar.Text,
            ListNode list => string.Join(", ", list.Items.Select(item => item.Target).OfType<ScalarNode>().Select(item => item.Text)),
            _ => null,
        };
    }

    /// <summary>Returns what holds for keys: what the file says, or the default.</summary>
    /// <param name="path">The file; a relative path starts at the current folder.</param>
    /// <param name="keys">Dotted keys of single values.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: there is no such key, or the file is not right.</exception>
    public SettingValue[] Values(string path, IReadOnlyCollection<string> keys)
    {
        SyncSetting setting = _reader.Read(path);
        return [.. keys.Select(key => (Key: key, Text: Get(path, key))).Select(one => new SettingValue
        {
            File = setting.File,
            Key = one.Key,
            Value = SettingLookup.ValueOf(setting, SettingKeys.Find(one.Key)!.Value.Names),
            IsInFile = one.Text is not null,
        })];
    }

    private SettingText Changed(string path, IReadOnlyDictionary<string, string?> values)
    {
        FaultList faults = new(Path.GetFullPath(path));
        SettingText? text = SettingText.Read(faults.File, faults);
        foreach ((string key, string? value) in values)
        {
            text = text is null ? null : Edited(text, key, value, faults);
        }

        if (text is not null)
        {
            _reader.Check(text, faults);
        }

        return faults.IsEmpty ? text! : throw faults.ToException();
    }

    private static SettingText? Edited(SettingText text, string key, string? value, FaultList faults)
    {
        if (Known(key, faults) is not { } known || SettingTree.Parse(text, faults) is not { } tree)
        {
            return null;
        }

        // What is a moment to a person is written as the file holds it. What looks like a secret is left to the reader, which does not repeat it.
        if (known.Key.Type == SettingKeyType.Instant && !string.IsNullOrEmpty(value) && !TokenShape.IsIn(value) && ValueReading.Of(known.Key, value, null, null!).Problem is not null)
        {
            if (GivenMoment.Find(value) is not { } moment)
            {
                faults.Add($"{key} must be a moment, not '{Shown.Of(value)}'.", GivenMoment.Advice);
                return null;
            }

            string zone = (tree.Root.Find("timeZone")?.Target as ScalarNode)?.Text ?? "UTC";
            value = new GivenMoment(moment.In(zone)).ToString();
        }

        return text with { Content = new SettingEdit(text, tree).Set(known.Names, known.Key, value) };
    }

    private static (string[] Names, SettingKey Key)? Known(string path, FaultList faults)
    {
        if (SettingKeys.Find(path) is { Key.IsValue: true } known)
        {
            return known;
        }

        string advice = SettingKeys.Find(path) is { } section && SettingKeys.ExampleBelow(path, section.Key) is { } below ? $"Set each value in it by its own key: {below.Path} {below.Value}."
            : Nearest.To(path, SettingKeys.Values().Select(entry => entry.Path)) is { } near ? $"Did you mean {near}?" : "Give the dotted key of a single value, such as state.path.";
        faults.Add($"There is no key '{Shown.Of(path)}' that holds a single value.", advice);
        return null;
    }
}
