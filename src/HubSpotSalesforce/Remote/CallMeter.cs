namespace HubSpotSalesforce.Remote;

/// <summary>Counts the calls to one side and stops at the budget (<c>limits.apiCalls</c>).</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class CallMeter
{
    private readonly string _side;
    private int _count;

    /// <summary>Creates a meter.</summary>
    /// <param name="side">The side's name, for messages.</param>
    public CallMeter(string side) => _side = side;

    /// <summary>Calls so far, repeated ones included.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The most calls this run may make; null for no limit.</summary>
    public int? Budget { get; set; }

    /// <summary>Calls left to everybody for the day as the server last said; null when it never said.</summary>
    public int? LeftToday { get; set; }

    /// <summary>Counts one call that is about to be sent.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.QuotaSpent"/>: the budget is spent; the call must not be sent.</exception>
    public void Take()
    {
        if (Interlocked.Increment(ref _count) > Budget)
        {
            Interlocked.Decrement(ref _count);
            throw new SyncException(
                FaultKind.QuotaSpent,
                _side,
                $"The {Budget} calls that limits.apiCalls grants this run for {_side} are spent. "
                + "The next run goes on where this one stopped; raise limits.apiCalls to go further at once.");
        }
    }
}
