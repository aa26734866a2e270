namespace HubSpotSalesforce.Remote;

/// <summary>Keeps requests at a steady rate where a server says nothing of what is left: slower when it refuses one, slowly faster again.</summary>
/// <remarks>Thread-safe. Requests are spaced out: what is sent at once meets what others send at once.</remarks>
public sealed class SteadyPace
{
    private const double Slower = 0.92;

    // How close two requests may come, in parts of the time between them.
    private const double Closest = 0.8;

    // After a refusal the old rate is back after two minutes: seeking the limit costs about one request of several hundred.
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    private readonly double _most;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private DateTimeOffset _refusedAt = DateTimeOffset.MinValue;
    private double _rate;

    /// <summary>Creates a pace.</summary>
    /// <param name="perSecond">The most requests per second, above 0; also the rate it begins with.</param>
    /// <param name="clock">The clock.</param>
    public SteadyPace(double perSecond, TimeProvider clock)
    {
        _most = perSecond;
        _rate = perSecond;
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

    /// <summary>Goes slower from now on, after a pause: the server refused a request.</summary>
    /// <param name="pause">How long nothing is sent.</param>
    public void Refused(TimeSpan pause)
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            DateTimeOffset until = now + pause;

            // What was on its way together is refused together, for the same reason.
            if (now - _refusedAt > pause)
            {
                _rate = Rate(now) * Slower;
                _refusedAt = now;
            }

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

            // What a busy machine sent late is made up for bit by bit: sent at once with the next one it would meet it in one second.
            TimeSpan interval = TimeSpan.FromSeconds(1 / Rate(now));
            DateTimeOffset soonest = now + (interval * Closest);
            DateTimeOffset due = _next > now - interval ? _next + interval : now + interval;
            _next = due > soonest ? due : soonest;
            return null;
        }
    }

    private double Rate(DateTimeOffset now)
    {
        double recovered = _rate / Slower;
        double part = Math.Min(1, (now - _refusedAt) / Recovery);
        return Math.Min(_most, _rate + ((recovered - _rate) * part));
    }
}
