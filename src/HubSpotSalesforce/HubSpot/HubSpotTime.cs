using System.Globalization;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads HubSpot's time stamps: ISO 8601 with or without a fraction, or epoch milliseconds as text or number.</summary>
internal static class HubSpotTime
{
    // The range DateTimeOffset can hold, so that a stray number is no crash.
    private const long MinMilliseconds = -62_135_596_800_000;
    private const long MaxMilliseconds = 253_402_300_799_999;

    /// <summary>Returns the instant in UTC; null for null, empty, and what is no time.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds))
        {
            return FromMilliseconds(milliseconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant
            : null;
    }

    /// <summary>Returns the instant in UTC; null when the number is out of range.</summary>
    public static DateTimeOffset? FromMilliseconds(long milliseconds)
        => milliseconds is >= MinMilliseconds and <= MaxMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>Returns the epoch milliseconds as search filters take them; never below 0.</summary>
    public static string Filter(DateTimeOffset instant) => Math.Max(0, instant.ToUnixTimeMilliseconds()).ToString(CultureInfo.InvariantCulture);
}
