using YamlDotNet.Core;

namespace HubSpotSalesforce.Settings;

/// <summary>Changes one value in a YAML text and leaves every other character as it is.</summary>
internal sealed class SettingEdit(SettingText text, SettingTree tree)
{
    private const string Level = "  ";

    /// <summary>Returns the text with the value set.</summary>
    /// <param name="names">The key, name by name.</param>
    /// <param name="key">Its row in the table of keys.</param>
    /// <param name="value">The value as text; null to write <c>null</c>.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: it is written in a way that only a person can change.</exception>
    public string Set(string[] names, SettingKey key, string? value) => Set(tree.Root, names, key, value, SettingKeys.Root);

    /// <summary>Returns the text with the value set below a section of it.</summary>
    /// <param name="map">The section from which the names lead.</param>
    /// <param name="names">The key, name by name.</param>
    /// <param name="key">Its row in the table of keys.</param>
    /// <param name="value">The value as text; null to write <c>null</c>.</param>
    /// <param name="section">The section's row in the table of keys, whose order a new key follows; null to write it behind the others.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: it is written in a way that only a person can change.</exception>
    public string Set(MapNode map, string[] names, SettingKey key, string? value, SettingKey? section = null)
    {
        for (int depth = 0; ; depth++)
        {
            bool isLast = depth == names.Length - 1;
            switch (map.Find(names[depth]))
            {
                case null:
                    return Inserted(map, names[depth..], key, value, section);
                case MapNode next when !isLast && !tree.Shared.Contains(next):
                    map = next;
                    section = section?.Find(names[depth]);
                    break;
                case ScalarNode { Type: var type } scalar when !isLast && type == YamlType.Null:
                    return Filled(map, scalar, names[(depth + 1)..], key, value);
                case ScalarNode scalar when isLast:
                    return Replaced(map, scalar, YamlWriting.Value(key, value, scalar.Style));
                case AliasNode or ListNode when isLast:
                    return Replaced(map, map.Find(names[depth])!, YamlWriting.Value(key, value));
                case var other:
                    throw Unable(other, names);
            }
        }
    }

    private SyncException Unable(SettingNode node, string[] names) => new(
        FaultKind.SettingsInvalid,
        text.File,
        $"{new SettingPlace(text.File, node.Line, node.Column, "")}: {Shown.Of(string.Join('.', names))} cannot be set: what stands here is an alias, has one, or is no section. Write the section out first.");

    private string Replaced(MapNode map, SettingNode node, string written) => node switch
    {
        ScalarNode { Text: "", Style: ScalarStyle.Plain } empty when empty.End == empty.Offset => AfterColon(map, empty, written),
        // The dashes of a list may stand below the first letter of its key, a value may not.
        ListNode { IsFlow: false } list => Spliced(list.Offset, list.End, new string(' ', Math.Max(0, Indent(map) + Level.Length - (list.Column - 1))) + written),
        _ => Spliced(node.Offset, node.End, written),
    };

    private string AfterColon(MapNode map, ScalarNode empty, string written)
    {
        ScalarNode key = map.Entries.Find(entry => entry.Value == empty).Key;
        return Colon(key) is { } colon
            ? Spliced(colon + 1, colon + 1, " " + written)
            : Spliced(key.End, key.End, ": " + written);
    }

    // The package marks a missing value behind the colon, or at what follows, or behind a key that has no colon at all.
    private int? Colon(ScalarNode key)
    {
        int at = key.End;
        while (at < text.Content.Length && text.Content[at] == ' ')
        {
            at++;
        }

        return at < text.Content.Length && text.Content[at] == ':' ? at : null;
    }

    /// <summary>A section that stands there without content gets its first key.</summary>
    private string Filled(MapNode map, ScalarNode nothing, string[] names, SettingKey key, string? value)
    {
        if (map.IsFlow || nothing.End > nothing.Offset)
        {
            return Replaced(map, nothing, Flow(names, key, value));
        }

        int end = LineEnd(map.Entries.Find(entry => entry.Value == nothing).Key.End);
        return Spliced(end, end, text.NewLine + Block(names, key, value, Indent(map) + Level.Length));
    }

    private string Inserted(MapNode map, string[] names, SettingKey key, string? value, SettingKey? section)
    {
        if (map.IsFlow)
        {
            return InBraces(map, names, key, value);
        }

        SettingEditPlace place = new(text, EndOf);
        if (names.Length == 1 && place.Commented(map, key) is { } comment)
        {
            return Spliced(comment.Sign, comment.End, Entry(names, key, value));
        }

        (ScalarNode Key, SettingNode Value)? before = SettingEditPlace.Before(map, section, names[0]);
        bool isLikeOthers = names.Length > 1 && (before ?? map.Entries[0]).Value is MapNode { IsFlow: true };
        string lines = isLikeOthers ? new string(' ', Indent(map)) + Entry(names, key, value) : Block(names, key, value, Indent(map));
        return before is null && place.First(map, lines) is { } first ? first : place.Behind(map, before ?? map.Entries[^1], lines);
    }

    private string InBraces(MapNode map, string[] names, SettingKey key, string? value)
    {
        if (map.Entries.Count == 0)
        {
            int brace = text.Content.LastIndexOf('{', map.End - 1);
            return Spliced(brace, map.End, Flow(names, key, value));
        }

        int end = EndOf(map.Entries[^1]);
        return Spliced(end, end, ", " + Entry(names, key, value));
    }

    private static int Indent(MapNode map) => map.Entries[0].Key.Column - 1;

    private int EndOf((ScalarNode Key, SettingNode Value) entry)
        => entry.Value is ScalarNode { Text: "", Style: ScalarStyle.Plain } empty && empty.End == empty.Offset
            ? Colon(entry.Key) is { } colon ? colon + 1 : entry.Key.End
            : Deepest(entry.Value);

    private int Deepest(SettingNode node) => node switch
    {
        MapNode { IsFlow: false, Entries: [.., var last] } => EndOf(last),
        ListNode { IsFlow: false, Items: [.., var last] } => Deepest(last),
        _ => node.End,
    };

    private static string Entry(string[] names, SettingKey key, string? value)
        => $"{YamlWriting.Text(names[0])}: {(names.Length == 1 ? YamlWriting.Value(key, value) : Flow(names[1..], key, value))}";

    private static string Flow(string[] names, SettingKey key, string? value) => $"{{ {Entry(names, key, value)} }}";

    private string Block(string[] names, SettingKey key, string? value, int indent)
    {
        string start = new(' ', indent);
        return names.Length == 1
            ? start + Entry(names, key, value)
            : $"{start}{YamlWriting.Text(names[0])}:{text.NewLine}{Block(names[1..], key, value, indent + Level.Length)}";
    }

    private int LineEnd(int offset)
    {
        int end = text.Content.AsSpan(offset).IndexOfAny('\r', '\n');
        return end < 0 ? text.Content.Length : offset + end;
    }

    private string Spliced(int from, int to, string written) => string.Concat(text.Content.AsSpan(0, from), written, text.Content.AsSpan(to));
}
