using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Faults;

/// <summary>The errors that each side is known to answer out of the blue, by name, each with its status, body and headers.</summary>
/// <remarks>
/// HubSpot developer docs, "Error handling" and "API usage guidelines"; [RESTDoc-Errors] and [Limits-API], all read 2026-11-21.
/// Neither side sends Retry-After when it throttles; what the edge sends is a page for people.
/// </remarks>
internal sealed record KnownAnswer(int Status, string Body, string? RetryAfter = null)
{
    private const string Hub = "hubspot";

    private static readonly Dictionary<string, KnownAnswer> OfHubSpot = new()
    {
        ["burst"] = Limit("You have reached your ten_secondly_rolling limit.", "TEN_SECONDLY_ROLLING"),
        ["secondly"] = Limit("You have reached your secondly limit.", "SECONDLY"),
        ["daily"] = Limit("You have reached your daily limit.", "DAILY"),
        ["unauthorized"] = Error(
            401, "INVALID_AUTHENTICATION", "Authentication credentials not found. This API supports OAuth 2.0 authentication."),
        ["locked"] = Error(423, "LOCKED", "The resource is locked by other writes. Wait at least 2 seconds."),
        ["migrating"] = Error(477, "MIGRATION_IN_PROGRESS", "The account is being moved to another data center.") with { RetryAfter = "60" },
        ["serverError"] = Error(500, "INTERNAL_ERROR", "internal error"),
        ["badGateway"] = new(502, Page(502, "Bad Gateway")),
        ["unavailable"] = new(503, Page(503, "Service Unavailable")),
        ["gatewayTimeout"] = new(504, Page(504, "Gateway Time-out")),
        ["edge"] = new(530, Page(530, "Origin DNS error")),
    };

    private static readonly Dictionary<string, KnownAnswer> OfSalesforce = new()
    {
        ["burst"] = Fault(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
        ["daily"] = Fault(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
        ["unauthorized"] = Fault(401, "INVALID_SESSION_ID", "Session expired or invalid"),
        ["rowLock"] = Fault(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"),
        ["timeout"] = Fault(400, "QUERY_TIMEOUT", "Your query request was running for too long."),
        ["noRoute"] = new(420, Page(420, "No route to host")),
        ["serverError"] = Fault(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support: 1-1 (1)"),
        ["badGateway"] = new(502, Page(502, "Bad Gateway")),
        ["unavailable"] = new(503, Page(503, "Service Unavailable")),
        ["gatewayTimeout"] = new(504, Page(504, "Gateway Time-out")),
        ["maintenance"] = Fault(503, "SERVER_UNAVAILABLE", "The server is in maintenance."),
    };

    /// <summary>The names that a side, or without one both sides, know.</summary>
    public static IEnumerable<string> Names(string? host) => host switch
    {
        Hub => OfHubSpot.Keys,
        null => OfHubSpot.Keys.Intersect(OfSalesforce.Keys),
        _ => OfSalesforce.Keys,
    };

    /// <summary>Whether a side, or without one both sides, know this name.</summary>
    public static bool IsKnown(string? host, string name) => Names(host).Contains(name);

    /// <summary>The answer of a side by its name.</summary>
    public static KnownAnswer Of(string host, string name) => (host == Hub ? OfHubSpot : OfSalesforce)[name];

    private static KnownAnswer Limit(string message, string policy) => new(429, new JsonObject
    {
        ["status"] = "error", ["message"] = message, ["errorType"] = "RATE_LIMIT", ["correlationId"] = Correlation, ["policyName"] = policy,
    }.ToJsonString());

    private static KnownAnswer Error(int status, string category, string message) => new(status, new JsonObject
    {
        ["status"] = "error", ["message"] = message, ["correlationId"] = Correlation, ["category"] = category,
    }.ToJsonString());

    private static KnownAnswer Fault(int status, string code, string message)
        => new(status, new JsonArray(new JsonObject { ["message"] = message, ["errorCode"] = code }).ToJsonString());

    private static string Page(int status, string title) => $"<html>\n<head><title>{title}</title></head>\n<body><h1>HTTP ERROR {status}: {title}</h1></body>\n</html>\n";

    private static string Correlation => "00000000-0000-4000-8000-00000000fa17";
}
