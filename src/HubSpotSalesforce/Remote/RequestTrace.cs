namespace HubSpotSalesforce.Remote;

/// <summary>One request that was sent, as it is told under <c>-Verbose</c>: no query, no body, no token.</summary>
/// <param name="Side"><c>hubspot</c> or <c>salesforce</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path without its query.</param>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record RequestTrace(string Side, string Method, string Path, int Status, TimeSpan Elapsed)
{
    /// <summary>Which try of the request it was, from 1.</summary>
    public int Try { get; init; } = 1;

    /// <summary>How often it is tried before it counts as failed.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>Whether another try may help, as after a rate limit, a fault of the server, or no answer.</summary>
    public bool IsTransient => Status is 0 or 429 or >= 500;

    /// <summary>How far this machine's clock is ahead of the answer's date; null when no answer told it.</summary>
    public TimeSpan? Skew { get; init; }

    /// <summary>The bodies of request and answer without secrets; made when it is called, since few ask.</summary>
    public Func<string> Bodies { get; init; } = static () => "";

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path} {(Status == 0 ? "no answer" : Status)} {Elapsed.TotalMilliseconds:0} ms ({Side}{(Try > 1 ? $", try {Try} of {Tries}" : "")})";
}
