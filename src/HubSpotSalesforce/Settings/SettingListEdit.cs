namespace HubSpotSalesforce.Settings;

/// <summary>Adds sections to a list in a YAML text, and removes them, and leaves every other character as it is.</summary>
internal sealed class SettingListEdit(SettingText text)
{
    /// <summary>Returns the text with a section added behind the last of a list that has one.</summary>
    /// <param name="list">The list.</param>
    /// <param name="section">The section, as YAML in braces.</param>
    public string Added(ListNode list, string section)
    {
        SettingNode last = list.Items[^1];
        int end = Deepest(last);
        if (list.IsFlow)
        {
            return Spliced(end, end, ", " + section);
        }

        // A comment behind the last item belongs to it.
        int line = LineEnd(end);
        return Spliced(line, line, $"{text.NewLine}{new string(' ', Dash(list.Items[0]) - LineStart(list.Items[0].Offset))}- {section}");
    }

    /// <summary>Returns the text without one section of a list that has more.</summary>
    public string Removed(ListNode list, int index)
    {
        SettingNode item = list.Items[index];
        int end = Deepest(item);
        if (list.IsFlow)
        {
            // With the comma behind it, or before it when it is the last.
            return index < list.Items.Count - 1
                ? Spliced(item.Offset, list.Items[index + 1].Offset, "")
                : Spliced(Deepest(list.Items[index - 1]), end, "");
        }

        int start = LineStart(Dash(item));
        int after = LineEnd(end);
        return after < text.Content.Length
            ? Spliced(start, after + (text.Content[after] == '\r' ? 2 : 1), "")
            : Spliced(start - text.NewLine.Length, after, "");
    }

    private int Dash(SettingNode item) => text.Content.LastIndexOf('-', item.Offset - 1);

    private int LineStart(int offset) => text.Content.LastIndexOf('\n', Math.Max(0, offset - 1)) + 1;

    private int LineEnd(int offset)
    {
        int end = text.Content.AsSpan(offset).IndexOfAny('\r', '\n');
        return end < 0 ? text.Content.Length : offset + end;
    }

    private static int Deepest(SettingNode node) => node switch
    {
        MapNode { IsFlow: false, Entries: [.., var last] } => Math.Max(last.Key.End, Deepest(last.Value)),
        ListNode { IsFlow: false, Items: [.., var last] } => Deepest(last),
        _ => node.End,
    };

    private string Spliced(int from, int to, string written) => string.Concat(text.Content.AsSpan(0, from), written, text.Content.AsSpan(to));
}
