using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>A request under <c>/services/data/vXX.X</c>, or a part of one.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Version">The API version, such as 67.</param>
/// <param name="Path">The parts of the path after the version, decoded.</param>
/// <param name="Query">The query, decoded.</param>
/// <param name="Headers">The headers of the whole request.</param>
/// <param name="Body">The JSON body, or null.</param>
/// <param name="User">Whose token it carries.</param>
internal sealed record ApiRequest(
    string Method,
    int Version,
    IReadOnlyList<string> Path,
    IReadOnlyDictionary<string, string> Query,
    IHeaderDictionary Headers,
    JsonNode? Body,
    UserView User)
{
    /// <summary>What stands in the places of the route's template.</summary>
    public IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();

    /// <summary>The body where it is a file, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The path of its version's resources.</summary>
    public string Root => $"/services/data/v{Version}.0";

    /// <summary>The body, which must be an object.</summary>
    /// <exception cref="ApiFault">It is missing, or something else.</exception>
    public JsonObject Object => Body as JsonObject
        ?? throw new ApiFault(400, "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body.");

    /// <summary>Whether a query parameter is true.</summary>
    public bool IsSet(string name) => Query.GetValueOrDefault(name)?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;
}
