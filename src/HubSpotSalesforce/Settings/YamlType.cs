using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Settings;

/// <summary>A scalar type of the core schema of YAML 1.2.</summary>
internal sealed partial record YamlType
{
    /// <summary>No value.</summary>
    public static readonly YamlType Null = new("nothing");

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static readonly YamlType Flag = new("true or false");

    /// <summary>A number.</summary>
    public static readonly YamlType Number = new("a number");

    /// <summary>Anything else, and everything in quotes.</summary>
    public static readonly YamlType Text = new("text");

    private YamlType(string name) => Name = name;

    /// <summary>What a person calls it.</summary>
    public string Name { get; }

    /// <summary>The type of a scalar.</summary>
    /// <param name="text">Its text without quotes.</param>
    /// <param name="isPlain">Whether it was written without quotes.</param>
    public static YamlType Of(string text, bool isPlain) => text switch
    {
        _ when !isPlain => Text,
        "" or "~" or "null" or "Null" or "NULL" => Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => Flag,
        _ when text.Length <= 64 && Numbers().IsMatch(text) => Number,
        _ => Text,
    };

    [GeneratedRegex(@"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$")]
    private static partial Regex Numbers();
}
