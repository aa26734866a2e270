using System.Globalization;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Instants as HubSpot writes them (ISO 8601 in UTC with milliseconds) and takes them (that, or epoch milliseconds).</summary>
internal static class PortalTime
{
    private const int ShortestInstant = 20;    // 2026-11-21T09:00:00Z

    /// <summary>Writes an instant as <c>2026-11-20T09:00:00.000Z</c>.</summary>
    public static string Format(DateTimeOffset instant)
        => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes epoch milliseconds as <c>2026-11-20T09:00:00.000Z</c>.</summary>
    public static string Format(long milliseconds) => Format(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    /// <summary>Reads an instant, as epoch milliseconds; null when the text is none.</summary>
    public static long? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds))
        {
            return milliseconds;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant.ToUnixTimeMilliseconds()
            : null;
    }

    /// <summary>Whether a value is an instant in ISO form and nothing else, so that it moves when a portal is rebased.</summary>
    public static bool IsInstant(string? text)
        => text is { Length: >= ShortestInstant and < 40 } && text[4] == '-' && text[10] == 'T' && char.IsAsciiDigit(text[0])
            && (text[^1] == 'Z' || text[^6] is '+' or '-') && Read(text) is not null;
}
