namespace HubSpotSalesforce.Remote;

/// <summary>Keeps requests within so many per window, those of other clients counted in: the next one waits until it fits.</summary>
/// <remarks>Thread-safe. The window slides: at any instant it looks back over its whole length, as HubSpot's does.</remarks>
public sealed class Pace
{
    // Left to others beside what they were seen to use: they are not even.
    private const int Reserved = 8;

    // The server counts a request from when it arrives, some time before it is answered. One that was never answered arrived by then.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(5);

    // How soon to look again when what is in the way may go any moment.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _clock;
    private readonly Queue<DateTimeOffset> _sent = new();    // and not answered yet
    private readonly Queue<DateTimeOffset> _answered = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _others;

    /// <summary>Creates a pace.</summary>
    /// <param name="limit">Requests per window, at least 1.</param>
    /// <param name="window">The window's length.</param>
    /// <param name="clock">The clock.</param>
    public Pace(int limit, TimeSpan window, TimeProvider clock)
    {
        Limit = limit;
        Window = window;
        _clock = clock;
    }

    /// <summary>Requests per window, those of other clients included.</summary>
    public int Limit { get; set; }

    /// <summary>The window's length.</summary>
    public TimeSpan Window { get; }

    /// <summary>Waits until one more request fits, and counts it.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        while (Reserve() is { } wait)
        {
            // Whole milliseconds, and not fewer: a wait is cut to them, and one of none would ask again and again.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _clock, cancel);
        }
    }

    /// <summary>Lets nothing through for a while: the server said that this window is full.</summary>
    public void Pause(TimeSpan length)
    {
        lock (_gate)
        {
            DateTimeOffset until = _clock.GetUtcNow() + length;
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    /// <summary>Takes note of what an answer says of the window: what is used of it and not by us, others use, and that is left to them.</summary>
    /// <param name="limit">Requests per window, as the server announces them.</param>
    /// <param name="remaining">How many of them are left.</param>
    public void Learn(int limit, int remaining)
    {
        lock (_gate)
        {
            Answer();
            Limit = limit;

            // What is on its way may be counted already, and then passes for the others': better some too few than one too many.
            _others = Math.Clamp(limit - remaining - _answered.Count, 0, limit - 1);
        }
    }

    /// <summary>Takes note of an answer that says nothing of the window.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            Answer();
        }
    }

    // Whichever request it answers: as many arrived by now as were answered, and no more is counted.
    private void Answer()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        Forget(_answered, now, Window);
        _sent.TryDequeue(out _);
        _answered.Enqueue(now);
    }

    private TimeSpan? Reserve()
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            if (now < _pausedUntil)
            {
                return _pausedUntil - now;
            }

            Forget(_answered, now, Window);
            Forget(_sent, now, _others == 0 ? Window : Window + OnTheWay);
            if (_sent.Count + _answered.Count >= Math.Max(1, _others == 0 ? Limit : Limit - _others - Reserved))
            {
                TimeSpan wait = Oldest() + Window - now;
                return wait > Shortest ? wait : Shortest;
            }

            _sent.Enqueue(now);
            return null;
        }
    }

    private DateTimeOffset Oldest()
        => _answered.TryPeek(out DateTimeOffset answered) && !(_sent.TryPeek(out DateTimeOffset sent) && sent < answered) ? answered : _sent.Peek();

    private static void Forget(Queue<DateTimeOffset> requests, DateTimeOffset now, TimeSpan window)
    {
        while (requests.TryPeek(out DateTimeOffset oldest) && oldest + window <= now)
        {
            requests.Dequeue();
        }
    }
}
