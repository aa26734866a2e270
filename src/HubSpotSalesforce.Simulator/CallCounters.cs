namespace HubSpotSalesforce.Simulator;

/// <summary>How often each endpoint of one side was called (<c>GET /_sim/calls</c>); calls to <c>/_sim</c> itself do not count.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class CallCounters
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Raised after each call was counted, on its thread: it goes on when the handlers are done.</summary>
    public event Action? Added;

    /// <summary>Counts one call.</summary>
    /// <param name="endpoint">Method and route template, such as <c>GET /crm/v3/owners</c>: never with ids in it.</param>
    public void Add(string endpoint)
    {
        lock (_gate)
        {
            _counts[endpoint] = _counts.GetValueOrDefault(endpoint) + 1;
        }

        Added?.Invoke();
    }

    /// <summary>Forgets all calls.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _counts.Clear();
        }
    }

    /// <summary>Calls per endpoint so far, ordered by endpoint.</summary>
    public SortedDictionary<string, int> Snapshot()
    {
        lock (_gate)
        {
            return new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);
        }
    }
}
