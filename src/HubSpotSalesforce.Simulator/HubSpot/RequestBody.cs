using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>A JSON object a client sent. Members of the wrong JSON type are refused with 400.</summary>
internal sealed class RequestBody(JsonObject json)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The names of its members.</summary>
    public IEnumerable<string> Names => json.Select(pair => pair.Key);

    /// <summary>Reads the body of a request; no text at all is an empty object.</summary>
    public static RequestBody Read(string text)
    {
        try
        {
            JsonNode? node = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text, null, Strict);
            return node is JsonObject body ? new RequestBody(body) : throw HubSpotRefusal.Invalid("Invalid input JSON: an object was expected");
        }
        catch (JsonException fault)
        {
            throw HubSpotRefusal.Invalid($"Invalid input JSON on line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}");
        }
    }

    /// <summary>Whether it has this member, be it null.</summary>
    public bool Has(string name) => json.ContainsKey(name);

    /// <summary>A member as text: numbers and booleans as they are written; null when it is missing or null.</summary>
    public string? Text(string name) => json[name] switch
    {
        null => null,
        JsonValue value => RowValue.Text(value),
        _ => throw Wrong(name, "a value"),
    };

    /// <summary>A member that must be there, as text.</summary>
    public string RequiredText(string name)
        => Text(name) ?? throw HubSpotRefusal.Invalid($"Invalid input JSON: required field \"{name}\" is missing");

    /// <summary>A member that is a whole number, or text of one.</summary>
    public int Number(string name, int missing) => Text(name) switch
    {
        null or "" => missing,
        { } text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) => number,
        _ => throw Wrong(name, "a whole number"),
    };

    /// <summary>A list of texts; empty when it is missing.</summary>
    public string[] Texts(string name)
        => [.. List(name).Select(item => item is JsonValue value && RowValue.Text(value) is { } text ? text : throw Wrong(name, "a list of texts"))];

    /// <summary>A list of objects; empty when it is missing.</summary>
    public RequestBody[] Objects(string name)
        => [.. List(name).Select(item => item is JsonObject member ? new RequestBody(member) : throw Wrong(name, "a list of objects"))];

    /// <summary>A list as it came; empty when it is missing.</summary>
    public JsonArray List(string name) => json[name] switch
    {
        null => [],
        JsonArray list => list,
        _ => throw Wrong(name, "a list"),
    };

    /// <summary>A nested object; empty when it is missing.</summary>
    public RequestBody Object(string name) => json[name] switch
    {
        null => new RequestBody([]),
        JsonObject member => new RequestBody(member),
        _ => throw Wrong(name, "an object"),
    };

    /// <summary>A copy of the JSON itself.</summary>
    public JsonObject ToJson() => json.DeepClone().AsObject();

    private static HubSpotRefusal Wrong(string name, string expected) => HubSpotRefusal.Invalid($"Invalid input JSON: \"{name}\" is not {expected}");
}
