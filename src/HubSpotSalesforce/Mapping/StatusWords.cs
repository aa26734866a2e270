namespace HubSpotSalesforce.Mapping;

/// <summary>What an org calls an open and a closed task.</summary>
/// <param name="statuses">All statuses, in the org's order; empty when they are not known.</param>
/// <param name="closed">Those that close a task; empty when they are not known.</param>
internal sealed class StatusWords(string[] statuses, string[] closed)
{
    private const string Factory = "Completed";

    /// <summary>The status of what is done: the factory's where the org has it, else the first that closes.</summary>
    public string Completed { get; } = Known(statuses, Factory) ?? (closed.Length > 0 ? closed[0] : Factory);

    /// <summary>The status of what is to be done.</summary>
    public string Open => Known(statuses, "Not Started") ?? statuses.FirstOrDefault(status => !IsClosed(status)) ?? Completed;

    /// <summary>Whether a status closes a task.</summary>
    public bool IsClosed(string status) => closed.Contains(status, StringComparer.OrdinalIgnoreCase) || (closed.Length == 0 && status.Equals(Factory, StringComparison.OrdinalIgnoreCase));

    /// <summary>The org's spelling of a value; null when it has none.</summary>
    public static string? Known(string[] values, string wanted) => values.FirstOrDefault(value => value.Equals(wanted, StringComparison.OrdinalIgnoreCase));
}
