using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Activities;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>What the runner before had in flight when it ended.</summary>
public sealed class CarrierRecoveryTests : CarrierBench
{
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

        await Store.ReserveAsync(Lease, "run-0", [new Intent("run-0-1", Sample.Create("hs-call-1").Settled() with { SalesforceId = "" }, action)], Cancel);

        int open = await Carrier(writer).RecoverAsync(Cancel);

        Assert.Equal(1, open);
        Pair? pair = (await PairsAsync(1)).GetValueOrDefault("hs-call-1");
        Assert.Equal(becomesPair ? "00T000000000009AAA" : null, pair?.SalesforceId);
        Assert.Equal(fate == "arrived and was deleted", pair?.IsGone == true);
        Assert.Empty(await Store.OpenIntentsAsync(Cancel));
        Assert.Empty(writer.Requests);
    }

    [Theory]    // one that was killed is counted as far as its outcomes are in the store
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_arrived_after_its_run_had_ended_counts_as_that_runs(bool hasEnded)
    {
        FakeWriter writer = new();
        writer.Records["hs-call-1"] = new WrittenRecord(Sample.TaskId, false);
        await Store.SaveRunAsync(Lease, new RunRecord { RunId = "run-0", StartedAt = Clock.Now, EndedAt = hasEnded ? Clock.Now : null, Created = 5 }, Cancel);
        await Store.ReserveAsync(Lease, "run-0", [.. Creates(2).Select((change, index) => new Intent($"run-0-{index}", change.Settled() with { SalesforceId = "" }, Change.Create))], Cancel);

        await Carrier(writer).RecoverAsync(Cancel);
        await Carrier(writer).RecoverAsync(Cancel);

        Assert.Equal(6, Assert.Single(await Store.RunsAsync(9, Cancel)).Created);
        Assert.Equal("run-0", Assert.Single(await Store.UndoRowsAsync("run-0", null, 9, Cancel)).LastRunId);
        Assert.Empty(await Store.UndoRowsAsync("run-1", null, 9, Cancel));
    }

    [Fact]
    public async Task Outcomes_are_counted_in_the_record_of_their_run_as_they_are_stored()
    {
        await Store.SaveRunAsync(Lease, new RunRecord { RunId = "run-1", StartedAt = Clock.Now }, Cancel);
        FakeWriter writer = new() { Refuse = (_, change) => change.Activity.Key == "hs-call-3" ? FakeWriter.Fault(FaultKind.RecordRejected) : null };

        await CarryAsync(writer, Creates(3));

        RunRecord run = Assert.Single(await Store.RunsAsync(9, Cancel));
        Assert.Equal((2, 0, 0, 1, "running"), (run.Created, run.Updated, run.Deleted, run.Failed, run.Ending));
    }

    [Fact]
    public async Task A_record_that_was_deleted_and_asked_for_again_is_no_sign_that_the_new_one_arrived()    // O5
    {
        FakeWriter writer = new();
        writer.Records["hs-call-1"] = new WrittenRecord("00T000000000009AAA", IsDeleted: true);
        Pair gone = Sample.Create("hs-call-1").Settled() with { SalesforceId = "00T000000000009AAA", IsGone = true };
        await Store.SettleAsync(Lease, "run-0", [new Settlement(new Intent("run-0-1", gone, Change.Delete), gone, null)], Cancel);
        Assert.True(await Store.ResolveAsync(Lease, "hs-call-1", isRetry: true, Clock.Now, Cancel));
        await Store.ReserveAsync(Lease, "run-0", [new Intent("run-0-2", gone with { SalesforceId = "", IsGone = false }, Change.Create)], Cancel);

        await Carrier(writer).RecoverAsync(Cancel);

        Assert.Empty(await PairsAsync(1));
        Assert.Equal("hs-call-1", Assert.Single(await Store.WaitingAsync(null, 9, Cancel)).Key);
        Assert.Empty(await Store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task A_pair_that_was_recovered_says_all_its_activity_says()
    {
        FakeWriter writer = new();
        writer.Records["hs-call-1"] = new WrittenRecord(Sample.TaskId, false);
        await Store.ReserveAsync(Lease, "run-0", [new Intent("run-0-1", Sample.Create("hs-call-1").Settled() with { SalesforceId = "" }, Change.Create)], Cancel);

        await Carrier(writer).RecoverAsync(Cancel);

        Pair pair = (await PairsAsync(1))["hs-call-1"];
        Assert.Equal("Unchanged", Sample.Plan().Decide(Sample.Activity(key: "hs-call-1").On(Sample.Contact()), pair).Code);
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
        Assert.Empty(await Store.JobsAsync(Cancel));
        Assert.Empty(await Store.OpenIntentsAsync(Cancel));
    }

    [Theory]    // O14: HubSpot keeps no second one out, so what the one before sent last must have arrived before it is looked for
    [InlineData(Side.HubSpot, 150)]
    [InlineData(Side.Salesforce, 0)]
    public async Task A_successor_waits_out_what_may_still_be_under_way(Side side, int seconds)
    {
        await Store.ReserveAsync(Lease, "run-0", [new Intent("run-0-1", Sample.Create("hs-call-1").Settled() with { SalesforceId = "", HubSpotId = "" }, Change.Create) { Target = side == Side.HubSpot ? "calls" : "Task" }], Cancel);
        await Store.ReleaseAsync(Lease, Cancel);
        Lease = await Store.AcquireAsync("second", TimeSpan.FromHours(24), Cancel);
        DateTimeOffset started = Clock.Now;

        await Carrier(new FakeWriter { Side = side }).RecoverAsync(Cancel);

        Assert.Equal(TimeSpan.FromSeconds(seconds), Clock.Now - started);
        Assert.Empty(await Store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task A_create_for_the_other_side_is_left_to_whoever_writes_there()
    {
        await Store.ReserveAsync(Lease, "run-0", [new Intent("run-0-1", Sample.Create("sf-00T1").Settled() with { HubSpotId = "" }, Change.Create) { Target = "tasks" }], Cancel);

        Assert.Equal(0, await Carrier(new FakeWriter()).RecoverAsync(Cancel));
        Assert.Single(await Store.OpenIntentsAsync(Cancel));
    }
}
