namespace HubSpotSalesforce.Runs;

/// <summary>Skips by code, ordered by code; as text, such as in a CSV, <c>3 NoContact, 5 NoLinkedContact</c>.</summary>
public sealed class SkipCounts : SortedDictionary<string, int>
{
    /// <summary>Creates the counts of a run that skipped nothing yet.</summary>
    public SkipCounts()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Creates the counts of a run.</summary>
    /// <param name="counts">How many skips there were of each code.</param>
    public SkipCounts(IReadOnlyDictionary<string, int> counts)
        : base(counts.ToDictionary(), StringComparer.Ordinal)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this.Select(skip => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{skip.Value} {skip.Key}")));
}
