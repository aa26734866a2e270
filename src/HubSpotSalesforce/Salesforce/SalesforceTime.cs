using System.Globalization;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads Salesforce's instants and days, and writes them as queries take them.</summary>
internal static class SalesforceTime
{
    /// <summary>Returns the instant in UTC, of a day its midnight; null for null, empty, and what is no time.</summary>
    public static DateTimeOffset? Parse(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant
            : null;

    /// <summary>Returns the day; null for what is none.</summary>
    public static DateOnly? Day(string? text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>Returns an instant as queries and addresses take it.</summary>
    public static string Literal(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Returns the UTC day of an instant as queries take it.</summary>
    public static string DayLiteral(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
