using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>How a test reads the simulator's records.</summary>
internal static class RecordReading
{
    /// <summary>The records of a type that are not archived.</summary>
    public static IEnumerable<JsonObject> Living(this HubSpotPortal portal, string type) => portal.Records(type).Where(record => !record.Is("archived"));

    /// <summary>What the records of a type are called, by id; empty for those without a name.</summary>
    public static Dictionary<string, string> Names(this HubSpotPortal portal, string type, string name)
        => portal.Records(type).ToDictionary(record => record.Text("id")!, record => record.Text(name) ?? "");

    /// <summary>A value as text; null when it is missing, null or empty.</summary>
    public static string? Text(this JsonNode? record, string name) => record?[name]?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A property of a CRM record.</summary>
    public static string? Property(this JsonNode record, string name) => record["properties"].Text(name);

    public static bool Is(this JsonNode record, string name) => record[name]?.GetValue<bool>() == true;

    /// <summary>An instant, written as text or as milliseconds.</summary>
    public static DateTimeOffset? Time(this JsonNode? record, string name) => record.Text(name) switch
    {
        null => null,
        var number when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        var text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    /// <summary>The versions of a property that have a value, in no particular order.</summary>
    public static IEnumerable<JsonNode> History(this JsonNode record, string property)
        => (record["propertiesWithHistory"]?[property] as JsonArray ?? []).OfType<JsonNode>().Where(version => version.Text("value") is not null);

    /// <summary>The contacts an activity record is associated with.</summary>
    public static string[] Contacts(this JsonNode record) => [.. (record["associations"]?["contacts"] as JsonArray ?? []).Select(id => id!.ToString())];

    /// <summary>Whether two addresses are the same.</summary>
    public static bool Matches(this string? address, string? other) => address is not null && address.Equals(other, StringComparison.OrdinalIgnoreCase);
}
