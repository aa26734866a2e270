using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Values of JSON whose type is not to be relied on: read from a file, sent by a client or built in code.</summary>
internal static class RowValue
{
    /// <summary>A value as HubSpot keeps it: text, whatever JSON type it came as; null for nothing.</summary>
    public static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    /// <summary>A whole number, or text of one; null for nothing.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static long? Number(JsonNode? value) => Text(value) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A member that a row must have.</summary>
    /// <exception cref="FormatException">It is missing.</exception>
    public static string RequiredText(JsonObject row, string name) => Text(row[name]) ?? throw new FormatException($"\"{name}\" is missing.");

    /// <summary>A whole number that a row must have.</summary>
    /// <exception cref="FormatException">It is missing, or something else.</exception>
    public static long RequiredNumber(JsonObject row, string name) => long.Parse(RequiredText(row, name), CultureInfo.InvariantCulture);

    /// <summary>A list of texts.</summary>
    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
