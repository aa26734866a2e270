using Newtonsoft.Json;

namespace HubSpotSalesforce.State;

/// <summary>What a store keeps as JSON text in one column.</summary>
internal static class JsonColumn
{
    // Values come back as they went in: text that looks like a date stays text, and a field named "$ref" is a field.
    private static readonly JsonSerializerSettings Literal = new()
    {
        DateParseHandling = DateParseHandling.None,
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
    };

    /// <summary>Writes a value as the text of a column.</summary>
    public static string Write<T>(T value) => JsonConvert.SerializeObject(value, Literal);

    /// <summary>Reads a value from the text of a column.</summary>
    /// <exception cref="JsonException">The text is none that <see cref="Write"/> made.</exception>
    public static T Read<T>(string text) => JsonConvert.DeserializeObject<T>(text, Literal) ?? throw new JsonSerializationException("The column holds no value.");
}
