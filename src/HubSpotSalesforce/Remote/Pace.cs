namespace HubSpotSalesforce.Remote;

/// <summary>Keeps requests within so many per window: the next one waits until it fits.</summary>
/// <remarks>Thread-safe. The window slides: at any instant it looks back over its whole length, as HubSpot's does.</remarks>
public sealed class Pace
{
    private readonly TimeProvider _clock;
    private readonly Queue<DateTimeOffset> _sent = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

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

    /// <summary>Requests per window; a server that announces another limit may move it.</summary>
    public int Limit { get; set; }

    /// <summary>The window's length.</summary>
    public TimeSpan Window { get; }

    /// <summary>Waits until one more request fits, and counts it.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        while (Reserve() is { } wait)
        {
            await Task.Delay(wait, _clock, cancel);
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

    private TimeSpan? Reserve()
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            if (now < _pausedUntil)
            {
                return _pausedUntil - now;
            }

            while (_sent.TryPeek(out DateTimeOffset oldest) && oldest + Window <= now)
            {
                _sent.Dequeue();
            }

            if (_sent.Count >= Math.Max(1, Limit))
            {
                return _sent.Peek() + Window - now + TimeSpan.FromMilliseconds(1);
            }

            _sent.Enqueue(now);
            return null;
        }
    }
}
