namespace HubSpotSalesforce.Runs;

/// <summary>One thing the doctor looked at.</summary>
public sealed record ConnectionFinding
{
    /// <summary>Nothing is wrong.</summary>
    public const string Pass = "pass";

    /// <summary>A run goes on, and a person should know.</summary>
    public const string Warn = "warn";

    /// <summary>A run would stop.</summary>
    public const string Fail = "fail";

    /// <summary>The other side does not tell.</summary>
    public const string Unknown = "unknown";

    /// <summary><c>settings</c>, <c>HubSpot</c> or <c>Salesforce</c>.</summary>
    public required string System { get; init; }

    /// <summary>The name of the connections that were looked at; null for those of the session and the settings.</summary>
    public string? Profile { get; init; }

    /// <summary>What was looked at.</summary>
    public required string Check { get; init; }

    /// <summary><c>pass</c>, <c>warn</c>, <c>fail</c>, or <c>unknown</c> where the other side does not tell.</summary>
    public required string Status { get; init; }

    /// <summary>What was found, as a sentence: what was seen, or what is wrong.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do about it, as a sentence; empty when there is nothing to do.</summary>
    public string Fix { get; init; } = "";

    /// <summary>The error a run would end with; null when it would not.</summary>
    public string? ErrorId { get; init; }
}
