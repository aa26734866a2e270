namespace HubSpotSalesforce.Remote;

/// <summary>Spaces requests out where a server says nothing of what is left, as many a second as it was seen to take.</summary>
/// <remarks>
/// Thread-safe. They are spaced out, because what is sent at once meets what others send at once; and so many and no more arrive in any
/// second, because that is what a server counts that looks back over one.
/// </remarks>
public sealed class SteadyPace
{
    // How close two requests may come when one of them is late, in parts of the time between them.
    private const double Closest = 0.5;

    // The fastest answer is forgotten bit by bit: ways get longer too.
    private const double Forgetting = 1.01;

    // An answer that took longer than this beyond the fastest took it to be made, not on the way.
    private static readonly TimeSpan LatestArrival = TimeSpan.FromMilliseconds(300);

    // A server's second begins when a request arrives, some are longer on their way than others: ours is that much longer,
    // and what is planned for longer still, so that a late request can be made up for.
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(1_010);
    private static readonly TimeSpan Planned = TimeSpan.FromMilliseconds(1_012);

    private readonly CubicRate _rate;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly List<Departure> _second = [];    // those that one more must keep a second from, oldest first
    private TimeSpan _fastest = TimeSpan.MaxValue;
    private DateTimeOffset _due = DateTimeOffset.MinValue;
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Creates a pace.</summary>
    /// <param name="perSecond">The most requests in a second, at least 1; also as many as it begins with.</param>
    /// <param name="clock">The clock.</param>
    public SteadyPace(int perSecond, TimeProvider clock)
    {
        _rate = new CubicRate(perSecond);
        _clock = clock;
    }

    /// <summary>Whether it holds nothing back: the server keeps no limit.</summary>
    public bool IsOff { get; set; }

    /// <summary>Waits until the next request is due.</summary>
    /// <param name="request">The request, to tell by when it is answered.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task WaitAsync(object request, CancellationToken cancel)
    {
        while (Reserve(request) is { } wait)
        {
            // Whole milliseconds, and not fewer: a wait is cut to them, and one of none would ask again and again.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _clock, cancel);
        }
    }

    /// <summary>Pauses, and goes on with fewer: the server refused a request.</summary>
    /// <param name="pause">How long nothing is sent.</param>
    public void Refused(TimeSpan pause)
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            _rate.Refuse(now, pause);
            Hold(now + pause);
        }
    }

    /// <summary>Takes note that a request was answered: one that took longer than others may have arrived that much later.</summary>
    /// <param name="request">The request, as it was waited for.</param>
    public void Answered(object request)
    {
        lock (_gate)
        {
            int index = _second.FindLastIndex(one => ReferenceEquals(one.Request, request));
            if (index < 0)
            {
                return;    // long past, and in nobody's way
            }

            DateTimeOffset now = _clock.GetUtcNow();
            TimeSpan took = now - _second[index].At;
            _fastest = took < _fastest ? took : _fastest * Forgetting;
            TimeSpan late = took - _fastest;
            late = late < TimeSpan.Zero ? TimeSpan.Zero : late > LatestArrival ? LatestArrival : late;
            _second[index] = new Departure(request, _second[index].At + late);
            if (_second.Count >= Allowed(now))
            {
                Hold(_second.Min(one => one.At) + Second);
            }
        }
    }

    private TimeSpan? Reserve(object request)
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

            int allowed = Allowed(now);
            _second.Add(new Departure(request, now));
            _second.RemoveRange(0, Math.Max(0, _second.Count - allowed));

            // What a busy machine sent late is made up for bit by bit.
            TimeSpan between = Planned / _rate.At(now);
            _due = (_due > now - between ? _due : now) + between;
            _next = now + (between * Closest);
            Hold(_due);
            if (_second.Count == allowed)
            {
                Hold(_second.Min(one => one.At) + Second);
            }

            return null;
        }
    }

    // A second holds whole requests: the next whole number is tried when the rate is half of the way there.
    private int Allowed(DateTimeOffset now) => Math.Max(1, (int)(_rate.At(now) + 0.5));

    private void Hold(DateTimeOffset until) => _next = until > _next ? until : _next;

    private sealed record Departure(object Request, DateTimeOffset At);
}
