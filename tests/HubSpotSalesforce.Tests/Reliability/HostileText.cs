using System.Text;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Texts made to change what they stand in: queries, pages, cells and templates; by a seed, so that a failure comes again.</summary>
internal static class HostileText
{
    // No private-use signs: the simulated org marks escaped wildcards with two of them.
    private static readonly string[] Pieces =
    [
        "'", "''", "\"", "\\", "\\\\", "\\'", "\n", "\r\n", "\r", "\t", "\f", "\b", "\0", "%", "_", "\\%", "*", "?", ";", ",", "#", "--", "/*", "*/", "`",
        "' OR Name != '", "') OR (Id != '", " LIMIT 0 ", " FROM User ", " ALL ROWS", "\\u0027", "\u2019",
        "<", ">", "&", "&lt;", "&#60;", "&#x3c;script&#x3e;", "<script>alert(1)</script>", "</script>", "<!--", "-->", "]]>", "<img src=x onerror=alert(1)>", "<br>", "</title>",
        "</style>", "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "<svg/onload=alert(1)>", "<a href=//evil.example>",
        "{{", "}}", "{", "}", "{{policy}}", "{{{data}}}", "{{> table}}", "{{#each rows}}", "{id}", "{link}", "{page}", "{{constructor}}", "${x}", "{0}",
        "=", "+", "-", "@", "=cmd|' /C calc'!A0", "=1+1", "@SUM(1)", "+1", "-1", "=HYPERLINK(\"http://evil.example\")", "\uFF1D1+1", "\uFF20x", "_x000D_", "_x003D_",
        "\u202E", "\u2066", "\u2069", "\u200E", "\u200F", "\u200B", "\uFEFF", "\u00A0", "\u0085", "\u2028", "\u2029", "\uFFFD", "\uFFFE", "\u001B[31m", "\u0007", "\u007F",
        "\ud83d", "\ude00", "😀", "👩‍💻", "e\u0301", "ß", "İ", "ﬁ", "漢字", "שלום", "مرحبا", "a", "Z", "0", " ", "  ", "word",
    ];

    /// <summary>The texts, none of them empty.</summary>
    public static string[] Make(int count, int seed)
    {
        Random chance = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => One(chance))];
    }

    private static string One(Random chance)
    {
        StringBuilder text = new();
        for (int left = chance.Next(1, 7); left > 0; left--)
        {
            text.Append(chance.Next(8) == 0 ? ((char)chance.Next(1, 0xD800)).ToString() : Pieces[chance.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
