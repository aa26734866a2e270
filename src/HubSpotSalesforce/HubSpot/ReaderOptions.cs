using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>How activities are read.</summary>
public sealed record ReaderOptions
{
    /// <summary>How old an event must be before it is read: the youngest may still be restated (O13).</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For how long after it was sent a sales email is looked at in each run (O11).</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Events the account defined itself that count as those of an integration (O12).</summary>
    public IReadOnlyCollection<string> EventTypes { get; init; } = [];

    /// <summary>Gives the highest values ever seen of a kind's counters, by counter key; those never seen are absent. None is known unless set.</summary>
    public Func<ActivityKind, IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyDictionary<string, int>>> HighestSeen { get; init; }
        = static (_, _, _) => Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>());
}
