using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HubSpotSalesforce.Settings;

/// <summary>Builds the tree of a YAML text from the package's events, under limits.</summary>
/// <remarks>
/// YamlDotNet 16 deserialises by recursion and without a limit: 40 kB of brackets end the process. Its parser does not
/// recurse, so we take its events, one by one, and stop at the first that goes too far.
/// </remarks>
internal sealed class SettingTree
{
    private const int MaxDepth = 32;
    private const int MaxAliases = 50;
    private const int MaxEvents = 20_000;
    private const int MaxScalar = 64 * 1024;

    private readonly SettingText _text;
    private readonly FaultList _faults;
    private readonly Stack<SettingNode> _open = new();
    private readonly Stack<ScalarNode?> _keys = new();
    private readonly Dictionary<string, SettingNode> _anchors = [];
    private readonly Stack<HashSet<string>?> _names = new();
    private int _aliases;
    private int _documents;
    private Mark _reached;
    private MapNode? _root;

    private SettingTree(SettingText text, FaultList faults)
    {
        _text = text;
        _faults = faults;
    }

    /// <summary>Every key and value, in the order of the file; aliases count once, where they are defined.</summary>
    public List<ScalarNode> Scalars { get; } = [];

    /// <summary>The values that an alias stands for.</summary>
    public HashSet<SettingNode> Shared { get; } = [];

    /// <summary>The top of the file.</summary>
    public MapNode Root => _root!;

    /// <summary>Reads a text; null, with a fault, when it is not one mapping in valid YAML within the limits.</summary>
    public static SettingTree? Parse(SettingText text, FaultList faults)
    {
        if (TabIndent(text.Content) is { } place)
        {
            faults.Add(place with { File = text.File }, "A tab indents this line.", "Indent with blanks, two for each level.");
            return null;
        }

        if (text.LooksLikePlan)
        {
            faults.Add(new SettingPlace(text.File, 1, 1, ""), "This looks like a plan, not like settings.", "Give it to -Plan (run --plan), and the settings file it was made with in its place here.");
            return null;
        }

        SettingTree tree = new(text, faults);
        using StretchReader reader = new(text.Content);
        try
        {
            return tree.Build(reader) ? tree : null;
        }
        catch (YamlException) when (reader.IsSpent)
        {
            tree.RefuseStretch();
            return null;
        }
        catch (YamlException error)
        {
            tree.Refuse(error.Start, $"This is not valid YAML: {error.Message.TrimEnd('.')}.", "Check quotes, colons and indentation here and in the line above.");
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // What the package (16.3) throws at a colon before a bracket on a line of its own, and at half a tag: "{:\n:}", "[!!]".
            tree.Refuse(tree._reached, "This is not valid YAML.", "Check quotes, brackets and commas behind this place.");
            return null;
        }
    }

    private bool Build(StretchReader reader)
    {
        Parser parser = new(reader);
        for (int events = 0; parser.MoveNext(); events++)
        {
            if (reader.IsSpent)
            {
                return RefuseStretch();
            }

            reader.Renew();
            if (events == MaxEvents)
            {
                return Refuse(parser.Current!.Start, "The file has more than 10,000 keys and values.", "Keep settings alone in it.");
            }

            _reached = parser.Current!.End;
            if (!Take(parser.Current))
            {
                return false;
            }
        }

        if (_root is null)
        {
            _faults.Add("The file holds no settings.", "Write them as Get-Help about_HubSpotSalesforce_Settings shows, or make a file with New-SyncSetting.");
        }

        return _root is not null;
    }

    private bool Take(ParsingEvent token) => token switch
    {
        DocumentStart when ++_documents > 1 => Refuse(token.Start, "A second document begins here.", "Keep one document in the file: remove the line '---'."),
        NodeEvent node when !node.Tag.IsEmpty && !node.Tag.IsNonSpecific => Refuse(token.Start, "A tag stands here.", "Remove the word that begins with '!'."),
        MappingStart start => Opened(start, new MapNode(start.Start, Parent, start.Style == MappingStyle.Flow) { Name = Name }),
        SequenceStart start => Opened(start, new ListNode(start.Start, Parent, start.Style == SequenceStyle.Flow) { Name = Name }),
        MappingEnd or SequenceEnd => Closed(token),
        Scalar scalar => Read(scalar),
        AnchorAlias alias => Resolved(alias),
        _ => true,
    };

    private SettingNode? Parent => _open.TryPeek(out SettingNode? parent) ? parent : null;

    private string Name => Parent switch
    {
        MapNode => _keys.Peek()?.Text ?? "",
        ListNode list => list.Items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "",
    };

    private bool Opened(NodeEvent start, SettingNode node)
    {
        if (_open.Count == MaxDepth)
        {
            return Refuse(start.Start, $"Values are nested deeper than {MaxDepth} levels.", "Settings need six; close the brackets before.");
        }

        if (!Placed(start, node))
        {
            return false;
        }

        _open.Push(node);
        _keys.Push(null);
        _names.Push(node is MapNode ? [] : null);
        return true;
    }

    private bool Closed(ParsingEvent end)
    {
        SettingNode node = _open.Pop();
        _keys.Pop();
        _names.Pop();

        // The package marks the closing bracket's beginning, and for a block the beginning of what follows.
        bool isFlow = node is MapNode { IsFlow: true } or ListNode { IsFlow: true };
        node.End = isFlow ? (int)end.Start.Index + 1 : LastEnd(node);
        return true;
    }

    private static int LastEnd(SettingNode node) => node switch
    {
        MapNode { Entries: [.., var last] } => Math.Max(last.Key.End, last.Value.End),
        ListNode { Items: [.., var last] } => last.End,
        _ => node.Offset,
    };

    private bool Read(Scalar scalar)
    {
        if (scalar.Value.Length > MaxScalar)
        {
            return Refuse(scalar.Start, "A value is longer than 64 kB.", "Check for a quote that is not closed.");
        }

        ScalarNode node = new(scalar.Start, Parent, scalar.Value, scalar.Style) { Name = Name, End = EndOf(scalar) };
        Scalars.Add(node);
        return Placed(scalar, node);
    }

    // The package marks the end of a block text at what follows, blank lines and comments included.
    private int EndOf(Scalar scalar)
    {
        int start = (int)scalar.Start.Index;
        int end = (int)scalar.End.Index;
        return scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? start + _text.Content.AsSpan(start, end - start).TrimEnd().Length : end;
    }

    private bool Resolved(AnchorAlias alias)
    {
        if (++_aliases > MaxAliases)
        {
            return Refuse(alias.Start, $"The file has more than {MaxAliases} aliases.", "Write the values out.");
        }

        if (!_anchors.TryGetValue(alias.Value.Value, out SettingNode? target) || _open.Contains(target))
        {
            return Refuse(alias.Start, "This alias names no value before it.", "Give the value an anchor (&name) above, or write it out.");
        }

        Shared.Add(target);
        return Placed(alias, new AliasNode(alias.Start, Parent, target) { Name = Name, End = (int)alias.End.Index });
    }

    private bool Placed(ParsingEvent token, SettingNode node)
    {
        if (token is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            _anchors[anchor.Value] = node;
        }

        switch (Parent)
        {
            case null when node is MapNode map:
                _root = map;
                return true;
            case null when node is ScalarNode { Text: "" }:
                return true;
            case null:
                return Refuse(token.Start, "The file does not begin with a key.", "Begin with the line 'version: 1'.");
            case ListNode list:
                list.Items.Add(node);
                return true;
            default:
                return Keyed((MapNode)Parent, token, node);
        }
    }

    private bool Keyed(MapNode map, ParsingEvent token, SettingNode node)
    {
        if (_keys.Pop() is { } key)
        {
            map.Entries.Add((key, node));
            _keys.Push(null);
            return true;
        }

        if (node is not ScalarNode name)
        {
            return Refuse(token.Start, "A key must be a word.", "Write 'key: value'.");
        }

        _keys.Push(name);
        if (_names.Peek()!.Add(name.Text))
        {
            return true;
        }

        string shown = TokenShape.IsIn(name.Text) ? "This key" : $"'{Shown.Of(name.Text)}'";
        return Refuse(token.Start, $"{shown} stands here twice.", "Remove one of the two.");
    }

    private bool RefuseStretch() => Refuse(
        _reached, $"More than {StretchReader.Longest / 1024} kB follow without a key or a value.", "Check for a quote that is not closed, and keep long comments elsewhere.");

    private bool Refuse(Mark mark, string message, string suggestion)
    {
        string key = Parent is null ? "" : Parent.Path;
        _faults.Add(new SettingPlace(_text.File, (int)mark.Line, (int)mark.Column, key), message, suggestion);
        return false;
    }

    // The package reports a tab at the line before or takes it for a blank, so that levels differ from what one sees.
    private static SettingPlace? TabIndent(string text)
    {
        int line = 1;
        foreach (ReadOnlySpan<char> content in text.AsSpan().EnumerateLines())
        {
            int indent = content.Length - content.TrimStart(" \t").Length;
            int tab = content[..indent].IndexOf('\t');
            if (tab >= 0 && indent < content.Length && content[indent] != '#')
            {
                return new SettingPlace("", line, tab + 1, "");
            }

            line++;
        }

        return null;
    }
}
