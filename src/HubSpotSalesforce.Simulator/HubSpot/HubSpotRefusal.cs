using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>What the API answers instead of what was asked: a status and the error body of "Error handling".</summary>
internal sealed class HubSpotRefusal(int status, string category, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The machine-readable kind of error, such as <c>VALIDATION_ERROR</c>.</summary>
    public string Category { get; } = category;

    /// <summary>The finer kind, such as <c>crm.associations.NO_ASSOCIATIONS_FOUND</c>; absent for most.</summary>
    public string? SubCategory { get; init; }

    /// <summary>Single faults inside the request: message, code and context of each.</summary>
    public JsonArray? Errors { get; init; }

    /// <summary>What the error is about: names to lists of text.</summary>
    public JsonObject? Context { get; init; }

    /// <summary>Refuses a request that is wrong in itself (400).</summary>
    public static HubSpotRefusal Invalid(string message, JsonObject? context = null)
        => new(400, "VALIDATION_ERROR", message) { Context = context };

    /// <summary>Refuses property values (400), one fault for each.</summary>
    public static HubSpotRefusal InvalidProperties(IEnumerable<PropertyFault> faults)
        => new(400, "VALIDATION_ERROR", "Property values were not valid") { Errors = [.. faults.Select(fault => fault.ToJson())] };

    /// <summary>Says that a record or another resource is not there (404).</summary>
    public static HubSpotRefusal NotFound(string message = "resource not found", JsonObject? context = null)
        => new(404, "OBJECT_NOT_FOUND", message) { Context = context };

    /// <summary>Refuses a token that lacks a scope (403).</summary>
    public static HubSpotRefusal MissingScopes(IEnumerable<string> scopes)
        => new(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.")
        {
            Errors =
            [
                new JsonObject
                {
                    ["message"] = "One or more of the following scopes are required.",
                    ["context"] = new JsonObject { ["requiredGranularScopes"] = RowValue.List(scopes) },
                },
            ],
        };

    /// <summary>Refuses a request without a valid token (401).</summary>
    public static HubSpotRefusal Unauthenticated()
        => new(401, "INVALID_AUTHENTICATION", "Authentication credentials not found. This API supports OAuth 2.0 authentication.");

    /// <summary>The body of the answer.</summary>
    public JsonObject ToJson(string? correlationId)
    {
        JsonObject body = new() { ["status"] = "error", ["message"] = Message };
        if (correlationId is not null)
        {
            body["correlationId"] = correlationId;
        }

        if (Errors is not null)
        {
            body["errors"] = Errors.DeepClone();
        }

        if (Context is not null)
        {
            body["context"] = Context.DeepClone();
        }

        body["category"] = Category;
        if (SubCategory is not null)
        {
            body["subCategory"] = SubCategory;
        }

        return body;
    }
}
