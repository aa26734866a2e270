using System.Globalization;

namespace HubSpotSalesforce.Mapping;

/// <summary>Reads and writes moments and days as both APIs have them.</summary>
internal static class InstantText
{
    /// <summary>Reads a moment: ISO 8601 with an offset, or with none for UTC, or milliseconds since 1970; null for what is none.</summary>
    public static DateTimeOffset? Instant(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds))
        {
            return milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant
            : null;
    }

    /// <summary>Reads a day; of a moment the day that stands in the text, since Salesforce gives its dates a time without meaning.</summary>
    public static DateOnly? Day(string? text)
        => text is { Length: >= 10 } && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : Instant(text) is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;

    /// <summary>The canonical form of a moment: UTC, to the second.</summary>
    public static string Canonical(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment as it is sent to either side.</summary>
    public static string Sent(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day, in canonical form and as it is sent.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
