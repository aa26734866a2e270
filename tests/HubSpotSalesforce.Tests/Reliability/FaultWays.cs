using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>What can happen to any call: a name for the message, and what the rule says.</summary>
internal static class FaultWays
{
    // Of a list nobody can tell that a row is missing; a batch answers for each row that was sent.
    public const string Batch = "/batch/";

    public static readonly (string Name, FaultRule Rule)[] All =
    [
        ("429", new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } }),
        ("500", new() { Status = 500, Body = "oops" }),
        ("502 in HTML", new() { Status = 502, Body = "<html><body>Bad gateway</body></html>" }),
        ("503", new() { Status = 503 }),
        ("401", new() { Status = 401, Body = "[]" }),
        ("connection dropped before", new() { Drop = "before" }),
        ("connection dropped after", new() { Drop = "after" }),
        ("never answered", new() { Hang = "after" }),
        ("answer cut off", new() { Truncate = "body" }),
        ("connection cut off in the answer", new() { Truncate = "connection" }),
        ("rows missing", new() { MissingRows = 3, Endpoint = Batch }),
        ("rows locked", new() { LockRows = 7 }),
    ];
}
