using System.Globalization;
using System.Text;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Takes a query apart by the language's own rules, without a line of the builder's code.</summary>
/// <remarks>SOQL and SOSL Reference, "Quoted String Escape Sequences"; what is not in its list is an error, as it is there.</remarks>
internal static class SoqlTokens
{
    private const string Escapes = "nNrRtTbBfF\"'\\";
    private const string Meant = "\n\n\r\r\t\t\b\b\f\f\"'\\";

    /// <summary>Returns the words and signs of a query, a <c>?</c> for each text, and what the texts say.</summary>
    public static (string[] Shape, string[] Texts) Of(string soql)
    {
        List<string> shape = [];
        List<string> texts = [];
        for (int at = 0; at < soql.Length;)
        {
            if (soql[at] == ' ')
            {
                at++;
            }
            else if (soql[at] == '\'')
            {
                texts.Add(Text(soql, ref at));
                shape.Add("?");
            }
            else
            {
                int start = at++;
                while (IsWord(soql[start]) && at < soql.Length && IsWord(soql[at]))
                {
                    at++;
                }

                shape.Add(soql[start..at]);
            }
        }

        return ([.. shape], [.. texts]);
    }

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or ':';

    private static string Text(string soql, ref int at)
    {
        StringBuilder text = new();
        for (at++; soql[at] != '\''; at++)
        {
            if (soql[at] != '\\')
            {
                Assert.False(char.IsControl(soql[at]), $"U+{(int)soql[at]:X4} stands in a text as it is.");
                text.Append(soql[at]);
            }
            else if (soql[++at] == 'u')
            {
                text.Append((char)int.Parse(soql.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
            else if (soql[at] is '%' or '_')
            {
                text.Append('\\').Append(soql[at]);    // still escaped: in LIKE the plain sign is another one
            }
            else
            {
                int escape = Escapes.IndexOf(soql[at], StringComparison.Ordinal);
                Assert.True(escape >= 0, $"'\\{soql[at]}' is no escape.");
                text.Append(Meant[escape]);
            }
        }

        at++;
        return text.ToString();
    }
}
