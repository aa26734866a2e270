using System.Globalization;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Runs of 500 activities that are killed, by a signal that nobody catches. Intent, request, outcome, cursor; any of them may be the last thing a process does.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Killed = 137;
    private const int Never = 0;

    private static readonly SimulatorOptions Portal = new()
    {
        Quota = false,
        Now = TimeProvider.System.GetUtcNow(),
        Generate = new PortalSize(100, 500),
        Latency = TimeSpan.FromMilliseconds(2),
    };

    private readonly Figures _figures = new(output);
    private readonly Random _chance = new(30);

    [Theory]
    [InlineData("Collections", Never)]
    [InlineData("Bulk", 50)]    // O22: a job that the killed run opened is taken up or left, and none of its rows made again
    public async Task A_run_killed_at_any_named_boundary_is_finished_by_the_next(string way, int bulkFrom)
    {
        (string[] expected, int sends, int commits) = await WholeAsync(bulkFrom);
        (string Boundary, int Number)[] boundaries =
        [
            .. Numbered("send", sends), .. Numbered("receive", sends), .. Numbered("commit", commits), .. Numbered("durable", commits),
        ];

        (string Boundary, int Number)[] chosen = Scale.Of(6, boundaries, _chance);
        int missed = 0;
        await Rounds.PlayAsync(chosen, async at =>
        {
            await using SimulatedSync sync = await StartAsync(bulkFrom);
            using (RunnerProcess runner = RunnerProcess.Start(sync, at.Boundary, at.Number.ToString(CultureInfo.InvariantCulture)))
            {
                // Batches overlap, so that the last number may not be reached.
                Interlocked.Add(ref missed, await runner.EndAsync(Killed, 0) == Killed ? 0 : 1);
            }

            await FinishAsync(sync, expected, $"{way}, killed at {at.Boundary} {at.Number}");
        });

        _figures.Say($"Kill, {way}: {chosen.Length} of {boundaries.Length} named boundaries (send, receive, commit, durable) of a run of {expected.Length} tasks, {missed} of them not reached: 0 lost, 0 twice, stores whole, quiet runs write nothing");
    }

    [Fact]
    public async Task A_run_killed_at_random_again_and_again_is_finished_by_the_next()
    {
        (string[] expected, int sends, _) = await WholeAsync(Never);
        int kills = Scale.Of(8, 1_000);
        int done = 0;
        int portals = 0;
        await Rounds.PlayAsync(Enumerable.Range(1, kills).ToArray(), async seed =>
        {
            if (Volatile.Read(ref done) >= kills)
            {
                return;    // runs that were killed several times had the others' kills
            }

            Random chance = new(seed);
            await using SimulatedSync sync = await StartAsync(Never);
            int here = 0;
            while (await KillAsync(sync, chance, sends, expected.Length))
            {
                here++;
            }

            await CheckAsync(sync, expected, $"killed {here} times, seed {seed}");
            Interlocked.Add(ref done, here);
            Interlocked.Increment(ref portals);
        });

        _figures.Say($"Kill: {done} random points over {portals} runs of {expected.Length} tasks: 0 lost, 0 twice, stores whole, quiet runs write nothing");
        Assert.True(done >= kills, $"Only {done} of {kills} runs were killed.");
    }

    // In the middle of a call: when it has arrived, or when so many records were written and none of them answered for.
    private static async Task<bool> KillAsync(SimulatedSync sync, Random chance, int sends, int records)
    {
        bool isWriting = chance.Next(2) == 0;
        int moment = chance.Next(1, isWriting ? records : sends);
        using RunnerProcess runner = RunnerProcess.Start(sync);
        int count = 0;
        Action counting = () =>
        {
            if (Interlocked.Increment(ref count) == moment)
            {
                runner.Signal("KILL");
            }
        };
        Watch(sync.Simulator, isWriting, counting);
        try
        {
            return await runner.EndAsync(Killed, 0) == Killed;
        }
        finally
        {
            sync.Simulator.Log.Added -= counting;
            sync.Simulator.HubSpotCalls.Added -= counting;
            sync.Simulator.SalesforceCalls.Added -= counting;
        }
    }

    private static void Watch(SimulatorHost simulator, bool isWriting, Action counting)
    {
        if (isWriting)
        {
            simulator.Log.Added += counting;
            return;
        }

        simulator.HubSpotCalls.Added += counting;
        simulator.SalesforceCalls.Added += counting;
    }

    private static async Task FinishAsync(SimulatedSync sync, string[] expected, string told)
    {
        using (RunnerProcess last = RunnerProcess.Start(sync))
        {
            await last.EndAsync(0);
        }

        await CheckAsync(sync, expected, told);
    }

    private static async Task CheckAsync(SimulatedSync sync, string[] expected, string told)
    {
        EndState.AssertSame(expected, sync, told);
        int writes = sync.TaskWrites.Length;
        using RunnerProcess quiet = RunnerProcess.Start(sync);
        await quiet.EndAsync(0);
        Assert.True(writes == sync.TaskWrites.Length, $"{told}: the run after the last wrote {sync.TaskWrites.Length - writes} times.");
    }

    private static async Task<(string[] Lines, int Sends, int Commits)> WholeAsync(int bulkFrom)
    {
        await using SimulatedSync sync = await StartAsync(bulkFrom);
        using RunnerProcess runner = RunnerProcess.Start(sync);
        await runner.EndAsync(0);
        int[] counts = [.. (await runner.Output).Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture))];
        return (EndState.Of(sync), counts[0], counts[1]);
    }

    private static IEnumerable<(string Boundary, int Number)> Numbered(string boundary, int count) => Enumerable.Range(1, count).Select(number => (boundary, number));

    private static Task<SimulatedSync> StartAsync(int bulkFrom)
        => SimulatedSync.StartAsync(Portal, SimulatedSync.AllKinds() + $"\nevents: {{ settle: 0s }}\nlimits: {{ bulkFrom: {bulkFrom} }}");
}
