namespace HubSpotSalesforce.Settings;

/// <summary>Walks a tree along the table of keys: values that are right are kept, the others become faults.</summary>
/// <remarks>Its depth is that of the table, whatever the file holds.</remarks>
internal sealed class SettingWalk(FaultList faults, SettingValues values)
{
    private readonly HashSet<ScalarNode> _secrets = [];

    /// <summary>Walks the whole tree.</summary>
    public void Take(SettingTree tree)
    {
        foreach (ScalarNode scalar in tree.Scalars.Where(scalar => TokenShape.IsIn(scalar.Text)))
        {
            _secrets.Add(scalar);
            faults.Add(Place(scalar, scalar.Path), "This looks like a token or a key.", "Put it in an environment variable and write env:NAME; then make a new one, since this one has been in a file.");
        }

        Section(tree.Root, SettingKeys.Root, "");
    }

    /// <summary>Takes a value from outside the file, which replaces that of the file.</summary>
    public void Take(string path, SettingKey key, string text, SettingPlace place)
    {
        values.SetPlace(path, place);
        if (TokenShape.IsIn(text))
        {
            faults.Add(place, $"{path} looks like a token or a key.", "Put it in another variable and give its name: env:NAME.");
            return;
        }

        Reading reading = key.Type == SettingKeyType.Words
            ? Words(key, [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)])
            : ValueReading.Of(key, text, null, place);
        Keep(path, key, reading, place);
    }

    private void Section(MapNode map, SettingKey section, string path)
    {
        // Addresses and field names are the same in any case.
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach ((ScalarNode name, SettingNode value) in map.Entries.Where(entry => !_secrets.Contains(entry.Key)))
        {
            if (faults.IsFull)
            {
                return;
            }

            if (section.Find(name.Text) is not { } key)
            {
                Unknown(name, section, path);
                continue;
            }

            string below = path.Length == 0 ? name.Text : $"{path}.{name.Text}";
            if (!names.Add(name.Text))
            {
                faults.Add(Place(name, below), $"'{Shown.Of(name.Text)}' stands here twice, in another case.", "Remove one of the two.");
            }

            values.SetPlace(below, Place(name, below));
            Value(key, value.Target, below, Place(value, below));
        }
    }

    private void Value(SettingKey key, SettingNode node, string path, SettingPlace place)
    {
        switch (key.Type, node)
        {
            case (_, ScalarNode secret) when _secrets.Contains(secret):
            case (_, ScalarNode scalar) when scalar.Type == YamlType.Null:
                break;
            case (SettingKeyType.Section or SettingKeyType.Map, MapNode map):
                Section(map, key, path);
                break;
            case (SettingKeyType.List, ListNode list):
                Items(list, key, path);
                break;
            case (SettingKeyType.Words, ListNode list):
                Words(list, key, path, place);
                break;
            case ( >= SettingKeyType.Text, ScalarNode scalar):
                Keep(path, key, ValueReading.Of(key, scalar.Text, scalar.Type, place), place);
                break;
            default:
                faults.Add(place, $"{path} must be {Wanted(key)}, not {Found(node)}.", Advice(key));
                break;
        }
    }

    private void Items(ListNode list, SettingKey key, string path)
    {
        foreach (SettingNode item in list.Items)
        {
            string below = $"{path}.{item.Name}";
            values.SetPlace(below, Place(item, below));
            if (item.Target is not MapNode map)
            {
                faults.Add(Place(item, below), $"{below} must be {Wanted(key)}, not {Found(item.Target)}.", Advice(key));
                continue;
            }

            Section(map, key, below);
            foreach (SettingKey missing in key.Children.Where(child => child.IsRequired && map.Find(child.Name) is null))
            {
                faults.Add(Place(item, below), $"{below} has no {missing.Name}.", $"Write {missing.Name}: {missing.Example}.");
            }
        }
    }

    private void Words(ListNode list, SettingKey key, string path, SettingPlace place)
    {
        List<string> words = [];
        foreach (SettingNode item in list.Items)
        {
            if (item.Target is not ScalarNode scalar || scalar.Type != YamlType.Text)
            {
                faults.Add(Place(item, path), $"{path} must be a list of words.", $"Write {key.Name}: {key.Example}.");
            }
            else if (!_secrets.Contains(scalar))
            {
                words.Add(scalar.Text);
            }
        }

        Keep(path, key, Words(key, [.. words]), place);
    }

    private static Reading Words(SettingKey key, string[] words) => words switch
    {
        [] => new Reading(null),
        _ when words.Distinct().Count() < words.Length => Reading.Wrong("names a word twice."),
        _ => words.Select(word => ValueReading.Of(key, word, YamlType.Text, null!)).FirstOrDefault(reading => reading.Problem is not null, new Reading(words)),
    };

    private void Keep(string path, SettingKey key, Reading reading, SettingPlace place)
    {
        if (reading.Problem is { } problem)
        {
            faults.Add(place, $"{path} {problem}", reading.Advice ?? $"Write {key.Name}: {key.Example}.");
        }
        else if (reading.Value is { } value)
        {
            values.Set(path, value, place);
        }
    }

    private void Unknown(ScalarNode name, SettingKey section, string path)
    {
        string shown = Shown.Of(name.Text);
        string where = path.Length == 0 ? "at the top of the file" : $"in {path}";
        string noun = section.Named?.Noun ?? "key";
        string[] known = section.Named?.Names ?? [.. section.Children.Select(child => child.Name)];
        string advice = Nearest.To(name.Text, known) is { } near ? $"Did you mean {near}?"
            : Elsewhere(name.Text) is { } elsewhere ? $"Did you mean {elsewhere}?"
            : $"Known here: {string.Join(", ", known)}.";
        faults.Add(Place(name, path.Length == 0 ? shown : $"{path}.{shown}"), $"There is no {noun} '{shown}' {where}.", advice);
    }

    private static string? Elsewhere(string name)
    {
        string[] paths = [.. SettingKeys.Values().Select(entry => entry.Path).Where(path => path.EndsWith('.' + name, StringComparison.Ordinal)).Take(2)];
        return paths.Length == 1 ? paths[0] : null;
    }

    private SettingPlace Place(SettingNode node, string path) => new(faults.File, node.Line, node.Column, path);

    private static string Wanted(SettingKey key) => key.Type switch
    {
        SettingKeyType.Section or SettingKeyType.Map => "a section with keys of its own",
        SettingKeyType.List => "a list of sections",
        SettingKeyType.Words => "a list of words",
        _ => "a single value",
    };

    private static string Found(SettingNode node) => node switch
    {
        MapNode => "a section",
        ListNode => "a list",
        ScalarNode scalar => scalar.Type.Name,
        _ => "a value",
    };

    private static string Advice(SettingKey key) => key.Type switch
    {
        SettingKeyType.Map when key.Named is { } named => $"Write a line for each {named.Noun} below it: {named.Names[0]}: ...",
        SettingKeyType.Map => $"Write a line for each name below it: name: {key.Each!.Example}.",
        SettingKeyType.Section or SettingKeyType.List => $"Write its keys below it: {string.Join(", ", key.Children.Select(child => child.Name))}.",
        _ => $"Write {key.Name}: {key.Example}.",
    };
}
