using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>Composite Batch: up to 25 requests in one that know nothing of each other, each of which counts.</summary>
/// <remarks>[RESTDoc-Composite], REST API Developer Guide v67, Batch, read 2026-11-21.</remarks>
internal sealed class BatchEndpoint(RecordStore store, ApiRoutes all, DailyAllowance allowance)
{
    private const int MostRequests = 25;

    /// <summary>Adds the resource.</summary>
    public void AddTo(ApiRoutes routes) => routes.Add("POST", "/composite/batch", Run, since: 34);

    private ApiAnswer Run(ApiRequest request)
    {
        JsonObject[] parts = [.. (request.Object["batchRequests"] as JsonArray ?? []).OfType<JsonObject>()];
        if (parts.Length is 0 or > MostRequests)
        {
            throw new ApiFault(400, "INVALID_INPUT", $"A batch has 1 to {MostRequests} requests.");
        }

        bool halts = request.Object["haltOnError"] is JsonValue flag && flag.TryGetValue(out bool set) && set;
        bool failed = false;
        JsonArray results = [];
        foreach ((int place, JsonObject part) in parts.Index())
        {
            ApiAnswer answer = failed && halts ? ApiAnswer.Error(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request", [])
                : place > 0 && !allowance.Take() ? ApiAnswer.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", [])    // the first counted as the call itself
                : Answer(request, part);
            failed |= answer.Status >= 400;
            results.Add(new JsonObject { ["statusCode"] = answer.Status, ["result"] = answer.Body });
        }

        return ApiAnswer.Ok(new JsonObject { ["hasErrors"] = failed, ["results"] = results });
    }

    private ApiAnswer Answer(ApiRequest outer, JsonObject part)
    {
        try
        {
            string url = part["url"]?.ToString() ?? "";
            (int version, string[] path, Dictionary<string, string> query) = ApiAddress.Parse(url.StartsWith('/') ? url : $"/services/data/{url}");
            return path is ["composite", ..]
                ? throw new ApiFault(400, "INVALID_INPUT", "A batch takes no composite resources.")
                : all.Answer(
                    new ApiRequest(part["method"]?.ToString().ToUpperInvariant() ?? "", version, path, query, outer.Headers, part["richInput"]?.DeepClone(), outer.User),
                    store.Unit);
        }
        catch (ApiFault fault)
        {
            return ApiAnswer.Error(fault.Status, fault.Code, fault.Message, fault.Fields);
        }
    }
}
