using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;

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

    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "head", "title", "template" };

    /// <summary>Returns the text a reader would see, with blocks on lines of their own and list items behind a dash; empty for null.</summary>
    public static string FromHtml(string? html)
    {
        if (string.IsNullOrEmpty(html))
        {
            return "";
        }

        HtmlDocument document = new() { OptionMaxNestedChildNodes = 0 };
        document.LoadHtml(html);

        StringBuilder text = new(html.Length);
        Walk(document.DocumentNode, text);
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

    // With a stack of its own: mail bodies nest deep enough to end a process that recurses.
    private static void Walk(HtmlNode root, StringBuilder text)
    {
        Stack<(HtmlNode Node, bool IsLeaving)> open = new();
        open.Push((root, false));
        while (open.TryPop(out (HtmlNode Node, bool IsLeaving) step))
        {
            if (step.IsLeaving)
            {
                BreakLine(text);
                continue;
            }

            if (!Enter(step.Node, text))
            {
                continue;
            }

            if (Blocks.Contains(step.Node.Name))
            {
                open.Push((step.Node, true));
            }

            for (HtmlNode? child = step.Node.LastChild; child is not null; child = child.PreviousSibling)
            {
                open.Push((child, false));
            }
        }
    }

    private static bool Enter(HtmlNode node, StringBuilder text)
    {
        if (node.NodeType == HtmlNodeType.Comment || Unseen.Contains(node.Name))
        {
            return false;
        }

        if (node is HtmlTextNode words)
        {
            AppendCollapsed(WebUtility.HtmlDecode(words.Text), text);
            return false;
        }

        if (node.Name is "br")
        {
            text.Append('\n');
        }
        else if (node.Name is "li")
        {
            BreakLine(text);
            text.Append("- ");
        }
        else if (node.Name is "td" or "th")
        {
            AppendCollapsed(" ", text);
        }
        else if (Blocks.Contains(node.Name))
        {
            BreakLine(text);
        }

        return true;
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
