using System.Text;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Comma-separated values as Salesforce's jobs take and give them (RFC 4180; lines end with LF).</summary>
/// <remarks>[BulkDoc], "Valid CSV Record Rows", read 2026-11-21: every value in quotes, for a blank beside a quote is an error.</remarks>
internal static class CsvText
{
    /// <summary>Adds a row.</summary>
    public static void Write(StringBuilder text, IEnumerable<string> cells)
    {
        bool isFirst = true;
        foreach (string cell in cells)
        {
            text.Append(isFirst ? "\"" : ",\"").Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            isFirst = false;
        }

        text.Append('\n');
    }

    /// <summary>Reads rows, the header included, up to the first that is not whole: a text that breaks off gives what is certain.</summary>
    public static IEnumerable<string[]> Read(string text)
    {
        List<string> cells = [];
        int position = 0;
        while (position < text.Length)
        {
            if (Cell(text, ref position) is not { } cell || (position < text.Length && text[position] is not (',' or '\n' or '\r')))
            {
                yield break;
            }

            cells.Add(cell);
            bool isEnd = position == text.Length || text[position] != ',';
            position += position < text.Length && text[position] == '\r' ? 1 : 0;
            position += position < text.Length ? 1 : 0;
            if (isEnd)
            {
                yield return [.. cells];
                cells.Clear();
            }
        }
    }

    // Null where a quote is never closed.
    private static string? Cell(string text, ref int position)
    {
        if (position == text.Length || text[position] != '"')
        {
            int start = position;
            while (position < text.Length && text[position] is not (',' or '\n' or '\r'))
            {
                position++;
            }

            return text[start..position];
        }

        StringBuilder cell = new();
        for (position++; position < text.Length; position++)
        {
            if (text[position] != '"')
            {
                cell.Append(text[position]);
            }
            else if (position + 1 < text.Length && text[position + 1] == '"')
            {
                cell.Append('"');
                position++;
            }
            else
            {
                position++;
                return cell.ToString();
            }
        }

        return null;
    }
}
