namespace HubSpotSalesforce.Remote;

/// <summary>Counts the calls to one side and stops at the budget (<c>limits.apiCalls</c>).</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class CallMeter
{
    private readonly string _side;
    private int _count;
    private long _allowed = -1;
    private long _left = -1;

    /// <summary>Creates a meter.</summary>
    /// <param name="side">The side's name, for messages.</param>
    public CallMeter(string side) => _side = side;

    /// <summary>Calls so far, repeated ones included.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Calls left to everybody for the day as the server last said; null when it never said.</summary>
    public long? LeftToday => Interlocked.Read(ref _left) is >= 0 and var left ? left : null;

    /// <summary>Calls a run may make where so many a day are allowed; null for no limit. Applies from the first answer that tells the allowance.</summary>
    public Func<long, long>? Share { get; set; }

    /// <summary>Takes note of what the server says of the day's allowance.</summary>
    public void Learn(long allowed, long left)
    {
        Interlocked.Exchange(ref _allowed, allowed);
        Interlocked.Exchange(ref _left, Math.Max(0, left));
    }

    /// <summary>Counts one call that is about to be sent.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.QuotaSpent"/>: the budget is spent; the call must not be sent.</exception>
    public void Take()
    {
        long allowed = Interlocked.Read(ref _allowed);
        long? budget = allowed >= 0 ? Share?.Invoke(allowed) : null;
        if (Interlocked.Increment(ref _count) > budget)
        {
            Interlocked.Decrement(ref _count);
            throw new SyncException(
                FaultKind.QuotaSpent,
                _side,
                $"The {budget} calls that limits.apiCalls grants this run for {_side} are spent. "
                + "The next run goes on where this one stopped; raise limits.apiCalls to go further at once.");
        }
    }
}
