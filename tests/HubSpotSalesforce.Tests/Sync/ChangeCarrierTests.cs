using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>Intent, request, outcome, and any of them may be the last thing a process does.</summary>
public sealed class ChangeCarrierTests : CarrierBench
{
    [Fact]
    public async Task Everything_that_was_written_becomes_a_pair_and_nothing_stays_in_flight()
    {
        FakeWriter writer = new() { MaxBatch = 3 };

        List<Outcome> outcomes = await CarryAsync(writer, Creates(10));

        Assert.Equal(10, outcomes.Count);
        Assert.Equal([3, 3, 3, 1], writer.Requests.Select(keys => keys.Length));
        Assert.Equal(10, (await PairsAsync(10)).Count);
        Assert.Equal("id of hs-call-7", (await PairsAsync(10))["hs-call-7"].SalesforceId);
        Assert.Empty(await Store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task The_intent_is_durable_before_the_request_leaves()
    {
        List<string[]> journal = [];
        FakeWriter writer = new() { Before = async (_, _, _) => journal.Add([.. (await Store.OpenIntentsAsync(Cancel)).Select(intent => intent.Pair.Key)]) };

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
        Assert.Equal(("hs-call-2", "RecordRejected"), (await Store.IssuesAsync(9, Cancel)) is [var issue] ? (issue.Key, issue.Fault) : default);
        Assert.Equal("hs-call-2", Assert.Single(await Store.WaitingAsync(null, 9, Cancel)).Key);
        Assert.Empty(await Store.OpenIntentsAsync(Cancel));
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
        Assert.Equal(["hs-call-5", "hs-call-6"], (await Store.OpenIntentsAsync(Cancel)).Select(intent => intent.Pair.Key));    // the next run looks them up
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
        ChangeCarrier carrier = new(writer, Store, Lease, "run-1", stuck, new Random(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Outcome _ in carrier.CarryAsync(Creates(3).ToAsyncEnumerable(), stop.Token))
            {
            }
        });

        Assert.Equal(["hs-call-1", "hs-call-3"], (await PairsAsync(3)).Keys.Order());
        Assert.Equal("hs-call-2", Assert.Single(await Store.OpenIntentsAsync(Cancel)).Pair.Key);
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

        Assert.Equal(3, (await Store.OpenIntentsAsync(Cancel)).Count);
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

        RunRecord run = count.In(new RunRecord { RunId = "run-1", StartedAt = Clock.Now });
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
}
