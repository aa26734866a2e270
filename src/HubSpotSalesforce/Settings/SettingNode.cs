using YamlDotNet.Core;

namespace HubSpotSalesforce.Settings;

/// <summary>One value of a YAML text, with the place where it stands.</summary>
/// <remarks>Our own tree instead of the package's: it is built without recursion, under limits, and remembers how it was written.</remarks>
internal abstract class SettingNode(Mark start, SettingNode? parent)
{
    /// <summary>Where it begins, its anchor included.</summary>
    public Mark Start { get; } = start;

    /// <summary>The offset behind its last character.</summary>
    public int End { get; set; }

    /// <summary>The collection it stands in; null for the root.</summary>
    public SettingNode? Parent { get; } = parent;

    /// <summary>Its key in a mapping, or its index in a list; empty for the root.</summary>
    public string Name { get; init; } = "";

    /// <summary>The offset of its first character.</summary>
    public int Offset => (int)Start.Index;

    /// <summary>The line, from 1.</summary>
    public int Line => (int)Start.Line;

    /// <summary>The column, from 1.</summary>
    public int Column => (int)Start.Column;

    /// <summary>The dotted key from the root; that of its mapping for a key. What looks like a token is left out.</summary>
    public string Path => (Parent?.Path, TokenShape.IsIn(Name) ? "..." : Name) switch
    {
        (null or "", var name) => name,
        (var parent, "") => parent,
        var (parent, name) => $"{parent}.{name}",
    };

    /// <summary>The value it stands for: itself, unless it is an alias.</summary>
    public virtual SettingNode Target => this;
}

/// <summary>A text, number, flag or null.</summary>
internal sealed class ScalarNode(Mark start, SettingNode? parent, string text, ScalarStyle style) : SettingNode(start, parent)
{
    /// <summary>The text without quotes and escapes.</summary>
    public string Text { get; } = text;

    /// <summary>How it was written.</summary>
    public ScalarStyle Style { get; } = style;

    /// <summary>What it is under the core schema of YAML 1.2, where <c>off</c> and <c>no</c> are texts.</summary>
    public YamlType Type => YamlType.Of(Text, Style == ScalarStyle.Plain);
}

/// <summary>A mapping; keys are unique and in the order of the file.</summary>
internal sealed class MapNode(Mark start, SettingNode? parent, bool isFlow) : SettingNode(start, parent)
{
    /// <summary>Whether it is written in braces.</summary>
    public bool IsFlow { get; } = isFlow;

    /// <summary>Its entries.</summary>
    public List<(ScalarNode Key, SettingNode Value)> Entries { get; } = [];

    /// <summary>The value of a key as it stands there, an alias unresolved; null when there is none.</summary>
    public SettingNode? Find(string key) => Entries.Find(entry => entry.Key.Text == key).Value;
}

/// <summary>A list, in the order of the file.</summary>
internal sealed class ListNode(Mark start, SettingNode? parent, bool isFlow) : SettingNode(start, parent)
{
    /// <summary>Whether it is written in brackets.</summary>
    public bool IsFlow { get; } = isFlow;

    /// <summary>Its items.</summary>
    public List<SettingNode> Items { get; } = [];
}

/// <summary>A second mention of a value that has an anchor.</summary>
internal sealed class AliasNode(Mark start, SettingNode? parent, SettingNode target) : SettingNode(start, parent)
{
    /// <inheritdoc/>
    public override SettingNode Target { get; } = target;
}
