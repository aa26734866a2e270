namespace HubSpotSalesforce.Simulator;

/// <summary>With which calls something goes wrong, and what (<c>/_sim/faults</c>).</summary>
/// <remarks>With every call that matches, unless <see cref="Nth"/>, <see cref="Times"/> or <see cref="Rate"/> say otherwise.</remarks>
public sealed record FaultRule : FaultEffect
{
    /// <summary>The side, <c>hubspot</c> or <c>salesforce</c>; null for both.</summary>
    public string? Host { get; init; }

    /// <summary>What the endpoint, as <c>METHOD /path</c>, contains; null for any.</summary>
    public string? Endpoint { get; init; }

    /// <summary>What the request's body contains; null for any.</summary>
    public string? Contains { get; init; }

    /// <summary>Which of the calls that match goes wrong, from 1.</summary>
    public int? Nth { get; init; }

    /// <summary>How many of the calls that match go wrong, from the first or the <see cref="Nth"/> on.</summary>
    public int? Times { get; init; }

    /// <summary>Which part of the calls that match goes wrong, between 0 and 1; null for all.</summary>
    public double? Rate { get; init; }

    /// <summary>What decides which calls <see cref="Rate"/> means and how rows are reordered: the same seed, the same calls by their number.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the rule is about a call.</summary>
    public bool Matches(string host, string endpoint, string body)
        => (Host is null || Host == host)
        && (Endpoint is null || endpoint.Contains(Endpoint, StringComparison.OrdinalIgnoreCase))
        && (Contains is null || body.Contains(Contains, StringComparison.Ordinal));

    /// <summary>Whether the matching call with this number, from 1, goes wrong.</summary>
    public bool Strikes(int number)
    {
        if (Rate is { } rate)
        {
            return Chance(number) < rate;
        }

        int first = Nth ?? 1;
        int last = Times is { } times ? first + times - 1 : Nth ?? int.MaxValue;
        return number >= first && number <= last;
    }

    /// <summary>What is wrong with the rule itself; null when nothing is.</summary>
    public string? Fault() => this switch
    {
        { Host: not (null or "hubspot" or "salesforce") } => "host must be hubspot or salesforce",
        { Nth: < 1 } or { Times: < 1 } => "nth and times start at 1",
        { Rate: not (null or > 0 and <= 1) } => "rate must be above 0 and at most 1",
        { Rate: not null, Nth: not null } or { Rate: not null, Times: not null } => "rate excludes nth and times",
        _ => EffectFault(Host),
    };

    // SplitMix64 of seed and number: a number of its own for each call, whatever order the calls come in.
    private double Chance(int number)
    {
        ulong mixed = unchecked((((ulong)(uint)Seed << 32) | (uint)number) + 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
