namespace HubSpotSalesforce.Runner;

/// <summary>A clock that runs so many times as fast as the machine's. Those made with the same values show the same time, in any process.</summary>
/// <param name="origin">What it shows when the machine's clock shows <paramref name="from"/>.</param>
/// <param name="factor">How many times as fast it runs.</param>
/// <param name="from">The machine's time at its origin.</param>
internal sealed class FastClock(DateTimeOffset origin, double factor, DateTimeOffset from) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => origin + ((System.GetUtcNow() - from) * factor);

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => new Timer(System.CreateTimer(callback, state, Hurried(dueTime), Hurried(period)), this);

    private TimeSpan Hurried(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;

    private sealed class Timer(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Hurried(dueTime), clock.Hurried(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
