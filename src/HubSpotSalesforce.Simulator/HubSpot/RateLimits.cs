using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>The burst, search and daily limits of one token.</summary>
/// <remarks>Thread-safe. Whether searches count against the burst limit is not documented; here they do not.</remarks>
internal sealed class RateLimits(SimulatorOptions options, TimeProvider clock)
{
    // What is announced where no limit is kept: more than any client sends, so that it paces itself by nothing.
    private const int NoLimit = 1_000_000;

    private static readonly TimeSpan BurstInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SearchInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _calls = [];
    private readonly Queue<DateTimeOffset> _searches = [];
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.PortalTimeZone);
    private DateOnly _day;
    private int _callsToday;
    private int? _left;

    /// <summary>Calls since midnight in the account's time zone.</summary>
    public int CallsToday
    {
        get
        {
            lock (_gate)
            {
                BeginDay(clock.GetUtcNow());
                return _callsToday;
            }
        }
    }

    /// <summary>Calls that are left until midnight; null when no limit is kept.</summary>
    public int? LeftToday
    {
        get
        {
            lock (_gate)
            {
                BeginDay(clock.GetUtcNow());
                return _left ?? (options.Quota ? Math.Max(0, options.CallsPerDay - _callsToday) : null);
            }
        }
    }

    /// <summary>When the daily limit starts anew.</summary>
    public DateTimeOffset ResetsAt
    {
        get
        {
            DateTime midnight = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), _zone).Date.AddDays(1);
            return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight)).ToUniversalTime();
        }
    }

    /// <summary>Leaves this many calls until midnight, whether limits are kept or not; null for as many as usual.</summary>
    public void Leave(int? calls)
    {
        lock (_gate)
        {
            BeginDay(clock.GetUtcNow());
            _left = calls;
        }
    }

    /// <summary>Counts a call; returns the refusal of one that is too many, which does not count.</summary>
    public HubSpotAnswer? Take(EndpointKind kind, string correlationId)
    {
        if (kind == EndpointKind.Open)
        {
            return null;
        }

        lock (_gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            BeginDay(now);
            if (_left == 0 || (options.Quota && _left is null && _callsToday >= options.CallsPerDay))
            {
                return Refusal("You have reached your daily limit.", "DAILY", correlationId);
            }

            if (!options.Quota)
            {
                _left--;
                return null;
            }

            (Queue<DateTimeOffset> window, TimeSpan interval, int most) = kind == EndpointKind.Search
                ? (_searches, SearchInterval, options.SearchesPerSecond)
                : (_calls, BurstInterval, options.CallsPerTenSeconds);
            Forget(window, now, interval);
            if (window.Count >= most)
            {
                return kind == EndpointKind.Search
                    ? Refusal("You have reached your secondly limit.", "SECONDLY", correlationId)
                    : Refusal("You have reached your ten_secondly_rolling limit.", "TEN_SECONDLY_ROLLING", correlationId);
            }

            window.Enqueue(now);
            _callsToday++;
            _left--;
            return null;
        }
    }

    /// <summary>Adds the headers that tell a client what is left; search responses have none.</summary>
    public void Describe(EndpointKind kind, IHeaderDictionary headers)
    {
        if (kind != EndpointKind.Ordinary)
        {
            return;
        }

        if (!options.Quota)
        {
            headers["X-HubSpot-RateLimit-Max"] = Text(NoLimit);
            headers["X-HubSpot-RateLimit-Remaining"] = Text(NoLimit);
            headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = Text((int)BurstInterval.TotalMilliseconds);
            return;
        }

        lock (_gate)
        {
            headers["X-HubSpot-RateLimit-Max"] = Text(options.CallsPerTenSeconds);
            headers["X-HubSpot-RateLimit-Remaining"] = Text(Math.Max(0, options.CallsPerTenSeconds - _calls.Count));
            headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = Text((int)BurstInterval.TotalMilliseconds);
            headers["X-HubSpot-RateLimit-Daily"] = Text(options.CallsPerDay);
            headers["X-HubSpot-RateLimit-Daily-Remaining"] = Text(_left ?? Math.Max(0, options.CallsPerDay - _callsToday));
        }
    }

    private static void Forget(Queue<DateTimeOffset> window, DateTimeOffset now, TimeSpan interval)
    {
        // A clock that was set back leaves stamps of the future behind: they are forgotten too.
        while (window.TryPeek(out DateTimeOffset oldest) && (now - oldest >= interval || oldest > now))
        {
            window.Dequeue();
        }
    }

    private static HubSpotAnswer Refusal(string message, string policy, string correlationId) => new(429, new JsonObject
    {
        ["status"] = "error",
        ["message"] = message,
        ["errorType"] = "RATE_LIMIT",
        ["correlationId"] = correlationId,
        ["policyName"] = policy,
    });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void BeginDay(DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _zone).DateTime);
        if (today != _day)
        {
            (_day, _callsToday, _left) = (today, 0, null);
        }
    }
}
