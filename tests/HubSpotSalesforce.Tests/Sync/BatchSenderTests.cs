using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.Sync;

public sealed class BatchSenderTests
{
    private static readonly Change[] Three = [.. Enumerable.Range(1, 3).Select(id => Sample.Create($"hs-call-{id}"))];

    private readonly JumpingClock _clock = new();

    [Fact]
    public async Task A_batch_that_is_answered_is_sent_once()
    {
        FakeWriter writer = new();

        List<Outcome> outcomes = await SendAsync(writer, Three);

        Assert.Equal(["id of hs-call-1", "id of hs-call-2", "id of hs-call-3"], outcomes.Select(outcome => outcome.RecordId));
        Assert.Single(writer.Requests);
        Assert.Equal(0, writer.LookUps);
    }

    [Theory]    // O5: an unknown outcome is looked up before anything is sent again
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.RowLocked)]
    public async Task What_arrived_though_its_answer_was_lost_is_found_and_not_sent_again(FaultKind kind)
    {
        FakeWriter writer = new() { After = number => ThrowIf(number == 1, kind) };

        List<Outcome> outcomes = await SendAsync(writer, Three);

        Assert.All(outcomes, outcome => Assert.Equal($"id of {outcome.Change.Activity.Key}", outcome.RecordId));
        Assert.Equal((3, 1, 1), (outcomes.Count, writer.Requests.Count, writer.LookUps));
    }

    [Fact]    // O14: a server that makes it late must be done before nothing is found of it
    public async Task What_may_still_be_under_way_is_looked_for_after_a_wait_and_then_sent_again()
    {
        DateTimeOffset lostAt = _clock.Now;
        TimeSpan waited = TimeSpan.Zero;
        FakeWriter writer = new()
        {
            Side = Side.HubSpot,
            UnderWay = TimeSpan.FromSeconds(10),
            Before = (number, _, _) => number == 1 ? throw FakeWriter.Fault(FaultKind.Unavailable) : Task.CompletedTask,
            LookingUp = () => waited = _clock.Now - lostAt,
        };

        List<Outcome> outcomes = await SendAsync(writer, Three);

        Assert.Equal(TimeSpan.FromSeconds(10), waited);
        Assert.Equal((3, 2, 1), (outcomes.Count, writer.Requests.Count, writer.LookUps));
    }

    [Fact]
    public async Task Only_what_is_missing_is_sent_again()
    {
        FakeWriter writer = new() { Before = (number, _, _) => number == 1 ? throw FakeWriter.Fault(FaultKind.Unavailable) : Task.CompletedTask };
        writer.Records["hs-call-2"] = new WrittenRecord("old", false);

        List<Outcome> outcomes = await SendAsync(writer, Three);

        Assert.Equal(["hs-call-1", "hs-call-3"], writer.Requests.Last());
        Assert.Equal(["id of hs-call-1", "id of hs-call-3", "old"], outcomes.Select(outcome => outcome.RecordId).Order());
    }

    [Fact]
    public async Task A_deleted_task_of_the_same_key_is_not_taken_for_the_one_that_was_sent()
    {
        FakeWriter writer = new() { Before = (number, _, _) => number == 1 ? throw FakeWriter.Fault(FaultKind.Unavailable) : Task.CompletedTask };
        writer.Records["hs-call-2"] = new WrittenRecord("old", IsDeleted: true);

        await SendAsync(writer, Three);

        Assert.Equal(3, writer.Requests.Last().Length);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_given_up_on_and_nothing_is_called_refused()
    {
        FakeWriter writer = new() { Before = (_, _, _) => throw FakeWriter.Fault(FaultKind.Unavailable) };

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => SendAsync(writer, Three));

        Assert.Equal((FaultKind.Unavailable, 6 + 2), (fault.Kind, writer.Requests.Count));    // and each half by itself
    }

    [Theory]    // O17: what breaks the server is one record's, as long as others are taken
    [InlineData(2, 0)]
    [InlineData(200, 0)]
    [InlineData(200, 137)]
    [InlineData(199, 198)]
    public async Task A_record_at_which_the_server_breaks_down_each_time_is_singled_out(int size, int culprit)
    {
        Change[] batch = Many(size);
        string bad = batch[culprit].Activity.Key;
        FakeWriter writer = new() { Before = (_, changes, _) => changes.Any(change => change.Activity.Key == bad) ? throw FakeWriter.Fault(FaultKind.Unavailable) : Task.CompletedTask };

        List<Outcome> outcomes = await SendAsync(writer, batch);

        Outcome alone = Assert.Single(outcomes, outcome => outcome.Fault is not null);
        Assert.Equal((bad, FaultKind.RecordRejected, size), (alone.Change.Activity.Key, alone.Fault!.Kind, outcomes.Count));
        Assert.Equal(size - 1, writer.Requests.Where(request => !request.Contains(bad)).Sum(request => request.Length));    // none was sent again
    }

    [Fact]    // O14: in HubSpot what arrived unseen has no key that keeps it from being made again
    public async Task Where_no_key_guards_it_a_batch_that_is_lost_each_time_is_not_sent_in_halves()
    {
        FakeWriter writer = new() { Side = Side.HubSpot, UnderWay = TimeSpan.FromSeconds(10), Before = (_, _, _) => throw FakeWriter.Fault(FaultKind.Unavailable) };

        await Assert.ThrowsAsync<SyncException>(() => SendAsync(writer, Three));

        Assert.Equal(6, writer.Requests.Count);
    }

    [Theory]    // O5: it goes by id and says the same however often it arrives
    [InlineData(Change.Update)]
    [InlineData(Change.Delete)]
    public async Task An_update_whose_answer_was_lost_is_sent_again_and_not_looked_up_by_key(string action)
    {
        FakeWriter writer = new() { After = number => ThrowIf(number < 3, FaultKind.Unavailable) };
        Change change = Three[0] with { Does = action, TargetId = Sample.TaskId };

        Outcome outcome = Assert.Single(await SendAsync(writer, [change]));

        Assert.Null(outcome.Fault);
        Assert.Equal((3, 0), (writer.Requests.Count, writer.LookUps));
    }

    [Theory]    // O17: what the org refuses from everybody needs no 399 requests to be known
    [InlineData(200)]
    [InlineData(100)]
    [InlineData(8)]
    public async Task A_request_that_is_refused_whoever_is_in_it_stops_after_a_few_halvings(int size)
    {
        FakeWriter writer = new() { Before = (_, _, _) => throw OfOrg("INVALID_FIELD") };

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => SendAsync(writer, Many(size)));

        Assert.Equal((FaultKind.OrgUnready, "INVALID_FIELD"), (fault.Kind, fault.ApiCode));
        Assert.InRange(writer.Requests.Count, 1, 12);
    }

    [Theory]
    [InlineData(1, 2, 3)]    // side by side, where the probes are not
    [InlineData(1, 100, 200)]    // where they are
    [InlineData(50, 51, 199)]
    public async Task Several_culprits_are_singled_out_and_the_others_go_through(params int[] culprits)
    {
        string[] keys = [.. culprits.Select(id => $"hs-call-{id}")];
        FakeWriter writer = new() { Before = (_, batch, _) => batch.Any(change => keys.Contains(change.Activity.Key)) ? throw OfOrg("BAD") : Task.CompletedTask };

        List<Outcome> outcomes = await SendAsync(writer, Many(200));

        Assert.Equal(keys.Order(), outcomes.Where(outcome => outcome.Fault is not null).Select(outcome => outcome.Change.Activity.Key).Order());
        Assert.Equal((200, 197), (outcomes.Select(outcome => outcome.Change.Activity.Key).Distinct().Count(), writer.Records.Count));
    }

    [Fact]
    public async Task A_few_records_that_are_all_refused_are_no_sample_of_the_org()
    {
        FakeWriter writer = new() { Before = (_, _, _) => throw OfOrg("BAD") };

        Assert.All(await SendAsync(writer, Three), outcome => Assert.Equal(FaultKind.RecordRejected, outcome.Fault!.Kind));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(200, 17)]    // twice the logarithm and one
    public async Task A_batch_that_fails_as_a_whole_is_halved_until_the_culprit_stands_alone(int size, int requests)
    {
        FakeWriter writer = new() { Before = (_, batch, _) => batch.Any(change => change.Activity.Key == "hs-call-1") ? throw FakeWriter.Fault(FaultKind.UnexpectedAnswer) : Task.CompletedTask };

        List<Outcome> outcomes = await SendAsync(writer, [.. Enumerable.Range(1, size).Select(id => Sample.Create($"hs-call-{id}"))]);

        Outcome culprit = Assert.Single(outcomes, outcome => outcome.Fault is not null);
        Assert.Equal(("hs-call-1", FaultKind.RecordRejected), (culprit.Change.Activity.Key, culprit.Fault!.Kind));
        Assert.Equal((size, size - 1), (outcomes.Count, writer.Records.Count));
        Assert.InRange(writer.Requests.Count, 1, requests);
    }

    [Fact]
    public async Task Locked_rows_alone_are_sent_again_until_they_are_free()
    {
        FakeWriter writer = new() { Refuse = (number, change) => number < 3 && change.Activity.Key == "hs-call-2" ? FakeWriter.Fault(FaultKind.RowLocked) : null };

        List<Outcome> outcomes = await SendAsync(writer, Three);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Fault));
        Assert.Equal(["hs-call-1,hs-call-2,hs-call-3", "hs-call-2", "hs-call-2"], writer.Requests.Select(keys => string.Join(',', keys)));
    }

    [Fact]
    public async Task A_row_that_stays_locked_is_an_outcome_and_the_run_goes_on()
    {
        FakeWriter writer = new() { Refuse = (_, change) => change.Activity.Key == "hs-call-2" ? FakeWriter.Fault(FaultKind.RowLocked) : null };

        List<Outcome> outcomes = await SendAsync(writer, Three);

        Assert.Equal(FaultKind.RowLocked, Assert.Single(outcomes, outcome => outcome.Fault is not null).Fault!.Kind);
        Assert.Equal((3, 6), (outcomes.Count, writer.Requests.Count));
    }

    [Fact]
    public async Task A_refused_row_is_not_sent_again()
    {
        FakeWriter writer = new() { Refuse = (_, change) => change.Activity.Key == "hs-call-2" ? FakeWriter.Fault(FaultKind.RecordRejected) : null };

        List<Outcome> outcomes = await SendAsync(writer, Three);

        Assert.Equal((3, 1, 2), (outcomes.Count, writer.Requests.Count, writer.Records.Count));
    }

    [Theory]
    [InlineData(FaultKind.Unauthorized)]
    [InlineData(FaultKind.QuotaSpent)]
    [InlineData(FaultKind.FieldMissing)]
    public async Task A_fault_that_stops_the_run_is_not_tried_again_and_not_split(FaultKind kind)
    {
        FakeWriter writer = new() { Before = (_, _, _) => throw FakeWriter.Fault(kind) };

        Assert.Equal(kind, (await Assert.ThrowsAsync<SyncException>(() => SendAsync(writer, Three))).Kind);
        Assert.Single(writer.Requests);
    }

    [Fact]
    public async Task A_wait_the_server_asks_for_is_kept()
    {
        FakeWriter writer = new() { Refuse = (number, _) => number == 1 ? new SyncException(FaultKind.Throttled, "", "") { RetryAfter = TimeSpan.FromMinutes(2) } : null };
        DateTimeOffset before = _clock.Now;

        await SendAsync(writer, Three);

        Assert.Equal(TimeSpan.FromMinutes(2), _clock.Now - before);
    }

    [Fact]
    public async Task What_was_answered_is_told_before_the_wait_for_the_rest()
    {
        JumpingClock stuck = new() { IsStuck = true };
        FakeWriter writer = new() { Refuse = (_, change) => change.Activity.Key == "hs-call-2" ? FakeWriter.Fault(FaultKind.RowLocked) : null };
        using CancellationTokenSource stop = new();
        stuck.Waiting = stop.Cancel;
        List<Outcome> outcomes = [];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Outcome[] round in new BatchSender(writer, stuck, new Random(1)).SendAsync(Three, stop.Token))
            {
                outcomes.AddRange(round);
            }
        });

        Assert.Equal(2, outcomes.Count);
    }

    private async Task<List<Outcome>> SendAsync(FakeWriter writer, Change[] batch)
    {
        List<Outcome> outcomes = [];
        await foreach (Outcome[] round in new BatchSender(writer, _clock, new Random(1)).SendAsync(batch, CancellationToken.None))
        {
            outcomes.AddRange(round);
        }

        return outcomes;
    }

    private static Change[] Many(int size) => [.. Enumerable.Range(1, size).Select(id => Sample.Create($"hs-call-{id}"))];

    private static SyncException OfOrg(string code) => new(FaultKind.UnexpectedAnswer, "salesforce", $"{code}. Report it.") { ApiCode = code };

    private static void ThrowIf(bool isSo, FaultKind kind)
    {
        if (isSo)
        {
            throw FakeWriter.Fault(kind);
        }
    }
}
