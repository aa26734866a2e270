using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>What a request is answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="Location">The address of a record that was created; null for none.</param>
/// <param name="Csv">The body where it is a file; null for none.</param>
internal sealed record ApiAnswer(int Status, JsonNode? Body = null, string? Location = null, string? Csv = null)
{
    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>200 with a body.</summary>
    public static ApiAnswer Ok(JsonNode body) => new(200, body);

    /// <summary>204.</summary>
    public static ApiAnswer Nothing() => new(204);

    /// <summary>An error in the shape of REST resources.</summary>
    public static ApiAnswer Error(int status, string code, string message, IReadOnlyCollection<string> fields)
    {
        JsonObject error = new() { ["message"] = message, ["errorCode"] = code };
        if (fields.Count > 0)
        {
            error["fields"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field))]);
        }

        return new ApiAnswer(status, new JsonArray(error));
    }
}
