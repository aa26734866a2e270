namespace HubSpotSalesforce.HubSpot;

/// <summary>Makes numbered events of a counter: each increase above the highest value ever seen is one (D6, O11).</summary>
/// <remarks>Pure. However often a counter is looked at in between, its events have the same numbers in the end.</remarks>
internal static class CounterEvents
{
    /// <summary>The number after which a counter is no longer followed: a value beyond it is a mistake of its source.</summary>
    public const int MaxNumber = 10_000;

    /// <summary>Returns what happened since the counter was last looked at.</summary>
    /// <param name="highestSeen">The highest value ever seen; null at the first look.</param>
    /// <param name="history">The values it is known to have had, oldest first; may begin late, have holes or be empty.</param>
    /// <param name="current">The value it has.</param>
    /// <param name="modifiedAt">When its record was last changed, in UTC; null when that is not known.</param>
    /// <param name="now">The present, in UTC.</param>
    public static Look Since(int? highestSeen, IEnumerable<Value> history, int current, DateTimeOffset? modifiedAt, DateTimeOffset now)
    {
        List<Increase> increases = [];
        int highest = highestSeen ?? 0;
        bool isBaseline = highestSeen is null;
        foreach ((int count, DateTimeOffset at) in history)
        {
            int reached = Math.Min(count, MaxNumber);
            for (int number = highest + 1; number <= reached; number++)
            {
                // The oldest value known at the first look dates itself; when the counter rose to just below it, nothing says.
                increases.Add(new Increase(number, isBaseline && number < reached ? null : at));
            }

            highest = Math.Max(highest, reached);
            isBaseline = false;
        }

        for (; highest < Math.Min(current, MaxNumber); highest++)
        {
            increases.Add(new Increase(highest + 1, highestSeen is null ? null : modifiedAt ?? now));
        }

        return new Look(increases, highest);
    }

    /// <summary>A value the counter had, and since when.</summary>
    internal readonly record struct Value(int Count, DateTimeOffset At);

    /// <summary>An event: the counter rose to this number; <c>At</c> is null when nothing says when.</summary>
    internal readonly record struct Increase(int Number, DateTimeOffset? At);

    /// <summary>What a look found: the events, by number, and the highest value ever seen now.</summary>
    internal sealed record Look(IReadOnlyList<Increase> Increases, int Highest);
}
