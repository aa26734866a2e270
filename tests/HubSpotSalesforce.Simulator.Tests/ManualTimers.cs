namespace HubSpotSalesforce.Simulator.Tests;

/// <summary>A machine whose one timer goes off when the test says so.</summary>
public sealed class ManualTimers : TimeProvider
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action? _fire;

    public Task Started => _started.Task;

    public TimeSpan DueTime { get; private set; }

    public void Fire() => _fire?.Invoke();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        _fire = () => callback(state);
        _started.TrySetResult();
        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
