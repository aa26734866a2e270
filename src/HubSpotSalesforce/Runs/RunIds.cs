using System.Globalization;

namespace HubSpotSalesforce.Runs;

/// <summary>Names runs so that their names sort by start.</summary>
internal static class RunIds
{
    /// <summary>Returns a new id, such as <c>20261121T100500123Z-3f9a</c>.</summary>
    public static string At(DateTimeOffset start, Random chance)
        => string.Create(CultureInfo.InvariantCulture, $"{start.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{chance.Next(0x10000):x4}");

    /// <summary>The id under which a run keeps what it found standing: it made none of it, and no undo of the run may take it away (O4).</summary>
    public static string OfFound(string runId) => runId + "-found";
}
