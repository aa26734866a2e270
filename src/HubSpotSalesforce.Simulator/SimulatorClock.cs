namespace HubSpotSalesforce.Simulator;

/// <summary>The simulator's time: the machine's, until a test sets it with <c>PUT /_sim/clock</c>; it runs on from there.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SimulatorClock : TimeProvider
{
    private readonly TimeProvider _machine;
    private long _offsetTicks;

    /// <summary>Creates a clock that runs with the given one.</summary>
    public SimulatorClock(TimeProvider machine) => _machine = machine;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _machine.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Moves the clock, so that it is this instant now.</summary>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _offsetTicks, (now - _machine.GetUtcNow()).Ticks);
}
