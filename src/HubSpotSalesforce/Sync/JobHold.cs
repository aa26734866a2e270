using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Sync;

/// <summary>Holds creates of closed tasks until there are enough for a job, or it is clear that there will not be (O22).</summary>
internal sealed class JobHold
{
    // A source that is slow must not keep what is planned from being written: a run that is ended meanwhile would have done nothing.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(1);

    private readonly IJobWriter? _jobs;
    private readonly int _from;
    private readonly TimeProvider _clock;
    private List<Change> _held = [];
    private long _size;
    private long _since;

    /// <summary>Creates a hold.</summary>
    /// <param name="jobs">The writer of jobs; null for none.</param>
    /// <param name="from">From how many rows a job is worth it; 0 for never.</param>
    /// <param name="clock">Tells how long they are held.</param>
    public JobHold(IJobWriter? jobs, int from, TimeProvider clock)
    {
        _jobs = jobs;
        _from = from;
        _clock = clock;
    }

    /// <summary>Whether a change is one to hold.</summary>
    public bool Takes(Change change) => _from > 0 && change is { Action: Change.Create, IsClosed: true } && _jobs?.Takes(change) == true;

    /// <summary>Holds a change; returns what may go now, in a job or by itself, or null.</summary>
    public (bool IsJob, List<Change> Changes)? Add(Change change)
    {
        _since = _held.Count == 0 ? _clock.GetTimestamp() : _since;
        _held.Add(change);
        _size += change.Fields.Sum(field => (field.Value?.Length ?? 0) + 8L);
        if (_held.Count >= _jobs!.MaxRows || _size >= _jobs.MaxSize)
        {
            return Release(isJob: true);
        }

        return _clock.GetElapsedTime(_since) > LongestHold ? Release(_held.Count >= _from) : null;
    }

    /// <summary>Returns what is still held.</summary>
    public (bool IsJob, List<Change> Changes) Rest() => Release(_held.Count >= _from && _from > 0);

    private (bool IsJob, List<Change> Changes) Release(bool isJob)
    {
        List<Change> released = _held;
        (_held, _size) = ([], 0);
        return (isJob, released);
    }
}
