using System.Globalization;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Mapping;

/// <summary>Brings values to the form in which both sides are compared (O6); null and empty are the same.</summary>
internal static partial class CanonicalText
{
    /// <summary>A line of text.</summary>
    public static string? Line(string? text) => Some(SubjectTemplate.OneLine(text ?? ""));

    /// <summary>Text of several lines.</summary>
    public static string? Lines(string? text) => Some(Description.Canonical(text));

    /// <summary>Text that is HTML on one side, where nobody can see how many blanks stand together.</summary>
    public static string? Words(string? text) => Some(PlainText.Tidy(Blanks().Replace(PlainText.Tidy(text), match => match.Groups["start"].Success ? match.Groups["start"].Value : " ")));

    /// <summary>A number in canonical form.</summary>
    public static string Of(decimal number) => (number == 0 ? 0 : number).ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex(@"(?<start>^|\n)[ \t]+|[ \t]+")]
    private static partial Regex Blanks();
}
