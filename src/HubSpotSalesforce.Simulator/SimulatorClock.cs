namespace HubSpotSalesforce.Simulator;

/// <summary>A time that runs with another one: the simulator's with the machine's, and that of each side with the simulator's.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SimulatorClock : TimeProvider
{
    private readonly TimeProvider _machine;
    private long _offsetTicks;

    /// <summary>Creates a clock that runs with the given one.</summary>
    public SimulatorClock(TimeProvider machine) => _machine = machine;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _machine.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>How far it goes ahead of the clock it runs with; negative for behind, nothing by default.</summary>
    public TimeSpan Skew
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    /// <summary>Moves the clock, so that it is this instant now.</summary>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _offsetTicks, (now - _machine.GetUtcNow()).Ticks);
}
