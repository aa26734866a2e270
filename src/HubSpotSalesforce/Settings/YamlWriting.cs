using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace HubSpotSalesforce.Settings;

/// <summary>Writes single values so that YAML reads them back as they were.</summary>
internal static partial class YamlWriting
{
    /// <summary>A value as its key wants it; <c>null</c> for none.</summary>
    /// <param name="key">The row of its key.</param>
    /// <param name="text">The value as text; for a list of words, these with commas between.</param>
    /// <param name="style">How the value before it was written, whose quotes are kept.</param>
    public static string Value(SettingKey key, string? text, ScalarStyle style = ScalarStyle.Any) => key.Type switch
    {
        _ when text is null => "null",
        SettingKeyType.List => text,    // sections that were written one by one
        SettingKeyType.Words => $"[{string.Join(", ", text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => Text(word)))}]",
        SettingKeyType.Flag when bool.TryParse(text, out bool flag) => flag ? "true" : "false",
        SettingKeyType.Number or SettingKeyType.Literal or SettingKeyType.Budget when YamlType.Of(text, isPlain: true) == YamlType.Number => text,
        _ => Text(text, style),
    };

    /// <summary>A text: without quotes where YAML then still takes it for the same text, else in quotes.</summary>
    public static string Text(string text, ScalarStyle style = ScalarStyle.Any)
    {
        bool isOneLine = !text.Any(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' or '\uFEFF');
        return style switch
        {
            ScalarStyle.SingleQuoted when isOneLine => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            not ScalarStyle.DoubleQuoted when Plain().IsMatch(text) && YamlType.Of(text, isPlain: true) == YamlType.Text => text,
            _ => Quoted(text),
        };
    }

    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char sign in text)
        {
            quoted.Append(sign switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(sign) || sign is '\u2028' or '\u2029' or '\uFEFF' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)sign:X4}"),
                _ => sign.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    // Narrower than YAML allows, the same inside braces and outside: no comma or bracket, ': ' and ' #' cannot arise.
    [GeneratedRegex(@"^[A-Za-z0-9./+_$][A-Za-z0-9./+_@$%=&-]*(:(?=[A-Za-z0-9./_])[A-Za-z0-9./+_@$%=&-]*| (?=[A-Za-z0-9./+_@$%=&-])[A-Za-z0-9./+_@$%=&-]*)*\z")]
    private static partial Regex Plain();
}
