using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>What can happen to a call, and which of a run's calls it can happen to.</summary>
/// <remarks>
/// Pages that come again or overlap need more of them than these runs read: see <see cref="PageTests"/>. A clock that is wrong is wrong for
/// all calls: see <see cref="FailOnceTests"/>.
/// </remarks>
internal static class FaultWays
{
    private const string HubSpot = "hubspot";
    private const string Salesforce = "salesforce";
    private const int Minute = 60_000;

    public static readonly (string Name, FaultRule Rule)[] All =
    [
        ("a minute late", new() { DelayMs = Minute }),
        ("429", new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } }),
        ("limit of the moment reached", new() { Answer = "burst" }),
        ("limit of the day reached", new() { Answer = "daily" }),
        ("500", new() { Status = 500, Body = "oops" }),
        ("502 in HTML", new() { Status = 502, Body = "<html><body>Bad gateway</body></html>" }),
        ("503", new() { Status = 503 }),
        ("503 in HTML", new() { Answer = "unavailable" }),
        ("504 in HTML", new() { Answer = "gatewayTimeout" }),
        ("401", new() { Status = 401, Body = "[]" }),
        ("connection dropped before", new() { Drop = "before" }),
        ("connection dropped after", new() { Drop = "after" }),
        ("never answered nor carried out", new() { Hang = "before" }),
        ("never answered", new() { Hang = "after" }),
        ("answer cut off", new() { Truncate = "body" }),
        ("connection cut off in the answer", new() { Truncate = "connection" }),
        ("limit of searches reached", new() { Host = HubSpot, Answer = "secondly", Endpoint = "/search" }),
        ("account locked", new() { Host = HubSpot, Answer = "locked" }),
        ("account being moved", new() { Host = HubSpot, Answer = "migrating" }),
        ("no route to the org", new() { Host = Salesforce, Answer = "noRoute" }),
        ("org in maintenance", new() { Host = Salesforce, Answer = "maintenance" }),
        ("query out of time", new() { Host = Salesforce, Answer = "timeout", Endpoint = "/query" }),
        ("rows in another order", new() { Host = HubSpot, Reorder = true, Seed = 5, Endpoint = "/search" }),
        ("rows in another order", new() { Host = Salesforce, Reorder = true, Seed = 5, Endpoint = "/query" }),

        // Of a list nobody can tell that a row is missing; a batch answers for each row that was sent.
        ("rows missing", new() { Host = HubSpot, MissingRows = 3, Endpoint = "/batch/" }),
        ("rows missing", new() { Host = Salesforce, MissingRows = 3, Endpoint = "/composite" }),
        ("rows locked", new() { Host = Salesforce, LockRows = 7, Endpoint = "/composite" }),
    ];

    /// <summary>Starts to count the calls that each way can happen to; none of them happens.</summary>
    public static void Count(FaultPlan faults) => faults.Set(Sides().Select(way => way.Rule with { Nth = int.MaxValue }));

    /// <summary>Every call that was counted in every way that it can fail.</summary>
    public static (string Told, FaultRule Rule)[] Counted(FaultPlan faults)
        => [.. Sides().Zip(faults.Rules, (way, counted) => Enumerable.Range(1, counted.Matched).Select(nth => ($"{way.Rule.Host} {way.Rule.Endpoint ?? "call"} {nth}: {way.Name}", way.Rule with { Nth = nth })))
            .SelectMany(failures => failures)];

    private static (string Name, FaultRule Rule)[] Sides()
        => [.. new[] { HubSpot, Salesforce }.SelectMany(host => All.Where(way => way.Rule.Host is null || way.Rule.Host == host).Select(way => (way.Name, way.Rule with { Host = host })))];
}
