using System.Globalization;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>The stamps of a Salesforce record.</summary>
internal static class RecordTime
{
    /// <summary>When a person or a program last changed it, in UTC. Salesforce moves its system stamp for reasons of its own.</summary>
    public static DateTimeOffset ModifiedAt(Activity row) => Stamp(row, "LastModifiedDate") ?? row.ModifiedAt ?? row.OccurredAt;

    /// <summary>When it was made, in UTC.</summary>
    public static DateTimeOffset CreatedAt(Activity row) => Stamp(row, "CreatedDate") ?? row.OccurredAt;

    /// <summary>A moment as a sentence tells it.</summary>
    public static string Told(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Stamp(Activity row, string field)
        => DateTimeOffset.TryParse(row.Values.GetValueOrDefault(field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at) ? at : null;
}
