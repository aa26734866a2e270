using HubSpotSalesforce.Runner;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Runs;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>A simulated portal and org, and runs between them for which time flies: a wait of a minute is one of half a second.</summary>
internal sealed class HurriedSync : IAsyncDisposable
{
    private const double Factor = 120;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _clock;

    private HurriedSync(SimulatedSync sync, TimeProvider clock)
    {
        Sync = sync;
        _clock = clock;
    }

    public SimulatedSync Sync { get; }

    /// <summary>The time on its clock.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Starts one; portals of the same options are the same.</summary>
    public static async Task<HurriedSync> StartAsync(SimulatorOptions options, string settings)
    {
        FastClock clock = new(Start, Factor, TimeProvider.System.GetUtcNow());
        return new HurriedSync(await SimulatedSync.StartAsync(options with { Time = clock, Now = Start }, settings), clock);
    }

    /// <summary>Runs once to Salesforce.</summary>
    /// <returns>Why it stopped; null when it came to its end.</returns>
    public Task<SyncException?> RunAsync(Func<IStateStore, IStateStore>? books = null) => RunAsync(
        async (request, host) =>
        {
            await using TimelineRun run = await TimelineRun.OpenAsync(request, host, CancellationToken.None);
            await run.ExecuteAsync(null, null, CancellationToken.None);
        },
        books);

    /// <summary>Runs once, some way.</summary>
    /// <returns>Why it stopped; null when it came to its end.</returns>
    public async Task<SyncException?> RunAsync(Func<RunRequest, RunHost, Task> way, Func<IStateStore, IStateStore>? books = null)
    {
        try
        {
            await way(new RunRequest { SettingPath = Sync.SettingPath }, Sync.Host with { Clock = _clock, Books = books ?? (static store => store) });
            return null;
        }
        catch (SyncException stopped)
        {
            return stopped;
        }
    }

    /// <summary>Runs until one comes to its end, and then checks that nothing was lost or doubled and that a further run writes nothing.</summary>
    /// <returns>How many runs stopped before.</returns>
    public async Task<int> FinishAsync(string[] expected, string told, int maxRuns = 4)
    {
        int stopped = await RunToEndAsync(() => RunAsync(), told, maxRuns);

        // What a run could not read of an activity waits for the next one (O3).
        stopped += await RunToEndAsync(() => RunAsync(), told, maxRuns);
        EndState.AssertSame(expected, Sync, told);
        int writes = Sync.TaskWrites.Length;
        stopped += await RunToEndAsync(() => RunAsync(), told, maxRuns);    // what goes wrong once may do so as late as this
        Assert.True(writes == Sync.TaskWrites.Length, $"{told}: a further run wrote {Sync.TaskWrites.Length - writes} times.");
        return stopped;
    }

    /// <summary>Runs until one comes to its end.</summary>
    /// <returns>How many runs stopped before.</returns>
    public static async Task<int> RunToEndAsync(Func<Task<SyncException?>> run, string told, int maxRuns)
    {
        int stopped = 0;
        while (await run() is { } fault)
        {
            stopped++;
            Assert.True(stopped < maxRuns, $"{told}: run after run stops: {fault.Kind}: {fault.Message}");
        }

        return stopped;
    }

    public ValueTask DisposeAsync() => Sync.DisposeAsync();
}
