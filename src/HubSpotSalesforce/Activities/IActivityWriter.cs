namespace HubSpotSalesforce.Activities;

/// <summary>Writes changes to one side, a batch at a time.</summary>
public interface IActivityWriter
{
    /// <summary>The side it writes to.</summary>
    Side Side { get; }

    /// <summary>The most changes one call to <see cref="WriteAsync"/> takes.</summary>
    int MaxBatch { get; }

    /// <summary>How long a create whose answer was lost may still be under way: it is not looked for before. Zero where sending it twice makes one record.</summary>
    TimeSpan UnderWay { get; }

    /// <summary>Sends one batch, all of one action and one target, and tells what became of each row.</summary>
    /// <returns>One outcome per change, in no particular order; its change is what was sent, which may be less than was planned.</returns>
    /// <exception cref="SyncException"><see cref="FaultKind.Throttled"/>, <see cref="FaultKind.Unavailable"/>: the outcome is unknown.
    /// Any kind that stops a run: nothing of the batch was written.</exception>
    Task<IReadOnlyList<Outcome>> WriteAsync(IReadOnlyList<Change> batch, CancellationToken cancel);

    /// <summary>Looks up which keys stand on the other side, deleted and archived records included.</summary>
    /// <returns>The record of each key that was found; keys that were not are absent.</returns>
    Task<IReadOnlyDictionary<string, WrittenRecord>> FindAsync(IReadOnlyCollection<SoughtKey> keys, CancellationToken cancel);
}
