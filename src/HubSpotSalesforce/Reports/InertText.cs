using System.Globalization;
using System.Text;

namespace HubSpotSalesforce.Reports;

/// <summary>Text from outside as a report shows it: nothing in it moves a cursor, turns a line round, or hides.</summary>
internal static class InertText
{
    /// <summary>Returns a text on one line, without control characters and marks of direction, and cut where it is too long.</summary>
    /// <remarks>A zero-width joiner stays: emoji and some scripts need it.</remarks>
    /// <param name="text">The text; null is empty.</param>
    /// <param name="max">The most UTF-16 code units, at least 1.</param>
    public static string Of(string? text, int max = 32_000)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (text.Length <= max && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        Span<char> units = stackalloc char[2];
        StringBuilder shown = new(Math.Min(text.Length, max));
        foreach (Rune rune in text.EnumerateRunes())    // half a surrogate pair becomes a replacement character
        {
            if (shown.Length + rune.Utf16SequenceLength > max)
            {
                return Cut(shown, max);
            }

            if (rune.Value is '\t' or '\n' or '\r' or 0x2028 or 0x2029)
            {
                shown.Append(' ');
            }
            else if (!IsHidden(rune))
            {
                shown.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        return shown.ToString();
    }

    private static string Cut(StringBuilder shown, int max)
    {
        int keep = Math.Min(shown.Length, max - 1);
        shown.Length = keep > 0 && char.IsHighSurrogate(shown[keep - 1]) ? keep - 1 : keep;
        return shown.Append('…').ToString();
    }

    // U+FFFE and U+FFFF are no characters of XML.
    private static bool IsHidden(Rune rune) => rune.Value is 0xFFFE or 0xFFFF
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D));
}
