using System.Net;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Simulator.NativeConnector;

/// <summary>Text on its way between HubSpot's HTML and Salesforce's plain lines; there and back again it stays the same.</summary>
internal static partial class ConnectorText
{
    private const int MaxSubject = 255;
    private const int MaxDescription = 32_000;

    /// <summary>HTML as plain lines; null for nothing.</summary>
    public static string? FromHtml(string? html)
        => html is null ? null : Lines(WebUtility.HtmlDecode(Tag().Replace(LineEnd().Replace(html, "\n"), "")));

    /// <summary>Plain lines as HTML.</summary>
    public static string? ToHtml(string? lines) => lines is null ? null : WebUtility.HtmlEncode(lines).Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>A body in the form in which both sides compare; null for nothing.</summary>
    public static string? Lines(string? text) => Cut(text?.ReplaceLineEndings("\n"), MaxDescription);

    /// <summary>A subject in the form in which both sides compare; null for nothing.</summary>
    public static string? Subject(string? text) => Cut(text, MaxSubject);

    private static string? Cut(string? text, int most)
    {
        string trimmed = text?.Trim() ?? "";
        string cut = trimmed.Length > most ? trimmed[..(most - (char.IsHighSurrogate(trimmed[most - 1]) ? 1 : 0))].TrimEnd() : trimmed;
        return cut.Length == 0 ? null : cut;
    }

    [GeneratedRegex("<br */?>|</p>|</div>|</li>", RegexOptions.IgnoreCase)]
    private static partial Regex LineEnd();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
