using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads the activities of one source.</summary>
public interface IActivityReader
{
    /// <summary>Reads what happened or changed from one instant to another, page by page; the last page closes the read with <paramref name="until"/>.</summary>
    /// <param name="kind">The kind; it belongs to this reader's source.</param>
    /// <param name="since">The first instant that counts, in UTC.</param>
    /// <param name="until">The instant the read began, in UTC: later changes may or may not be in.</param>
    /// <param name="cancel">Ends the read.</param>
    IAsyncEnumerable<ActivityPage> ReadAsync(ActivityKind kind, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Reads some activities of the kind again by their HubSpot ids; what is gone or archived is absent.</summary>
    Task<IReadOnlyList<Activity>> ReadAgainAsync(ActivityKind kind, IReadOnlyCollection<string> sourceIds, CancellationToken cancel);

    /// <summary>Brings activities that were set aside up to date, where that is more than <see cref="ReadAgainAsync"/> can; as they are unless a source says otherwise.</summary>
    Task<IReadOnlyList<Activity>> RefreshAsync(ActivityKind kind, IReadOnlyList<Activity> activities, CancellationToken cancel) => Task.FromResult(activities);
}
