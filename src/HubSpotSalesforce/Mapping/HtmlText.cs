using System.Text;

namespace HubSpotSalesforce.Mapping;

/// <summary>Turns the plain text of Salesforce into HTML for HubSpot's bodies.</summary>
/// <remarks>Pure. Nothing in the text becomes markup; <see cref="PlainText.FromHtml"/> gives the text back.</remarks>
public static class HtmlText
{
    /// <summary>Returns the HTML in which a reader sees the text as it stands: its lines, and its blanks where several stand together.</summary>
    public static string Of(string text)
    {
        StringBuilder html = new(text.Length + 64);
        foreach (char letter in PlainText.Tidy(text))
        {
            _ = letter switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\n' => html.Append("<br>"),
                ' ' or '\t' when EndsWithBlank(html) => html.Append("&nbsp;"),
                '\t' => html.Append(' '),
                _ => html.Append(letter),
            };
        }

        return html.ToString();
    }

    // A reader of HTML sees no blank at the beginning of a line, nor one behind another.
    private static bool EndsWithBlank(StringBuilder html)
        => html.Length == 0 || html[^1] is ' ' || (html[^1] is ';' && Ends(html, "&nbsp;")) || (html[^1] is '>' && Ends(html, "<br>"));

    private static bool Ends(StringBuilder html, string end)
        => html.Length >= end.Length && html.ToString(html.Length - end.Length, end.Length) == end;
}
