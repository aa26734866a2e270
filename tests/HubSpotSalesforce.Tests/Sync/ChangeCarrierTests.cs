using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>The carrier with a store on the disk: intent, request, outcome, and any of them may be the last thing a process does.</summary>
public sealed class ChangeCarrierTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();
    private readonly JumpingClock _clock = new();
    private SqliteStore _store = null!;
    private Lease _lease = null!;

    public async Task InitializeAsync()
    {
        _store = await SqliteStore.OpenAsync(_folder["a.db"], StoreMode.ReadWrite, _clock, Cancel);
        _lease = await _store.AcquireAsync("first", TimeSpan.FromHours(24), Cancel);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_that_was_written_becomes_a_pair_and_nothing_stays_in_flight()
    {
        FakeWriter writer = new() { MaxBatch = 3 };

        List<Outcome> outcomes = await CarryAsync(writer, Creates(10));

        Assert.Equal(10, outcomes.Count);
        Assert.Equal([3, 3, 3, 1], writer.Requests.Select(keys => keys.Length));
        Assert.Equal(10, (await PairsAsync(10)).Count);
        Assert.Equal("id of hs-call-7", (await PairsAsync(10))["hs-call-7"].SalesforceId);
        Assert.Empty(await _store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task The_intent_is_durable_before_the_request_leaves()
    {
        List<string[]> journal = [];
        FakeWriter writer = new() { Before = async (_, _, _) => journal.Add([.. (await _store.OpenIntentsAsync(Cancel)).Select(intent => intent.Pair.Key)]) };

        await CarryAsync(writer, Creates(3));

        Assert.Equal(["hs-call-1", "hs-call-2", "hs-call-3"], Assert.Single(journal));
    }

    [Fact]
    public async Task A_refused_record_is_set_aside_to_be_sent_again_and_the_others_go_on()
    {
        FakeWriter writer = new() { Refuse = (_, change) => change.Activity.Key == "hs-call-2" ? FakeWriter.Fault(FaultKind.RecordRejected) : null };

        List<Outcome> outcomes = await CarryAsync(writer, Creates(3));

        Assert.Equal(3, outcomes.Count);
        Assert.Equal(2, (await PairsAsync(3)).Count);
        Assert.Equal(("hs-call-2", "RecordRejected"), (await _store.IssuesAsync(9, Cancel)) is [var issue] ? (issue.Key, issue.Fault) : default);
        Assert.Equal("hs-call-2", Assert.Single(await _store.WaitingAsync(null, 9, Cancel)).Key);
        Assert.Empty(await _store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task Closed_creates_travel_beside_each_other_and_everything_that_locks_a_parent_one_by_one()    // O22
    {
        TaskCompletionSource four = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeWriter closed = new() { MaxBatch = 1, Before = (number, _, _) => { _ = number == 4 && four.TrySetResult(); return four.Task; } };
        FakeWriter locking = new() { MaxBatch = 1, Before = async (_, _, _) => await Task.Yield() };

        await CarryAsync(closed, Creates(12));
        await CarryAsync(locking, [.. Creates(12, from: 100).Select((change, index) => index % 2 == 0
            ? change with { IsClosed = false }
            : change with { Does = Change.Update, TargetId = Sample.TaskId })]);

        Assert.Equal(4, closed.MostAtOnce);
        Assert.Equal(1, locking.MostAtOnce);
    }

    [Fact]
    public async Task Creates_and_updates_never_share_a_request()
    {
        List<int> actions = [];
        FakeWriter writer = new() { Before = (_, batch, _) => { lock (actions) { actions.Add(batch.Select(change => change.Action).Distinct().Count()); } return Task.CompletedTask; } };

        await CarryAsync(writer, [.. Creates(9).Select((change, index) => index % 3 == 0 ? change with { Does = Change.Update, TargetId = Sample.TaskId } : change)]);

        Assert.Equal([1, 1], actions);
    }

    [Fact]
    public async Task A_fault_that_stops_the_run_leaves_the_other_batches_recorded()
    {
        FakeWriter writer = new() { MaxBatch = 2, Before = (_, batch, _) => batch[0].Activity.Key == "hs-call-5" ? throw FakeWriter.Fault(FaultKind.Unauthorized) : Task.CompletedTask };
        List<Outcome> outcomes = [];

        SyncException stop = await Assert.ThrowsAsync<SyncException>(() => CarryAsync(writer, Creates(6), outcomes));

        Assert.Equal(FaultKind.Unauthorized, stop.Kind);
        Assert.Equal(4, outcomes.Count);
        Assert.Equal(4, (await PairsAsync(6)).Count);
        Assert.Equal(["hs-call-5", "hs-call-6"], (await _store.OpenIntentsAsync(Cancel)).Select(intent => intent.Pair.Key));    // the next run looks them up
    }

    [Fact]
    public async Task A_row_that_stops_the_run_leaves_its_own_batch_recorded_and_told()
    {
        FakeWriter writer = new() { Refuse = (_, change) => change.Activity.Key == "hs-call-2" ? FakeWriter.Fault(FaultKind.QuotaSpent) : null };
        List<Outcome> outcomes = [];

        SyncException stop = await Assert.ThrowsAsync<SyncException>(() => CarryAsync(writer, Creates(3), outcomes));

        Assert.Equal(FaultKind.QuotaSpent, stop.Kind);
        Assert.Equal(["hs-call-1", "hs-call-3"], outcomes.Select(outcome => outcome.Change.Activity.Key));    // so that the run counts them
        Assert.Equal(2, (await PairsAsync(3)).Count);
    }

    [Fact]
    public async Task What_was_answered_is_recorded_even_when_the_run_is_cancelled_while_the_rest_is_locked()
    {
        using CancellationTokenSource stop = new();
        JumpingClock stuck = new() { IsStuck = true, Waiting = stop.Cancel };
        FakeWriter writer = new() { Refuse = (_, change) => change.Activity.Key == "hs-call-2" ? FakeWriter.Fault(FaultKind.RowLocked) : null };
        ChangeCarrier carrier = new(writer, _store, _lease, "run-1", stuck, new Random(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Outcome _ in carrier.CarryAsync(Creates(3).ToAsyncEnumerable(), stop.Token))
            {
            }
        });

        Assert.Equal(["hs-call-1", "hs-call-3"], (await PairsAsync(3)).Keys.Order());
        Assert.Equal("hs-call-2", Assert.Single(await _store.OpenIntentsAsync(Cancel)).Pair.Key);
    }

    [Fact]
    public async Task Cancelling_ends_a_request_in_flight_and_leaves_its_intent_to_the_next_run()
    {
        using CancellationTokenSource stop = new();
        FakeWriter writer = new() { Before = async (_, _, cancel) => { await stop.CancelAsync(); await Task.Delay(Timeout.InfiniteTimeSpan, cancel); } };
        ChangeCarrier carrier = Carrier(writer);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Outcome _ in carrier.CarryAsync(Creates(3).ToAsyncEnumerable(), stop.Token))
            {
            }
        });

        Assert.Equal(3, (await _store.OpenIntentsAsync(Cancel)).Count);
        Assert.Empty(await PairsAsync(3));
    }

    [Fact]
    public async Task A_caller_who_leaves_early_leaves_nobody_at_work_behind()
    {
        FakeWriter writer = new() { MaxBatch = 1, Before = (number, _, cancel) => number == 1 ? Task.CompletedTask : Task.Delay(Timeout.InfiniteTimeSpan, cancel) };

        await foreach (Outcome _ in Carrier(writer).CarryAsync(Creates(50).ToAsyncEnumerable(), Cancel))
        {
            break;
        }

        Assert.Equal(0, writer.Running);
        Assert.InRange(writer.Requests.Count, 1, 49);
    }

    [Fact]
    public async Task What_is_stored_is_told_to_the_ledger_even_when_the_caller_has_left()
    {
        RunCount count = new();
        FakeWriter writer = new() { MaxBatch = 10 };

        await foreach (Outcome _ in Carrier(writer, settled: count.Add).CarryAsync(Creates(50).ToAsyncEnumerable(), Cancel))
        {
            break;
        }

        RunRecord run = count.In(new RunRecord { RunId = "run-1", StartedAt = _clock.Now });
        Assert.Equal((await PairsAsync(50)).Count, run.Created);
        Assert.InRange(run.Created, 10, 50);
    }

    [Fact]
    public async Task A_plan_that_breaks_is_told_and_what_was_sent_before_is_recorded()
    {
        TaskCompletionSource broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        async IAsyncEnumerable<Change> BreakingAsync()
        {
            foreach (Change change in Creates(2))
            {
                yield return change;
            }

            await Task.Yield();
            broken.SetResult();
            throw new InvalidOperationException("a mistake of the plan's");
        }

        FakeWriter writer = new() { MaxBatch = 2, Before = (_, _, _) => broken.Task };

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (Outcome _ in Carrier(writer).CarryAsync(BreakingAsync(), Cancel))
            {
            }
        });

        Assert.Equal(2, (await PairsAsync(2)).Count);
    }

    // What the last runner had in flight when it died.
    [Theory]
    [InlineData("arrived", Change.Create, true)]
    [InlineData("never arrived", Change.Create, false)]
    [InlineData("arrived and was deleted", Change.Create, true)]    // O5: and stays deleted
    [InlineData("arrived", Change.Update, false)]    // nobody knows: the pair stays as it was, and the next read sends it again
    public async Task Recovery_adopts_what_arrived_and_closes_the_rest(string fate, string action, bool becomesPair)
    {
        FakeWriter writer = new();
        if (fate != "never arrived")
        {
            writer.Records["hs-call-1"] = new WrittenRecord("00T000000000009AAA", IsDeleted: fate == "arrived and was deleted");
        }

        await _store.ReserveAsync(_lease, "run-0", [new Intent("run-0-1", Sample.Create("hs-call-1").Settled() with { SalesforceId = "" }, action)], Cancel);

        int open = await Carrier(writer).RecoverAsync(Cancel);

        Assert.Equal(1, open);
        Pair? pair = (await PairsAsync(1)).GetValueOrDefault("hs-call-1");
        Assert.Equal(becomesPair ? "00T000000000009AAA" : null, pair?.SalesforceId);
        Assert.Equal(fate == "arrived and was deleted", pair?.IsGone == true);
        Assert.Empty(await _store.OpenIntentsAsync(Cancel));
        Assert.Empty(writer.Requests);
    }

    [Theory]    // a run that was killed was not counted to its end, so nothing is added to its beginning
    [InlineData(true, 6)]
    [InlineData(false, 5)]
    public async Task What_arrived_after_its_run_had_ended_counts_as_that_runs(bool hasEnded, int created)
    {
        FakeWriter writer = new();
        writer.Records["hs-call-1"] = new WrittenRecord(Sample.TaskId, false);
        await _store.SaveRunAsync(_lease, new RunRecord { RunId = "run-0", StartedAt = _clock.Now, EndedAt = hasEnded ? _clock.Now : null, Created = 5 }, Cancel);
        await _store.ReserveAsync(_lease, "run-0", [.. Creates(2).Select((change, index) => new Intent($"run-0-{index}", change.Settled() with { SalesforceId = "" }, Change.Create))], Cancel);

        await Carrier(writer).RecoverAsync(Cancel);

        Assert.Equal(created, Assert.Single(await _store.RunsAsync(9, Cancel)).Created);
        Assert.Equal("run-0", Assert.Single(await _store.UndoRowsAsync("run-0", null, 9, Cancel)).LastRunId);
        Assert.Empty(await _store.UndoRowsAsync("run-1", null, 9, Cancel));
    }

    [Fact]
    public async Task A_pair_that_was_recovered_says_all_its_activity_says()
    {
        FakeWriter writer = new();
        writer.Records["hs-call-1"] = new WrittenRecord(Sample.TaskId, false);
        await _store.ReserveAsync(_lease, "run-0", [new Intent("run-0-1", Sample.Create("hs-call-1").Settled() with { SalesforceId = "" }, Change.Create)], Cancel);

        await Carrier(writer).RecoverAsync(Cancel);

        Pair pair = (await PairsAsync(1))["hs-call-1"];
        Assert.Equal("Unchanged", Sample.Plan().Decide(Sample.Activity(key: "hs-call-1").On(Sample.Contact()), pair).Code);
    }

    [Theory]    // O22: few go in batches, many in jobs; what locks a parent never
    [InlineData(9, 0, 9)]
    [InlineData(10, 10, 0)]
    [InlineData(50, 50, 0)]
    [InlineData(65, 60, 5)]    // a job is full at twenty; what is left is too little for one
    public async Task From_a_number_on_creates_of_closed_tasks_travel_in_jobs(int count, int inJobs, int inBatches)
    {
        FakeWriter writer = new();
        FakeJobs jobs = new(writer) { MaxRows = 20 };
        Change[] open = [.. Creates(3, from: 101).Select(change => change with { IsClosed = false })];

        List<Outcome> outcomes = await CarryAsync(writer, [.. open, .. Closed(count)], jobs: jobs);

        Assert.Equal(count + 3, outcomes.Count);
        Assert.Equal((inJobs, inBatches + 3), (jobs.Jobs.Sum(job => job.Length), writer.Requests.Sum(keys => keys.Length)));
        Assert.Equal(count, (await PairsAsync(count)).Count);
        Assert.Empty(await _store.JobsAsync(Cancel));
        Assert.Empty(await _store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task A_size_that_a_job_cannot_take_is_cut()
    {
        FakeWriter writer = new();
        FakeJobs jobs = new(writer) { MaxSize = 2_000 };

        await CarryAsync(writer, [.. Closed(30).Select(change => change with { Fields = new Dictionary<string, string?> { ["Description"] = new string('x', 900) } })], jobs: jobs);

        Assert.All(jobs.Jobs, job => Assert.InRange(job.Length, 1, 3));
        Assert.Equal(30, (await PairsAsync(30)).Count);
    }

    [Fact]
    public async Task Intents_and_the_job_are_durable_before_its_rows_leave()
    {
        List<(string At, int Intents, int Jobs)> journal = [];
        FakeWriter writer = new();
        FakeJobs jobs = new(writer) { At = async at => journal.Add((at, (await _store.OpenIntentsAsync(Cancel)).Count, (await _store.JobsAsync(Cancel)).Count)) };

        await CarryAsync(writer, Closed(12), jobs: jobs);

        Assert.Equal([("open", 12, 0), ("carry", 12, 1)], journal);
    }

    [Fact]
    public async Task What_a_job_does_not_tell_is_looked_up_and_what_was_not_written_is_sent_again()
    {
        FakeWriter writer = new();
        string[] tells = ["written", "lost", "untried", "RowLocked", "RecordRejected"];
        FakeJobs jobs = new(writer) { Tells = number => tells[(number - 1) % 5] };

        List<Outcome> outcomes = await CarryAsync(writer, Closed(50), jobs: jobs);

        Assert.Equal((40, 10), (outcomes.Count(outcome => outcome.Fault is null), outcomes.Count(outcome => outcome.Fault is not null)));
        Assert.Equal(20, Assert.Single(writer.Requests).Length);    // untried and locked
        Assert.Equal((40, 10), ((await PairsAsync(50)).Count, (await _store.IssuesAsync(99, Cancel)).Count));
        Assert.Empty(await _store.JobsAsync(Cancel));
    }

    [Fact]
    public async Task An_org_that_takes_no_jobs_gets_batches()
    {
        FakeWriter writer = new();
        FakeJobs jobs = new(writer) { At = _ => throw FakeWriter.Fault(FaultKind.UnexpectedAnswer) };

        Assert.Equal(12, (await CarryAsync(writer, Closed(12), jobs: jobs)).Count);
        Assert.Empty(await _store.JobsAsync(Cancel));
    }

    [Fact]
    public async Task A_job_whose_end_was_not_seen_is_ended_by_the_next_run_before_anything_else()
    {
        FakeWriter writer = new();
        FakeJobs dying = new(writer) { At = at => at == "carry" ? throw FakeWriter.Fault(FaultKind.Unavailable) : Task.CompletedTask };
        await Assert.ThrowsAsync<SyncException>(() => CarryAsync(writer, Closed(12), jobs: dying));
        FakeJobs next = new(writer) { Left = new Dictionary<string, string> { ["hs-call-1"] = "00T1", ["hs-call-2"] = "00T2", ["hs-call-99"] = "00T9" } };

        int open = await Carrier(writer, next).RecoverAsync(Cancel);

        Assert.Equal((12, "job 1"), (open, Assert.Single(next.Ended)));
        Assert.Equal(["00T1", "00T2"], (await PairsAsync(99)).Values.Select(pair => pair.SalesforceId).Order());
        Assert.Empty(await _store.JobsAsync(Cancel));
        Assert.Empty(await _store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task What_was_read_before_the_reading_failed_is_written()
    {
        FakeWriter writer = new();
        List<Outcome> outcomes = [];
        async IAsyncEnumerable<Change> Breaking()
        {
            foreach (Change change in Closed(7))
            {
                yield return change;
            }

            await Task.Yield();
            throw FakeWriter.Fault(FaultKind.QuotaSpent);
        }

        SyncException fault = await Assert.ThrowsAsync<SyncException>(async () =>
        {
            await foreach (Outcome outcome in Carrier(writer, new FakeJobs(writer)).CarryAsync(Breaking(), Cancel))
            {
                outcomes.Add(outcome);
            }
        });

        Assert.Equal((FaultKind.QuotaSpent, 7, 7), (fault.Kind, outcomes.Count, writer.Records.Count));
    }

    [Fact]
    public async Task The_same_activity_twice_in_a_batch_is_a_fault_and_nothing_is_sent()
    {
        FakeWriter writer = new();

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => CarryAsync(writer, [.. Creates(2), .. Creates(1)]));

        Assert.Equal(FaultKind.Conflict, fault.Kind);
        Assert.Empty(writer.Requests);
    }

    [Theory]    // O14: HubSpot keeps no second one out, so what the one before sent last must have arrived before it is looked for
    [InlineData(Side.HubSpot, 150)]
    [InlineData(Side.Salesforce, 0)]
    public async Task A_successor_waits_out_what_may_still_be_under_way(Side side, int seconds)
    {
        await _store.ReserveAsync(_lease, "run-0", [new Intent("run-0-1", Sample.Create("hs-call-1").Settled() with { SalesforceId = "", HubSpotId = "" }, Change.Create) { Target = side == Side.HubSpot ? "calls" : "Task" }], Cancel);
        await _store.ReleaseAsync(_lease, Cancel);
        _lease = await _store.AcquireAsync("second", TimeSpan.FromHours(24), Cancel);
        DateTimeOffset started = _clock.Now;

        await Carrier(new FakeWriter { Side = side }).RecoverAsync(Cancel);

        Assert.Equal(TimeSpan.FromSeconds(seconds), _clock.Now - started);
        Assert.Empty(await _store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task A_create_for_the_other_side_is_left_to_whoever_writes_there()
    {
        await _store.ReserveAsync(_lease, "run-0", [new Intent("run-0-1", Sample.Create("sf-00T1").Settled() with { HubSpotId = "" }, Change.Create) { Target = "tasks" }], Cancel);

        Assert.Equal(0, await Carrier(new FakeWriter()).RecoverAsync(Cancel));
        Assert.Single(await _store.OpenIntentsAsync(Cancel));
    }

    private ChangeCarrier Carrier(FakeWriter writer, FakeJobs? jobs = null, Action<Outcome>? settled = null)
        => new(writer, _store, _lease, "run-1", _clock, new Random(1)) { Jobs = jobs, JobsFrom = 10, Settled = settled };

    private static Change[] Closed(int count) => [.. Creates(count).Select(change => change with { IsClosed = true })];

    private async Task<List<Outcome>> CarryAsync(FakeWriter writer, Change[] changes, List<Outcome>? outcomes = null, FakeJobs? jobs = null)
    {
        outcomes ??= [];
        await foreach (Outcome outcome in Carrier(writer, jobs).CarryAsync(changes.ToAsyncEnumerable(), Cancel))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private Task<IReadOnlyDictionary<string, Pair>> PairsAsync(int count) => _store.PairsAsync([.. Enumerable.Range(1, count).Select(id => $"hs-call-{id}")], Cancel);

    private static Change[] Creates(int count, int from = 1) => [.. Enumerable.Range(from, count).Select(id => Sample.Create($"hs-call-{id}"))];
}
