namespace HubSpotSalesforce.Tests.Reports;

/// <summary>Texts that somebody might put into a subject or a name to do harm.</summary>
internal static class Hostile
{
    /// <summary>All of them, each on one line.</summary>
    public static readonly string[] Texts =
    [
        "<script>window.owned=1</script>",
        "</script><script>window.owned=1</script>",
        "<!--<script>",
        "\"><img src=x onerror=window.owned=1>",
        "' onmouseover='window.owned=1",
        "{{constructor.constructor('window.owned=1')()}}",
        "{{{policy}}}",
        "javascript:window.owned=1",
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(1+1)",
        "\t=1+1",
        " =1+1",
        "\uFF1D1+1",
        "\u200e=1+1",
        "=HYPERLINK(\"http://evil.example\",\"Click\")",
        "invoice\u202Etxt.exe",
        "\u2066hidden\u2069",
        "a\0b\u0007c\u001bd",
        "_x000D_ line",
        "\ud83d half, whole \ud83d\ude00",
        "\uFFFE\uFFFF",
        "]]>&amp;&lt;",
        "comma, \"quote\"; semicolon",
        new('x', 32_000),
        "=" + new string('9', 32_000),
    ];
}
