using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Two runners and one store: who sleeps, who waits, who stops.</summary>
public sealed class SleepingRunTests
{
    private static readonly TimeSpan PastTheLease = TimeSpan.FromMinutes(3);

    // O14: as a machine that was suspended right before its first write, and woke up when another had taken over.
    [Theory]
    [InlineData(0)]    // batches
    [InlineData(10)]    // a job
    public async Task A_runner_that_slept_past_its_lease_sends_nothing_more(int bulkFrom)
    {
        await using SimulatedSync sync = await StartAsync(bulkFrom);
        TaskCompletionSource reserved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RunHost sleeper = sync.Host with { Runner = "sleeper", Books = store => SleepingStore.Of(store, reserved, woken.Task) };
        Task<RunResult> first = RunAsync(sync, sleeper);
        await reserved.Task;
        sync.Simulator.Clock.Set(sync.Simulator.Clock.GetUtcNow() + PastTheLease);
        await RunAsync(sync, sync.Host with { Runner = "second" });
        int written = sync.TaskWrites.Length;

        woken.SetResult();
        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => first);

        Assert.Equal(FaultKind.LeaseLost, fault.Kind);
        Assert.Equal(written, sync.TaskWrites.Length);
        Assert.Equal(written, sync.Tasks.Count);
    }

    [Fact]
    public async Task A_second_runner_stops_at_once_and_hears_who_works_on_the_store()
    {
        await using SimulatedSync sync = await StartAsync(0);
        await using TimelineRun first = await TimelineRun.OpenAsync(Request(sync), sync.Host with { Runner = "office, process 7" }, CancellationToken.None);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => RunAsync(sync, sync.Host));

        Assert.Equal((FaultKind.LeaseHeld, "office, process 7"), (fault.Kind, fault.About));
        Assert.Contains("since 2026-11-21", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_runner_that_waits_goes_on_when_the_first_has_ended()
    {
        await using SimulatedSync sync = await StartAsync(0);
        TimelineRun first = await TimelineRun.OpenAsync(Request(sync), sync.Host with { Runner = "first" }, CancellationToken.None);
        List<string> said = [];
        TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RunHost patient = sync.Host with
        {
            Clock = new HurriedClock(sync.Simulator.Clock),
            Waiting = sentence =>
            {
                said.Add(sentence);
                waits.TrySetResult();
            },
        };
        Task<RunResult> second = RunAsync(sync, patient, Timeout.InfiniteTimeSpan);
        await waits.Task;
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();
        RunResult result = await second;

        Assert.Equal("completed", result.Ending);
        Assert.Contains("first", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_is_over_and_when_it_is_canceled()
    {
        await using SimulatedSync sync = await StartAsync(0);
        await using TimelineRun first = await TimelineRun.OpenAsync(Request(sync), sync.Host with { Runner = "first" }, CancellationToken.None);
        RunHost host = sync.Host with { Clock = new HurriedClock(sync.Simulator.Clock) };

        Assert.Equal(FaultKind.LeaseHeld, (await Assert.ThrowsAsync<SyncException>(() => RunAsync(sync, host, TimeSpan.Zero))).Kind);

        using CancellationTokenSource stop = new();
        RunHost stopping = sync.Host with { Waiting = _ => stop.Cancel() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(sync, stopping, Timeout.InfiniteTimeSpan, stop.Token));
    }

    private static async Task<SimulatedSync> StartAsync(int bulkFrom) => await SimulatedSync.StartAsync(
        new SimulatorOptions { Quota = false, Now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero), Generate = new PortalSize(20, 120) },
        $"{SimulatedSync.AllKinds()}\nevents: {{ settle: 0s }}\nlimits: {{ bulkFrom: {bulkFrom} }}");

    private static RunRequest Request(SimulatedSync sync, TimeSpan? wait = null) => new() { SettingPath = sync.SettingPath, Wait = wait };

    private static async Task<RunResult> RunAsync(SimulatedSync sync, RunHost host, TimeSpan? wait = null, CancellationToken cancel = default)
    {
        await using TimelineRun run = await TimelineRun.OpenAsync(Request(sync, wait), host, cancel);
        return await run.ExecuteAsync(null, null, cancel);
    }

    /// <summary>The time of another clock, and timers that fire at once.</summary>
    private sealed class HurriedClock(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => base.CreateTimer(callback, state, dueTime < TimeSpan.FromSeconds(10) && dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }

    /// <summary>A store that falls asleep once the first intents are durable.</summary>
    internal class SleepingStore : System.Reflection.DispatchProxy
    {
        private IStateStore _store = null!;
        private TaskCompletionSource _reserved = null!;
        private Task _woken = null!;

        public static IStateStore Of(IStateStore store, TaskCompletionSource reserved, Task woken)
        {
            IStateStore sleeping = Create<IStateStore, SleepingStore>();
            SleepingStore self = (SleepingStore)sleeping;
            (self._store, self._reserved, self._woken) = (store, reserved, woken);
            return sleeping;
        }

        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args)
        {
            object? answer = targetMethod!.Invoke(_store, args);
            return targetMethod.Name == nameof(IStateStore.ReserveAsync) ? SleepAsync((Task)answer!) : answer;
        }

        private async Task SleepAsync(Task write)
        {
            await write;
            _reserved.TrySetResult();
            await _woken;
        }
    }
}
