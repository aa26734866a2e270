using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>Values between JSON and what a row keeps.</summary>
internal static class FieldValue
{
    // [RESTDoc] takes ISO 8601 with Z or an offset and answers with +0000, read 2026-11-21.
    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>Reads what a client sent for a field.</summary>
    /// <exception cref="ApiFault">The JSON is of another type than the field.</exception>
    public static object? FromJson(Field field, JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (TryFromJson(field, node, out object? value))
        {
            return value;
        }

        string kind = node.GetValueKind() switch
        {
            JsonValueKind.True => "VALUE_TRUE",
            JsonValueKind.False => "VALUE_FALSE",
            JsonValueKind.Number => "VALUE_NUMBER",
            JsonValueKind.String => "VALUE_STRING",
            JsonValueKind.Array => "START_ARRAY",
            _ => "START_OBJECT",
        };
        string type = field.IsText ? "string" : field.Type.ToString().ToLowerInvariant();
        throw new ApiFault(
            400, "JSON_PARSER_ERROR", $"Cannot deserialize instance of {type} from {kind} value {node} or request may be missing a required field");
    }

    /// <summary>Reads a value; false when the JSON is of another type than the field. Empty text is null, as on the platform.</summary>
    public static bool TryFromJson(Field field, JsonNode? node, out object? value)
    {
        value = null;
        switch (node?.GetValueKind())
        {
            case null:
                return true;
            case JsonValueKind.True or JsonValueKind.False when field.Type == FieldType.Boolean:
                value = node.GetValueKind() == JsonValueKind.True;
                return true;
            case JsonValueKind.Number when field.Type == FieldType.Double:
                value = double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
                return true;
            case JsonValueKind.Number when field.Type == FieldType.Int:
                bool whole = long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
                value = number;
                return whole;
            case JsonValueKind.String:
                return TryFromText(field, node.GetValue<string>(), out value);
            default:
                return false;
        }
    }

    /// <summary>The instant a text of one of the accepted forms means; null when it is of no such form.</summary>
    public static DateTimeOffset? Instant(string text)
        => DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            && HasOffset(text) ? instant.ToUniversalTime() : null;

    /// <summary>The day a text means; null when it is not of the form 2026-11-21.</summary>
    public static DateOnly? Day(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>The instant without its fraction of a second: the platform keeps whole seconds.</summary>
    public static DateTimeOffset Seconds(DateTimeOffset instant)
        => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>A value as responses carry it.</summary>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => JsonValue.Create(Text(instant)),
        string text => JsonValue.Create(text),
        _ => throw new InvalidOperationException($"No field keeps a {value.GetType()}."),
    };

    /// <summary>An instant as responses carry it.</summary>
    public static string Text(DateTimeOffset instant)
        => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    private static bool TryFromText(Field field, string text, out object? value)
    {
        switch (field.Type)
        {
            case FieldType.Boolean or FieldType.Int or FieldType.Double:
                value = null;
                return false;
            case FieldType.Date:
                value = Day(text);
                return value is not null || text.Length == 0;
            case FieldType.Datetime:
                value = Instant(text) is { } instant ? Seconds(instant) : null;
                return value is not null || text.Length == 0;
            default:
                value = text.Length == 0 ? null : text;
                return true;
        }
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
}
