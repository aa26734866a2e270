using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>Composite: up to 25 requests in one, later ones using what earlier ones answered.</summary>
/// <remarks>[RESTDoc-Composite], REST API Developer Guide v67, read 2026-11-21.</remarks>
internal sealed class CompositeEndpoints
{
    private const int MostRequests = 25;
    private const int MostLarge = 5;    // queries and collections

    private static readonly HashSet<string> LargeResources = ["query", "queryAll"];

    private readonly RecordStore _store;
    private readonly ApiRoutes _routes;

    /// <summary>Creates the endpoint over all other resources.</summary>
    public CompositeEndpoints(RecordStore store, ApiRoutes routes)
    {
        _store = store;
        _routes = routes;
    }

    /// <summary>Adds the resource.</summary>
    public void AddTo(ApiRoutes routes) => routes.Add("POST", "/composite", Run, since: 34);

    private ApiAnswer Run(ApiRequest request)
    {
        JsonObject[] parts = Parts(request);
        bool allOrNone = request.Object["allOrNone"] is JsonValue flag && flag.TryGetValue(out bool all) && all;
        int start = _store.Unit.Mark;
        CompositeReferences answers = new();
        ApiAnswer[] results = new ApiAnswer[parts.Length];
        bool halted = false;
        for (int place = 0; place < parts.Length; place++)
        {
            results[place] = halted ? Halted("The transaction was rolled back since another operation in the same transaction failed.")
                : Answer(request, parts[place], answers);
            halted |= allOrNone && results[place].Status >= 400;
            answers.Keep(ReferenceId(parts[place]), results[place]);
        }

        if (halted)
        {
            _store.Unit.GoBack(start);
            results = [.. results.Select(result => result.Status >= 400
                ? result : Halted("The transaction was rolled back since another operation in the same transaction failed."))];
        }

        return ApiAnswer.Ok(new JsonObject { ["compositeResponse"] = new JsonArray([.. results.Zip(parts, Write)]) });
    }

    private ApiAnswer Answer(ApiRequest outer, JsonObject part, CompositeReferences answers)
    {
        try
        {
            string url = answers.Resolve(part["url"]?.ToString() ?? "");
            JsonNode? body = part["body"] is { } sent ? answers.Resolve(sent) : null;
            (int version, string[] path, Dictionary<string, string> query) = ApiAddress.Parse(url);
            return path is ["composite"]
                ? throw new ApiFault(400, "INVALID_INPUT", "Composite cannot contain itself.")
                : _routes.Answer(new ApiRequest(Method(part), version, path, query, outer.Headers, body, outer.User), _store.Unit);
        }
        catch (ApiFault fault)
        {
            return ApiAnswer.Error(fault.Status, fault.Code, fault.Message, fault.Fields);
        }
    }

    private static JsonObject[] Parts(ApiRequest request)
    {
        if (request.Object["compositeRequest"] is not JsonArray list || list.Count == 0 || list.Any(part => part is not JsonObject))
        {
            throw new ApiFault(400, "JSON_PARSER_ERROR", "Request body must have a list compositeRequest");
        }

        JsonObject[] parts = [.. list.Select(part => part!.AsObject())];
        if (parts.Length > MostRequests)
        {
            throw new ApiFault(400, "EXCEEDED_MAX_SIZE_REQUEST", $"The number of subrequests may not exceed {MostRequests}.");
        }

        if (parts.Count(IsLarge) > MostLarge)
        {
            throw new ApiFault(400, "EXCEEDED_MAX_SIZE_REQUEST", $"The number of query and collection subrequests may not exceed {MostLarge}.");
        }

        return parts.Select(ReferenceId).Distinct(StringComparer.Ordinal).Count() == parts.Length && parts.All(part => ReferenceId(part).Length > 0)
            ? parts : throw new ApiFault(400, "INVALID_INPUT", "Each subrequest needs a referenceId of its own.");
    }

    private static bool IsLarge(JsonObject part)
    {
        string[] path = (part["url"]?.ToString() ?? "").Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path is ["services", "data", _, "composite", "sobjects", ..] || (path is ["services", "data", _, string resource, ..] && LargeResources.Contains(resource));
    }

    private static string Method(JsonObject part) => part["method"]?.ToString().ToUpperInvariant() ?? "";

    private static string ReferenceId(JsonObject part) => part["referenceId"]?.ToString() ?? "";

    private static ApiAnswer Halted(string message) => ApiAnswer.Error(400, "PROCESSING_HALTED", message, []);

    private static JsonObject Write(ApiAnswer answer, JsonObject part)
    {
        JsonObject headers = new();
        if (answer.Location is not null)
        {
            headers["Location"] = answer.Location;
        }

        return new JsonObject
        {
            ["body"] = answer.Body,
            ["httpHeaders"] = headers,
            ["httpStatusCode"] = answer.Status,
            ["referenceId"] = ReferenceId(part),
        };
    }
}
