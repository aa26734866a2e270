using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Mapping;

/// <summary>Turns HubSpot's HTML bodies into the plain text that a task's comments hold.</summary>
/// <remarks>Pure and safe on any input: markup that is never closed or nested thousands deep comes out as its text.</remarks>
public static partial class PlainText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "div", "dl", "dd", "dt", "fieldset", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
    };

    // What stands between the tags of these is no text; all but the last two hold no tags either.
    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "title", "head", "template" };

    /// <summary>Returns the text a reader would see, with blocks on lines of their own and list items behind a dash; empty for null.</summary>
    /// <remarks>In one pass over the tags and without a tree: its time grows with the length alone.</remarks>
    public static string FromHtml(string? html)
    {
        if (string.IsNullOrEmpty(html))
        {
            return "";
        }

        StringBuilder text = new(html.Length);
        HtmlTags tags = new(html);
        while (tags.Read())
        {
            AppendCollapsed(WebUtility.HtmlDecode(tags.TextBefore), text);
            if (!tags.IsEnd && Unseen.Contains(tags.Name))
            {
                tags.SkipTo(tags.Name);
            }
            else
            {
                Append(tags.Name, tags.IsEnd, text);
            }
        }

        AppendCollapsed(WebUtility.HtmlDecode(tags.TextBefore), text);
        return Tidy(text.ToString());
    }

    /// <summary>Returns the text with LF line ends, without blanks at line ends or around it, and at most one empty line in a row.</summary>
    public static string Tidy(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        string lines = text.ReplaceLineEndings("\n").Replace('\u00a0', ' ').Replace("\0", "", StringComparison.Ordinal);
        return ManyBlankLines().Replace(BlanksAtLineEnd().Replace(lines, "\n"), "\n\n").Trim();
    }

    /// <summary>Returns the first line that is not empty; empty when there is none.</summary>
    public static string FirstLine(string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
            {
                return line.Trim().ToString();
            }
        }

        return "";
    }

    private static void Append(string tag, bool isEnd, StringBuilder text)
    {
        switch (tag)
        {
            case "br":
                text.Append('\n');
                break;
            case "li" when !isEnd:
                BreakLine(text);
                text.Append("- ");
                break;
            case "td" or "th" when !isEnd:
                AppendCollapsed(" ", text);
                break;
            case var _ when Blocks.Contains(tag):
                BreakLine(text);
                break;
        }
    }

    private static void BreakLine(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    // A run of white space in HTML is one blank, and none at the start of a line.
    private static void AppendCollapsed(string words, StringBuilder text)
    {
        foreach (char letter in words)
        {
            bool isBlank = letter is ' ' or '\t' or '\r' or '\n' or '\f';
            if (!isBlank)
            {
                text.Append(letter);
            }
            else if (text.Length > 0 && text[^1] is not ('\n' or ' '))
            {
                text.Append(' ');
            }
        }
    }

    [GeneratedRegex(@"[ \t]+\n")]
    private static partial Regex BlanksAtLineEnd();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyBlankLines();
}
