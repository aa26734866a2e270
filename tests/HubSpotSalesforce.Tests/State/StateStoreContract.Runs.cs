using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.State;

/// <content>Waiting activities, runs and skips.</content>
public abstract partial class StateStoreContract
{
    [Fact]
    public async Task Old_runs_are_forgotten_with_their_skips_and_the_first_stays()
    {
        foreach (int day in Enumerable.Range(1, 6))
        {
            await _store.SaveRunAsync(_lease, Examples.Run($"run-{day}") with { StartedAt = Examples.Noon.AddDays(day) }, Cancel);
            await _store.AddSkipsAsync(_lease, $"run-{day}", [new SkipRecord("hs-call-1", "callMade", "Unchanged", "So it is.")], Cancel);
        }

        Assert.Equal(2, await _store.ForgetRunsAsync(_lease, Examples.Noon.AddDays(4), 1_000, Cancel));    // 2 and 3: what is of day 4 stays

        Assert.Equal(["run-6", "run-5", "run-4", "run-1"], (await _store.RunsAsync(9, Cancel)).Select(run => run.RunId));
        Assert.Empty(await _store.SkipsAsync("run-1", Cancel));
        Assert.Empty(await _store.SkipsAsync("run-3", Cancel));
        Assert.Single(await _store.SkipsAsync("run-4", Cancel));
        Assert.Equal(Examples.Noon.AddDays(1), await _store.FirstRunAtAsync(Cancel));

        Assert.Equal(1, await _store.ForgetRunsAsync(_lease, Examples.Noon, 2, Cancel));
        Assert.Equal(["run-6", "run-5", "run-1"], (await _store.RunsAsync(9, Cancel)).Select(run => run.RunId));
        Assert.Equal(0, await _store.ForgetRunsAsync(_lease, Examples.Noon.AddDays(99), 1, Cancel) - 1);    // the latest stays, too
        Assert.Equal(["run-6", "run-1"], (await _store.RunsAsync(9, Cancel)).Select(run => run.RunId));
    }

    [Fact]
    public async Task A_run_that_was_taken_back_knows_by_which_and_that_one_knows_it()
    {
        await _store.SaveRunAsync(_lease, Examples.Run("run-1"), Cancel);
        await _store.SaveRunAsync(_lease, Examples.Run("run-2") with { Undoes = "run-1" }, Cancel);
        await _store.SaveRunAsync(_lease, Examples.Run("run-3") with { Undoes = "run-1" }, Cancel);

        IReadOnlyList<RunRecord> runs = await _store.RunsAsync(9, Cancel);

        Assert.Equal([("run-3", "run-1", null), ("run-2", "run-1", null), ("run-1", null, "run-3")], runs.Select(run => (run.RunId, run.Undoes, run.UndoneBy)));
    }

    [Fact]
    public async Task A_waiting_activity_comes_back_as_it_went_in()    // O3
    {
        WaitingActivity[] waiting =
        [
            Examples.Waiting("hs-call-1") with { Payload = null, Tries = 2 },
            Examples.Waiting("hs-form-1") with { Payload = new string('ß', 4_000) },
            Examples.Waiting("hs-form-2") with { Payload = new string('ß', 4_001) },
        ];

        await _store.SetAsideAsync(_lease, waiting, Cancel);

        Assert.Equal(waiting, await _store.WaitingAsync(null, 10, Cancel));
    }

    [Fact]
    public async Task An_activity_that_waits_already_keeps_its_first_day_and_takes_the_new_reason()    // O3
    {
        WaitingActivity first = Examples.Waiting("hs-form-1");
        await _store.SetAsideAsync(_lease, [first], Cancel);

        WaitingActivity later = first with { Code = "NoLinkedContact", WaitingSince = Examples.Noon.AddDays(3), Tries = 1 };
        await _store.SetAsideAsync(_lease, [later], Cancel);

        Assert.Equal(later with { WaitingSince = Examples.Noon }, Assert.Single(await _store.WaitingAsync(null, 10, Cancel)));
    }

    [Fact]
    public async Task Waiting_activities_come_page_by_page_in_the_order_of_their_keys()
    {
        string[] keys = [.. Enumerable.Range(0, 25).Select(number => $"hs-form-{number:00}")];
        await _store.SetAsideAsync(_lease, [.. keys.Reverse().Select(Examples.Waiting)], Cancel);

        List<string> seen = [];
        IReadOnlyList<WaitingActivity> page;
        do
        {
            page = await _store.WaitingAsync(seen.LastOrDefault(), 10, Cancel);
            seen.AddRange(page.Select(activity => activity.Key));
        }
        while (page.Count > 0);

        Assert.Equal(keys, seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task A_page_has_1_to_10_000_activities(int limit)
        => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.WaitingAsync(null, limit, Cancel));

    [Fact]
    public async Task Nobody_asks_for_fewer_than_one_run_or_issue()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.RunsAsync(0, Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.IssuesAsync(-1, Cancel));
    }

    [Fact]
    public async Task Waiting_ends_for_the_keys_named_and_for_no_others()
    {
        await _store.SetAsideAsync(_lease, [Examples.Waiting("hs-form-1"), Examples.Waiting("hs-form-2")], Cancel);

        await _store.EndWaitingAsync(_lease, ["hs-form-1", "hs-form-3"], Cancel);

        Assert.Equal("hs-form-2", Assert.Single(await _store.WaitingAsync(null, 10, Cancel)).Key);
    }

    [Fact]
    public async Task A_run_is_saved_at_its_start_and_again_at_its_end()
    {
        RunRecord start = new() { RunId = "run-1", StartedAt = Examples.Noon };
        await _store.SaveRunAsync(_lease, start, Cancel);
        Assert.Equivalent(start, Assert.Single(await _store.RunsAsync(10, Cancel)), strict: true);

        RunRecord end = Examples.Run("run-1");
        await _store.SaveRunAsync(_lease, end, Cancel);

        Assert.Equivalent(end, Assert.Single(await _store.RunsAsync(10, Cancel)), strict: true);
    }

    [Fact]
    public async Task A_run_that_never_told_its_end_is_interrupted_once_the_store_is_taken_again()
    {
        await _store.SaveRunAsync(_lease, new RunRecord { RunId = "run-1", StartedAt = Examples.Noon.AddHours(-2) }, Cancel);
        await _store.SaveRunAsync(_lease, new RunRecord { RunId = "run-2", StartedAt = Examples.Noon.AddHours(-1), Created = 7 }, Cancel);
        await _store.ReleaseAsync(_lease, Cancel);
        Assert.All(await _store.RunsAsync(9, Cancel), run => Assert.Equal("running", run.Ending));

        _lease = await _store.AcquireAsync("second", TimeSpan.FromMinutes(1), Cancel);
        await _store.SaveRunAsync(_lease, new RunRecord { RunId = "run-3", StartedAt = Examples.Noon.AddDays(1) }, Cancel);

        IReadOnlyList<RunRecord> runs = await _store.RunsAsync(9, Cancel);
        Assert.Equal(["running", RunRecord.Interrupted, RunRecord.Interrupted], runs.Select(run => run.Ending));
        Assert.Equal([null, Examples.Noon, Examples.Noon.AddHours(-1)], runs.Select(run => run.EndedAt));    // the last sign of life; at the latest when the next one started
        Assert.Equal(7, runs[1].Created);
    }

    [Fact]
    public async Task Runs_come_newest_first_and_no_more_than_asked_for()
    {
        foreach (string id in new[] { "20260301-2", "20260301-1", "20260301-3" })
        {
            await _store.SaveRunAsync(_lease, Examples.Run(id), Cancel);
        }

        IReadOnlyList<RunRecord> runs = await _store.RunsAsync(2, Cancel);

        Assert.Equal(["20260301-3", "20260301-2"], runs.Select(run => run.RunId));
    }

    [Fact]
    public async Task Skips_come_back_in_the_order_they_were_added()
    {
        await _store.AddSkipsAsync(_lease, "run-1", [Skip(2), Skip(1)], Cancel);
        await _store.AddSkipsAsync(_lease, "run-2", [Skip(9)], Cancel);
        await _store.AddSkipsAsync(_lease, "run-1", [Skip(2)], Cancel);

        Assert.Equal([Skip(2), Skip(1), Skip(2)], await _store.SkipsAsync("run-1", Cancel));
        Assert.Empty(await _store.SkipsAsync("run-3", Cancel));
    }

    [Fact]
    public async Task Of_each_run_the_last_10_000_skips_are_kept()    // O26
    {
        await _store.AddSkipsAsync(_lease, "run-2", [Skip(0)], Cancel);
        await _store.AddSkipsAsync(_lease, "run-1", [.. Enumerable.Range(0, 9_999).Select(Skip)], Cancel);
        await _store.AddSkipsAsync(_lease, "run-1", [.. Enumerable.Range(9_999, 6).Select(Skip)], Cancel);

        IReadOnlyList<SkipRecord> kept = await _store.SkipsAsync("run-1", Cancel);

        Assert.Equal(10_000, kept.Count);
        Assert.Equal((Skip(5), Skip(10_004)), (kept[0], kept[^1]));
        Assert.Single(await _store.SkipsAsync("run-2", Cancel));
    }

    private static SkipRecord Skip(int number) => new($"hs-call-{number}", "callMade", "NoLinkedContact", "No contact of it is linked.");
}
