using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Sync;

/// <summary>Records what a run decides and does: skips, waiting activities, and cursors once all before them is settled.</summary>
/// <remarks>Thread-safe: planning and writing overlap. Without a lease it counts and stores nothing, as a plan does.</remarks>
public sealed class RunLedger : IDisposable
{
    private const int FlushEvery = 500;

    private readonly IStateStore _store;
    private readonly Lease? _lease;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly CursorTrack _cursors = new();
    private List<SkipRecord> _skips = [];
    private List<WaitingActivity> _waiting = [];
    private List<string> _ended = [];
    private bool _isBroken;

    /// <summary>Creates a ledger for one run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="lease">The lease; null for a plan.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="clock">Tells since when an activity waits.</param>
    public RunLedger(IStateStore store, Lease? lease, string runId, TimeProvider clock)
    {
        _store = store;
        _lease = lease;
        RunId = runId;
        _clock = clock;
    }

    /// <summary>The run's id.</summary>
    public string RunId { get; }

    /// <summary>What the run did so far.</summary>
    public RunCount Count { get; } = new();

    /// <summary>Whether a write of this key has no outcome yet: its activity must not be planned again.</summary>
    public bool IsOnTheWay(string key)
    {
        lock (_gate)
        {
            return _cursors.IsOnTheWay(key);
        }
    }

    /// <summary>Takes note of a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="isWaiting">Whether the activity waited before.</param>
    /// <param name="mayWait">Whether it may be set aside to wait; a piped activity may not.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    public async Task AddAsync(Decision decision, bool isWaiting, bool mayWait, CancellationToken cancel)
    {
        Count.Add(decision);
        bool isFull;
        lock (_gate)
        {
            if (decision is Skip skip)
            {
                AddSkip(skip, isWaiting, mayWait);
            }
            else
            {
                _cursors.Plan(decision.Activity.Kind, decision.Activity.Key);
            }

            isFull = _skips.Count + _waiting.Count + _ended.Count >= FlushEvery;
        }

        if (isFull)
        {
            await FlushAsync(cancel);
        }
    }

    /// <summary>Takes note of what became of a change.</summary>
    public void Add(Outcome outcome)
    {
        Count.Add(outcome);
        lock (_gate)
        {
            _cursors.Settle(outcome.Change.Activity.Key);
        }
    }

    /// <summary>Takes note that everything of a kind was read up to a cursor; it moves once all of it is settled.</summary>
    public async Task CloseAsync(SourceCursor cursor, CancellationToken cancel)
    {
        lock (_gate)
        {
            _cursors.Close(cursor);
        }

        await FlushAsync(cancel);
    }

    /// <summary>Stores what is noted, then moves the cursors that may move: in that order, so that a stop in between loses nothing.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        if (_lease is not { } lease)
        {
            return;
        }

        await _flushing.WaitAsync(cancel);
        try
        {
            // What could not be stored once must hold the cursors back for the rest of the run.
            if (_isBroken)
            {
                return;
            }

            _isBroken = true;
            (List<SkipRecord> skips, List<WaitingActivity> waiting, List<string> ended, SourceCursor[] cursors) = Drain();
            if (waiting.Count > 0)
            {
                await _store.SetAsideAsync(lease, waiting, CancellationToken.None);
            }

            if (ended.Count > 0)
            {
                await _store.EndWaitingAsync(lease, ended, CancellationToken.None);
            }

            if (skips.Count > 0)
            {
                await _store.AddSkipsAsync(lease, RunId, skips, CancellationToken.None);
            }

            foreach (SourceCursor cursor in cursors)
            {
                await _store.MoveAsync(lease, cursor, CancellationToken.None);
            }

            _isBroken = false;
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _flushing.Dispose();

    private void AddSkip(Skip skip, bool isWaiting, bool mayWait)
    {
        Activity activity = skip.Activity;
        if (skip.Because != SkipCode.Unchanged)
        {
            _skips.Add(new SkipRecord(activity.Key, activity.Kind, skip.Code, skip.Reason));
        }

        if (skip.IsWaiting && mayWait)
        {
            _waiting.Add(new WaitingActivity
            {
                Key = activity.Key,
                Kind = activity.Kind,
                SourceId = activity.SourceId,
                OccurredAt = activity.OccurredAt,
                WaitingSince = _clock.GetUtcNow(),
                Code = skip.Code,
                Payload = ActivityPayload.Of(activity),
            });
        }
        else if (isWaiting && !skip.IsWaiting)
        {
            _ended.Add(activity.Key);
        }
    }

    private (List<SkipRecord> Skips, List<WaitingActivity> Waiting, List<string> Ended, SourceCursor[] Cursors) Drain()
    {
        lock (_gate)
        {
            (List<SkipRecord>, List<WaitingActivity>, List<string>, SourceCursor[]) drained = (_skips, _waiting, _ended, [.. _cursors.Ready()]);
            (_skips, _waiting, _ended) = ([], [], []);
            return drained;
        }
    }
}
