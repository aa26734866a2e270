namespace HubSpotSalesforce.Tests.State;

/// <summary>A clock that stands still, except that it jumps ahead when somebody waits: no test sleeps.</summary>
internal sealed class JumpingClock : TimeProvider
{
    /// <summary>The time it shows.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Whether waits never end, unless they are canceled.</summary>
    public bool IsStuck { get; init; }

    /// <summary>What happens during each wait.</summary>
    public Action Waiting { get; set; } = () => { };

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // How long somebody will wait at most is not a wait.
        if (state is CancellationTokenSource)
        {
            return new Timer();
        }

        Waiting();
        if (!IsStuck)
        {
            Now += dueTime;
            callback(state);
        }

        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
