namespace HubSpotSalesforce.State;

/// <summary>How far a source was read for one kind (O9).</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Kind">The kind's settings key.</param>
/// <param name="Since">From when the next read starts, in UTC, the overlap already taken off (O16).</param>
/// <param name="SelectionHash">A hash of the settings that select what is read: another value sends the reader back to the kind's floor.</param>
public sealed record SourceCursor(string Source, string Kind, DateTimeOffset Since, string SelectionHash)
{
    private static readonly Dictionary<string, int> None = [];

    /// <summary>The values that were seen of counters on the way, by counter key: stored when the cursor is, and not given back with it (O11).</summary>
    public IReadOnlyDictionary<string, int> Counters { get; init; } = None;
}
