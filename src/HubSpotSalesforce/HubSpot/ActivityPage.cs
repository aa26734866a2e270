using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Some activities of one kind, as they were read.</summary>
/// <param name="Activities">The activities, in no particular order, each once; may be empty.</param>
/// <param name="ReadUpTo">Set when this page and those before it hold everything up to that instant, so that the next read may start there; else null.</param>
public sealed record ActivityPage(Activity[] Activities, DateTimeOffset? ReadUpTo)
{
    /// <summary>With <see cref="ReadUpTo"/>: the highest values seen of counters, by counter key, to be kept with the cursor (O11); empty for most sources.</summary>
    public IReadOnlyDictionary<string, int> Counters { get; init; } = new Dictionary<string, int>();

    /// <summary>Why HubSpot refused the source as a whole, which ends the read; null when it did not.</summary>
    public SyncException? Refusal { get; init; }
}
