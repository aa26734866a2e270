using System.Globalization;
using HubSpotSalesforce.Runner;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;
using HubSpotSalesforce.Tests.Runs.Reverse;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability.Reverse;

/// <summary>Runs both ways that are killed, by a signal that nobody catches: the next one finishes them and makes no second copy in HubSpot (O14).</summary>
public sealed class KillBothWaysTests(ITestOutputHelper output)
{
    // Who takes over waits until what was under way must have arrived: two and a half minutes pass in as many seconds.
    private const int Factor = 60;
    private const int Killed = 137;
    private const int Each = 60;

    private static readonly DateTimeOffset Origin = TimeProvider.System.GetUtcNow();

    private readonly Figures _figures = new(output);
    private readonly Random _chance = new(31);

    [Theory]
    [InlineData("hubspot")]
    [InlineData("both")]
    public async Task A_run_killed_at_any_named_boundary_is_finished_by_the_next(string direction)    // O14
    {
        (string[] expected, int creates, int sends, int commits) = await WholeAsync(direction);
        (string Boundary, int Number)[] boundaries =
        [
            .. Numbered("send", sends), .. Numbered("receive", sends), .. Numbered("commit", commits), .. Numbered("durable", commits),
        ];

        (string Boundary, int Number)[] chosen = Scale.Of(4, boundaries, _chance);
        await Rounds.PlayAsync(chosen, async at =>
        {
            await using SimulatedSync sync = await StartAsync();
            using (RunnerProcess runner = Start(sync, direction, at.Boundary, at.Number.ToString(CultureInfo.InvariantCulture)))
            {
                await runner.EndAsync(Killed, 0);    // batches overlap, so that the last number may not be reached
            }

            await FinishAsync(sync, direction, expected, creates, $"killed at {at.Boundary} {at.Number}");
        });
        _figures.Say($"Kill, {direction}: {chosen.Length} of {boundaries.Length} named boundaries of a run of {creates} creates: 0 lost, 0 twice, quiet runs write nothing");
    }

    private static async Task FinishAsync(SimulatedSync sync, string direction, string[] expected, int creates, string told)
    {
        using (RunnerProcess last = Start(sync, direction))
        {
            await last.EndAsync(0);
        }

        TwoWayState.AssertSame(expected, creates, sync, told);
        int writes = sync.Writes();
        using RunnerProcess quiet = Start(sync, direction);
        await quiet.EndAsync(0);
        Assert.True(writes == sync.Writes(), $"{told}: the run after the last wrote {sync.Writes() - writes} times.");
    }

    private static async Task<(string[] Lines, int Creates, int Sends, int Commits)> WholeAsync(string direction)
    {
        await using SimulatedSync sync = await StartAsync();
        using RunnerProcess runner = Start(sync, direction);
        await runner.EndAsync(0);
        int[] counts = [.. (await runner.Output).Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture))];
        return (TwoWayState.Of(sync), TwoWayState.Creates(sync), counts[0], counts[1]);
    }

    private static IEnumerable<(string Boundary, int Number)> Numbered(string boundary, int count) => Enumerable.Range(1, count).Select(number => (boundary, number));

    private static RunnerProcess Start(SimulatedSync sync, string direction, params string[] boundary) => RunnerProcess.Start(
        sync, [.. boundary, "--clock", Factor.ToString(CultureInfo.InvariantCulture), Origin.ToString("O", CultureInfo.InvariantCulture), "--direction", direction]);

    // The search runs behind, so that it cannot be what finds the records of a run that died.
    private static async Task<SimulatedSync> StartAsync()
    {
        SimulatorOptions options = new() { Quota = false, Time = new FastClock(Origin, Factor, Origin), Now = Origin, SearchLag = TimeSpan.FromSeconds(60) };
        SimulatedSync sync = await SimulatedSync.StartAsync(options, TwoWaySync.Settings());
        await HurriedPair.FillAsync(sync, Each);
        for (int number = 1; number <= Each; number++)
        {
            DateTimeOffset day = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
            await sync.PutHubSpotAsync("tasks", PortalRecord.Task(500 + number, day, $"Here {number}", "NOT_STARTED", day.AddDays(20), 101 + (number % 10)));
        }

        return sync;
    }
}
