using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Settings;

/// <summary>Finds where a key that a section has not yet is to stand: in the place of its commented line, else where the table of keys has it.</summary>
/// <remarks>For sections that are written line by line.</remarks>
internal sealed partial class SettingEditPlace(SettingText text, Func<(ScalarNode Key, SettingNode Value), int> endOf)
{
    /// <summary>Finds the sign and the value of a commented line of the key, such as <c># nativeConnector: off</c>, at the indentation of the section.</summary>
    /// <param name="map">The section.</param>
    /// <param name="key">The row of the key.</param>
    /// <returns>The offsets of the comment sign and of the ends of the value; null when there is no such line, or what stands there is prose.</returns>
    public (int Sign, int End)? Commented(MapNode map, SettingKey key)
    {
        int first = LineStart(map.Entries[0].Key.Offset);
        IEnumerable<(int Start, int End)> gaps = map.Entries.Select(entry => CommentsBehind(LineEnd(endOf(entry)))).Prepend((CommentsBefore(first), first));
        foreach ((int start, int end) in gaps)
        {
            foreach (Match match in Lines().Matches(text.Content[start..end]))
            {
                if (match.Groups["indent"].Length == map.Entries[0].Key.Column - 1 && match.Groups["key"].Value == key.Name && IsValue(key, match.Groups["value"].Value))
                {
                    return (start + match.Groups["indent"].Index + match.Groups["indent"].Length, start + match.Groups["value"].Index + match.Groups["value"].Length);
                }
            }
        }

        return null;
    }

    /// <summary>Finds the entry behind which the key comes in the table of keys; null when it comes before all.</summary>
    /// <param name="map">The section.</param>
    /// <param name="section">Its row in the table of keys; null when the order does not matter.</param>
    /// <param name="name">The key.</param>
    public static (ScalarNode Key, SettingNode Value)? Before(MapNode map, SettingKey? section, string name)
    {
        string[] order = section is null ? [] : section.Named?.Names ?? [.. section.Children.Select(child => child.Name)];
        int rank = Array.IndexOf(order, name);
        if (rank < 0)
        {
            return map.Entries[^1];
        }

        (ScalarNode Key, SettingNode Value)[] before = [.. map.Entries.Where(entry => Array.IndexOf(order, entry.Key.Text) is var other && other >= 0 && other < rank)];
        return before.Length == 0 ? null : before.MaxBy(entry => Array.IndexOf(order, entry.Key.Text));
    }

    /// <summary>The text with lines of a new key behind an entry, with a blank line before them where the entries around have one.</summary>
    public string Behind(MapNode map, (ScalarNode Key, SettingNode Value) entry, string lines)
    {
        bool isSpaced = IsSpaced(map, entry);
        int at = LineEnd(endOf(entry));
        int indent = map.Entries[0].Key.Column - 1;

        // What is indented further belongs to the entry; where blank lines separate, every comment up to the next one does.
        while (NextLine(at) is { } next && text.Content[next.Start..next.End] is var line && line.TrimStart() is ['#', ..] comment && (isSpaced || line.Length - comment.Length > indent))
        {
            at = next.End;
        }

        return Spliced(at, (isSpaced ? text.NewLine : "") + text.NewLine + lines);
    }

    /// <summary>The text with lines of a new key before the first entry and the comments above it; null where the entry's line begins with something else.</summary>
    public string? First(MapNode map, string lines)
    {
        int start = LineStart(map.Entries[0].Key.Offset);
        return text.Content[start..map.Entries[0].Key.Offset].Trim(' ').Length > 0
            ? null
            : Spliced(CommentsBefore(start), lines + text.NewLine + (map.Entries.Count > 1 && IsSpaced(map, map.Entries[0]) ? text.NewLine : ""));
    }

    private bool IsSpaced(MapNode map, (ScalarNode Key, SettingNode Value) entry)
    {
        int index = Math.Min(map.Entries.IndexOf(entry), map.Entries.Count - 2);
        return index >= 0 && BlankLines().IsMatch(text.Content[endOf(map.Entries[index])..LineStart(map.Entries[index + 1].Key.Offset)]);
    }

    private (int Start, int End) CommentsBehind(int end)
    {
        int at = end;
        while (NextLine(at) is { } next && IsCommentOrBlank(next.Start, next.End))
        {
            at = next.End;
        }

        return (NextLine(end)?.Start is { } start && start <= at ? start : at, at);
    }

    private int CommentsBefore(int lineStart)
    {
        int at = lineStart;
        while (at > 0 && LineStart(at - 1) is var above && text.Content[above..at].TrimStart() is ['#', ..])
        {
            at = above;
        }

        return at;
    }

    private bool IsCommentOrBlank(int start, int end) => text.Content[start..end].TrimStart() is "" or ['#', ..];

    private (int Start, int End)? NextLine(int lineEnd)
    {
        int feed = text.Content.IndexOf('\n', lineEnd);
        return feed < 0 || feed + 1 >= text.Content.Length ? null : (feed + 1, LineEnd(feed + 1));
    }

    private int LineStart(int offset) => offset == 0 ? 0 : text.Content.LastIndexOf('\n', offset - 1) + 1;

    private int LineEnd(int offset)
    {
        int end = text.Content.AsSpan(offset).IndexOfAny('\r', '\n');
        return end < 0 ? text.Content.Length : offset + end;
    }

    // A sentence may begin with a key, too: "timeZone: where a day begins".
    private bool IsValue(SettingKey key, string value)
        => key.Type == SettingKeyType.Words ? value.StartsWith('[') : value[0] != '[' && ValueReading.Of(key, value.Trim('"', '\''), null, new SettingPlace(text.File, 0, 0, "")).Problem is null;

    private string Spliced(int at, string written) => text.Content.Insert(at, written);

    [GeneratedRegex("""^(?<indent> *)# ?(?<key>[A-Za-z]+): +(?<value>"[^"\\\r\n]*"|'[^'\r\n]*'|\[[^\]#\r\n]*\]|[^\s#"'\[{][^\s]*)(?=[ ]*(\r?$|[ ]#))""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Lines();

    [GeneratedRegex(@"\n[ ]*\r?\n")]
    private static partial Regex BlankLines();
}
