using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator;

/// <summary>What goes wrong with some calls (<c>/_sim/faults</c>).</summary>
/// <remarks>With every call that matches, unless <see cref="Nth"/> or <see cref="Times"/> say otherwise.</remarks>
public sealed record FaultRule
{
    /// <summary>The side, <c>hubspot</c> or <c>salesforce</c>; null for both.</summary>
    public string? Host { get; init; }

    /// <summary>What the endpoint, as <c>METHOD /path</c>, contains; null for any.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Which of the calls that match goes wrong, from 1.</summary>
    public int? Nth { get; init; }

    /// <summary>How many of the calls that match go wrong, from the first or the <see cref="Nth"/> on.</summary>
    public int? Times { get; init; }

    /// <summary>The status answered instead; the call is not carried out.</summary>
    public int? Status { get; init; }

    /// <summary>The body of that answer: text as it is, anything else as JSON.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Headers of that answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the call waits first, in milliseconds.</summary>
    public int DelayMs { get; init; }

    /// <summary>Whether the connection breaks <c>before</c> the call is carried out or <c>after</c> it; null for not at all.</summary>
    public string? Drop { get; init; }

    /// <summary>Whether the rule is about a call.</summary>
    public bool Matches(string host, string endpoint)
        => (Host is null || Host == host) && (Endpoint is null || endpoint.Contains(Endpoint, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the matching call with this number, from 1, goes wrong.</summary>
    public bool Strikes(int number)
    {
        int first = Nth ?? 1;
        int last = Times is { } times ? first + times - 1 : Nth ?? int.MaxValue;
        return number >= first && number <= last;
    }

    /// <summary>What is wrong with the rule itself; null when nothing is.</summary>
    public string? Fault() => this switch
    {
        { Host: not (null or "hubspot" or "salesforce") } => "host must be hubspot or salesforce",
        { Drop: not (null or "before" or "after") } => "drop must be before or after",
        { Nth: < 1 } or { Times: < 1 } => "nth and times start at 1",
        { Status: < 200 or > 599 } => "status must be between 200 and 599",
        { DelayMs: < 0 } => "delayMs must not be negative",
        { Status: null, Drop: null, DelayMs: 0 } => "one of status, drop and delayMs is needed",
        _ => null,
    };
}
