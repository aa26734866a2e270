using System.Globalization;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Several runners on one store, some of them put to sleep past their lease: one writer per activity.</summary>
public sealed class RunnersTests(ITestOutputHelper output)
{
    // Two minutes of lease pass in two seconds.
    private const int Factor = 60;
    private const int LeaseHeld = 3;
    private const int Stopped = 4;

    private static readonly DateTimeOffset Origin = TimeProvider.System.GetUtcNow();
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(2.5);

    private static readonly SimulatorOptions Portal = new()
    {
        Quota = false,
        Now = Origin,
        Generate = new PortalSize(60, 600),
        Latency = TimeSpan.FromMilliseconds(5),
    };

    private readonly Figures _figures = new(output);

    [Fact]
    public async Task Of_several_runners_one_writes_each_activity_though_some_sleep_past_their_lease()    // O14
    {
        string settings = SimulatedSync.AllKinds() + "\nevents: { settle: 0s }";
        await using SimulatedSync whole = await SimulatedSync.StartAsync(Portal, settings);
        await whole.RunAsync();
        string[] expected = EndState.Of(whole);

        int rounds = Scale.Of(2, 200);
        int refused = 0;
        int lost = 0;
        await Rounds.PlayAsync(Enumerable.Range(1, rounds).ToArray(), async round =>
        {
            await using SimulatedSync sync = await SimulatedSync.StartAsync(Portal, settings);
            int[] codes = await RoundAsync(sync, new Random(round));
            Interlocked.Add(ref refused, codes.Count(code => code == LeaseHeld));
            Interlocked.Add(ref lost, codes.Count(code => code == Stopped));
            using RunnerProcess last = RunnerProcess.Start(sync, Clock());
            await last.EndAsync(0);
            EndState.AssertSame(expected, sync, $"round {round}");
            using RunnerProcess quiet = RunnerProcess.Start(sync, Clock());
            await quiet.EndAsync(0);
            Assert.True(sync.TaskWrites.Length == expected.Length, $"round {round}: the run after the last wrote.");
        });

        _figures.Say($"Runners: {rounds} rounds of two to four, some asleep past their lease: 0 activities with two writers, 0 lost; {refused} runners were refused, {lost} lost their lease");
    }

    // The first holds the lease when it falls asleep, in the middle of its writes; the others come while it sleeps.
    private static async Task<int[]> RoundAsync(SimulatedSync sync, Random chance)
    {
        int runners = chance.Next(2, 5);
        int moment = chance.Next(1, 400);
        using SemaphoreSlim asleep = new(0);
        using RunnerProcess first = RunnerProcess.Start(sync, Clock());
        int count = 0;
        void Counting()
        {
            if (Interlocked.Increment(ref count) == moment)
            {
                first.Signal("STOP");
                asleep.Release();
            }
        }

        sync.Simulator.Log.Added += Counting;
        Task<int> end = first.EndAsync(0, LeaseHeld, Stopped);
        await Task.WhenAny(asleep.WaitAsync(), end);
        await Task.Delay(PastTheLease);
        RunnerProcess[] others = [.. Enumerable.Range(1, runners - 1).Select(_ => RunnerProcess.Start(sync, Clock()))];
        Task<int>[] ends = [.. others.Select(other => other.EndAsync(0, LeaseHeld, Stopped))];
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(0, 1_500)));
        first.Signal("CONT");
        int[] codes = [await end, .. await Task.WhenAll(ends)];
        sync.Simulator.Log.Added -= Counting;
        foreach (RunnerProcess other in others)
        {
            other.Dispose();
        }

        return codes;
    }

    private static string[] Clock() => ["--clock", Factor.ToString(CultureInfo.InvariantCulture), Origin.ToString("O", CultureInfo.InvariantCulture)];
}
