namespace HubSpotSalesforce.Runs;

/// <summary>What a run asks of the way back.</summary>
internal sealed record RecordPassOptions
{
    /// <summary>The families to take, by settings key; empty for all that are on.</summary>
    public string[] Only { get; init; } = [];

    /// <summary>How far back the next run reads again.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>How long a record of a family waits.</summary>
    public required Func<string, TimeSpan> KeepWaiting { get; init; }

    /// <summary>The most activities a run deletes in HubSpot.</summary>
    public required int MaxDeletes { get; init; }

    /// <summary>From when the history is imported (R49), in UTC; null for what is new.</summary>
    public DateTimeOffset? HistorySince { get; init; }

    /// <summary>Until when it is, in UTC; null for now.</summary>
    public DateTimeOffset? HistoryUntil { get; init; }
}
