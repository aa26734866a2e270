using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Sync;

/// <summary>Gathers changes into the largest batches that may travel together.</summary>
/// <remarks>
/// Creates and updates go to different endpoints, and so does each type of record. Creates of closed tasks lock no parent record and may run beside each other; everything else
/// keeps to one lane, so that two requests never wait for one account's lock ("Managing Task Locks for Data Loads", read 2026-11-21).
/// </remarks>
internal sealed class ChangeBatch
{
    private readonly int _max;
    private readonly Dictionary<(Lane Lane, string Target), List<Change>> _open = [];

    public ChangeBatch(int max) => _max = max;

    /// <summary>Which changes may travel together, and how.</summary>
    internal enum Lane
    {
        /// <summary>Creates of closed tasks: several batches at once.</summary>
        ClosedCreates,

        /// <summary>Creates of open tasks: one batch at a time.</summary>
        OpenCreates,

        /// <summary>Updates: one batch at a time.</summary>
        Updates,

        /// <summary>Deletes: one batch at a time.</summary>
        Deletes,
    }

    /// <summary>Adds a change; returns the batch that became full, or null.</summary>
    public (Lane Lane, List<Change> Changes)? Add(Change change)
    {
        Lane lane = change.Action switch
        {
            Change.Update => Lane.Updates,
            Change.Delete => Lane.Deletes,
            _ => change.IsClosed ? Lane.ClosedCreates : Lane.OpenCreates,
        };
        if (!_open.TryGetValue((lane, change.Target), out List<Change>? batch))
        {
            _open[(lane, change.Target)] = batch = new List<Change>(_max);
        }

        batch.Add(change);
        if (batch.Count < _max)
        {
            return null;
        }

        _open.Remove((lane, change.Target));
        return (lane, batch);
    }

    /// <summary>Returns what is left, each lane's rest as a batch.</summary>
    public IEnumerable<(Lane Lane, List<Change> Changes)> Rest()
    {
        foreach (((Lane lane, _), List<Change> batch) in _open.OrderBy(entry => entry.Key.Lane).ThenBy(entry => entry.Key.Target, StringComparer.Ordinal))
        {
            yield return (lane, batch);
        }

        _open.Clear();
    }
}
