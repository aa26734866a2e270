namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>How many requests the org takes in any 24 hours. Thread-safe.</summary>
/// <remarks>[Limits-API], API request limits, and the throttle answer as [API Evangelist] has it, read 2026-11-21.</remarks>
internal sealed class DailyAllowance
{
    private const int Usual = 100_000;

    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset Minute, int Count)> _minutes = new();
    private readonly TimeProvider _clock;
    private DateTimeOffset _minute;
    private int _inMinute;
    private int _before;

    /// <summary>Creates an allowance of which nothing is used.</summary>
    public DailyAllowance(TimeProvider clock) => _clock = clock;

    /// <summary>The requests in 24 hours.</summary>
    public int Most { get; set; } = Usual;

    /// <summary>How many of them are used.</summary>
    public int Used
    {
        get
        {
            lock (_gate)
            {
                Forget();
                return _before + _inMinute;
            }
        }
    }

    /// <summary>How many of them are left.</summary>
    public int Left => Math.Max(0, Most - Used);

    /// <summary>Allows as many more requests; null for the usual number in all.</summary>
    public void Leave(int? requests) => Most = requests is { } left ? Used + left : Usual;

    /// <summary>Uses one request; false when none is left.</summary>
    public bool Take()
    {
        lock (_gate)
        {
            Forget();
            if (_before + _inMinute >= Most)
            {
                return false;
            }

            _inMinute++;
            return true;
        }
    }

    private void Forget()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        if (now - _minute >= TimeSpan.FromMinutes(1))
        {
            _minutes.Enqueue((_minute, _inMinute));
            _before += _inMinute;
            _minute = now;
            _inMinute = 0;
        }

        while (_minutes.TryPeek(out (DateTimeOffset Minute, int Count) oldest) && now - oldest.Minute >= TimeSpan.FromDays(1))
        {
            _before -= _minutes.Dequeue().Count;
        }
    }
}
