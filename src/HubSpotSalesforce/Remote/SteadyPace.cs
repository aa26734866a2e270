namespace HubSpotSalesforce.Remote;

/// <summary>Keeps requests at so many a second where a server says nothing of what is left: fewer when it refuses again and again, later more again.</summary>
/// <remarks>
/// Thread-safe. Requests are spaced out, because what is sent at once meets what others send at once; and so many and no more leave in any
/// second, because that is what a server counts that looks back over one.
/// </remarks>
public sealed class SteadyPace
{
    // How close two requests may come when one of them is late, in parts of the time between them.
    private const double Closest = 0.5;

    // A server's second begins when a request arrives, some are longer on their way than others: ours is that much longer,
    // and what is planned for longer still, so that a late request can be made up for.
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(1_020);
    private static readonly TimeSpan Planned = TimeSpan.FromMilliseconds(1_025);

    // One refusal in twenty seconds is chance, such as a machine that stood still for a moment; the second at the same pace is not.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(20);

    // Who tries one more a second and is refused this soon has tried too many: where it is, that shows within two seconds.
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(5);

    // How long there is no refusal before one more is tried: longer each time that it was too many.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastPatience = TimeSpan.FromMinutes(15);

    private readonly int _most;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _sent = new();    // those that one more must keep a second from
    private DateTimeOffset _due = DateTimeOffset.MinValue;
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private DateTimeOffset _refusedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _changedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;
    private TimeSpan _patience = FirstPatience;
    private int _allowed;

    /// <summary>Creates a pace.</summary>
    /// <param name="perSecond">The most requests in a second, at least 1; also as many as it begins with.</param>
    /// <param name="clock">The clock.</param>
    public SteadyPace(int perSecond, TimeProvider clock)
    {
        _most = perSecond;
        _allowed = perSecond;
        _clock = clock;
    }

    /// <summary>Whether it holds nothing back: the server keeps no limit.</summary>
    public bool IsOff { get; set; }

    /// <summary>Waits until the next request is due.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        while (Reserve() is { } wait)
        {
            // Whole milliseconds, and not fewer: a wait is cut to them, and one of none would ask again and again.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _clock, cancel);
        }
    }

    /// <summary>Pauses, and allows one less from now on if this is not the first time: the server refused a request.</summary>
    /// <param name="pause">How long nothing is sent.</param>
    public void Refused(TimeSpan pause)
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();

            // What was on its way together is refused together, for the same reason.
            if (now - _refusedAt > pause)
            {
                bool isTrial = now - _triedAt <= Trial;
                _patience = isTrial ? TimeSpan.FromTicks(Math.Min(_patience.Ticks * 2, LastPatience.Ticks)) : FirstPatience;
                if (isTrial || (now - _refusedAt <= Memory && _refusedAt > _changedAt))
                {
                    _allowed = Math.Max(1, _allowed - 1);
                    _changedAt = now;
                    _triedAt = DateTimeOffset.MinValue;
                }

                _refusedAt = now;
            }

            DateTimeOffset until = now + pause;
            _next = until > _next ? until : _next;
        }
    }

    private TimeSpan? Reserve()
    {
        lock (_gate)
        {
            if (IsOff)
            {
                return null;
            }

            DateTimeOffset now = _clock.GetUtcNow();
            if (now < _next)
            {
                return _next - now;
            }

            TryMore(now);
            _sent.Enqueue(now);
            while (_sent.Count > _allowed)
            {
                _sent.Dequeue();
            }

            // What a busy machine sent late is made up for bit by bit.
            TimeSpan between = Planned / _allowed;
            _due = (_due > now - between ? _due : now) + between;
            DateTimeOffset soonest = now + (between * Closest);
            DateTimeOffset free = _sent.Count < _allowed ? soonest : _sent.Peek() + Second;
            _next = new[] { _due, soonest, free }.Max();
            return null;
        }
    }

    private void TryMore(DateTimeOffset now)
    {
        if (_allowed < _most && now - _refusedAt > _patience && now - _changedAt > _patience)
        {
            _allowed++;
            (_changedAt, _triedAt) = (now, now);
        }
    }
}
