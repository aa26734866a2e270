namespace HubSpotSalesforce.Activities;

/// <summary>Writes many creates in one job, which the other side works off by itself: fewer calls than batches, and answers that come late.</summary>
public interface IJobWriter
{
    /// <summary>The most rows a job takes.</summary>
    int MaxRows { get; }

    /// <summary>The most characters of values a job takes.</summary>
    long MaxSize { get; }

    /// <summary>Whether a change can travel in a job.</summary>
    bool Takes(Change change);

    /// <summary>Opens a job; no row is sent with it. Its id is to be remembered before anything else happens.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.UnexpectedAnswer"/>, <see cref="FaultKind.OrgUnready"/>: the org takes no such jobs.</exception>
    Task<string> OpenAsync(CancellationToken cancel);

    /// <summary>Sends the rows of an open job, waits for its end, and tells what became of them.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="rows">Creates of one target; keys are unique.</param>
    /// <param name="cancel">Ends the wait; the job goes on.</param>
    /// <returns>An outcome for each row that the job tells of, in no particular order. What became of the others must be looked up.</returns>
    /// <exception cref="SyncException"><see cref="FaultKind.Unavailable"/>: its end was not seen; <see cref="EndAsync"/> takes its results later.</exception>
    Task<IReadOnlyList<Outcome>> CarryAsync(string jobId, IReadOnlyList<Change> rows, CancellationToken cancel);

    /// <summary>Ends a job that an earlier run left behind: one that got no rows is called off, one at work is waited for.</summary>
    /// <returns>The ids of the records it wrote, by key; empty when the other side knows it no longer.</returns>
    Task<IReadOnlyDictionary<string, string>> EndAsync(string jobId, CancellationToken cancel);
}
