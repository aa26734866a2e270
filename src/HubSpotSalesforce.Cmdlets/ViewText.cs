using System.Management.Automation.Host;
using System.Text;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Sentences for the columns of tables, broken between words: PowerShell's own wrapping breaks a word where the column ends.</summary>
public static class ViewText
{
    private const int UsualWidth = 120;
    private const int LeastWidth = 20;

    /// <summary>Breaks a text for the last column of a table, which takes what the screen leaves.</summary>
    /// <param name="text">The text; its own line ends stay.</param>
    /// <param name="before">How many columns of characters stand before it, spaces included.</param>
    /// <param name="host">Knows how wide the screen is.</param>
    public static string Last(string? text, int before, PSHost host) => Wrapped(text, Math.Max(LeastWidth, WidthOf(host) - before - 1));

    /// <summary>Breaks a text into lines of so many characters; a word that is longer keeps a line of its own.</summary>
    /// <param name="text">The text; its own line ends stay.</param>
    /// <param name="width">The most characters of a line.</param>
    public static string Wrapped(string? text, int width) => string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => WrappedLine(line, width)));

    private static string WrappedLine(string line, int width)
    {
        StringBuilder lines = new();
        int used = 0;
        foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool fits = used == 0 || used + 1 + word.Length <= width;
            lines.Append(used == 0 ? "" : fits ? " " : "\n").Append(word);
            used = fits && used > 0 ? used + 1 + word.Length : word.Length;
        }

        return lines.ToString();
    }

    // A host without a screen, as of a job, either throws or says nothing of it.
    private static int WidthOf(PSHost host)
    {
        try
        {
            return host.UI?.RawUI?.BufferSize.Width is > 0 and var width ? width : UsualWidth;
        }
        catch (Exception without) when (without is HostException or NotImplementedException or IOException)
        {
            return UsualWidth;
        }
    }
}
