using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.Sync;

public sealed class RunLedgerTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly SourceCursor Cursor = new("Objects", "callMade", Sample.Noon, "hash");

    private readonly TemporaryFolder _folder = new();
    private readonly JumpingClock _clock = new();
    private SqliteStore _store = null!;
    private Lease _lease = null!;

    public async Task InitializeAsync()
    {
        _store = await SqliteStore.OpenAsync(_folder["a.db"], StoreMode.ReadWrite, _clock, Cancel);
        _lease = await _store.AcquireAsync("first", TimeSpan.FromHours(1), Cancel);
        await _store.SaveRunAsync(_lease, Examples.Run("run-1"), Cancel);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cursor_waits_in_the_store_for_the_outcome_of_what_stands_before_it()
    {
        using RunLedger ledger = Ledger();
        Change change = Sample.Create("hs-call-1");
        await ledger.AddAsync(change, isWaiting: false, mayWait: true, Cancel);
        await ledger.CloseAsync(Cursor, Cancel);
        Assert.Null(await CursorAsync());
        Assert.True(ledger.IsOnTheWay("hs-call-1"));

        ledger.Add(new Outcome(change, Sample.TaskId, null));
        await ledger.FlushAsync(Cancel);

        Assert.Equal(Cursor, await CursorAsync());
    }

    [Fact]
    public async Task A_refused_record_lets_the_cursor_pass()    // it is an issue then, and sent again by key
    {
        using RunLedger ledger = Ledger();
        Change change = Sample.Create("hs-call-1");
        await ledger.AddAsync(change, isWaiting: false, mayWait: true, Cancel);
        ledger.Add(new Outcome(change, null, FakeWriter.Fault(FaultKind.RecordRejected)));

        await ledger.CloseAsync(Cursor, Cancel);

        Assert.Equal(Cursor, await CursorAsync());
    }

    [Theory]    // O3
    [InlineData(SkipCode.NoContact, false, true, true)]
    [InlineData(SkipCode.NoLinkedContact, false, true, true)]
    [InlineData(SkipCode.OutsideInclusionList, false, true, true)]
    [InlineData(SkipCode.NoContact, true, true, true)]    // it waits on
    [InlineData(SkipCode.NoContact, false, false, false)]    // O27: a piped one is not set aside
    [InlineData(SkipCode.OutsideWindow, false, true, false)]
    [InlineData(SkipCode.OutsideWindow, true, true, false)]    // what waited has its final answer
    [InlineData(SkipCode.Unchanged, true, true, false)]
    public async Task A_skip_waits_as_long_as_it_may_still_be_written(SkipCode code, bool isWaiting, bool mayWait, bool waitsThen)
    {
        if (isWaiting)
        {
            await _store.SetAsideAsync(_lease, [Examples.Waiting("hs-form-1")], Cancel);
        }

        using RunLedger ledger = Ledger();
        await ledger.AddAsync(SkipOf(code), isWaiting, mayWait, Cancel);
        await ledger.FlushAsync(Cancel);

        Assert.Equal(waitsThen, (await _store.WaitingAsync(null, 9, Cancel)).Any(one => one.Key == "hs-form-1"));
        Assert.Equal(code == SkipCode.Unchanged ? [] : [code.ToString()], (await _store.SkipsAsync("run-1", Cancel)).Select(skip => skip.Code));    // O26
    }

    [Fact]
    public async Task A_plan_counts_and_stores_nothing()    // O2: -WhatIf
    {
        using RunLedger plan = new(_store, lease: null, "run-1", _clock);
        await plan.AddAsync(SkipOf(SkipCode.NoContact), isWaiting: false, mayWait: true, Cancel);
        await plan.CloseAsync(Cursor, Cancel);

        Assert.Equal(1, plan.Count.In(Examples.Run("run-1")).Read);
        Assert.Empty(await _store.WaitingAsync(null, 9, Cancel));
        Assert.Empty(await _store.SkipsAsync("run-1", Cancel));
        Assert.Null(await CursorAsync());
    }

    [Fact]
    public async Task What_could_not_be_stored_holds_the_cursors_back_for_the_rest_of_the_run()
    {
        using RunLedger ledger = Ledger();
        await ledger.AddAsync(SkipOf(SkipCode.NoContact), isWaiting: false, mayWait: true, Cancel);
        await _store.ReleaseAsync(_lease, Cancel);
        Lease other = await _store.AcquireAsync("second", TimeSpan.FromHours(1), Cancel);
        await Assert.ThrowsAsync<SyncException>(() => ledger.FlushAsync(Cancel));
        await _store.ReleaseAsync(other, Cancel);

        await ledger.CloseAsync(Cursor, Cancel);

        Assert.Null(await CursorAsync());
    }

    [Fact]
    public async Task Every_activity_is_counted_once_for_what_became_of_it()
    {
        using RunLedger ledger = Ledger();
        Change[] changes = [Sample.Create("hs-call-1"), Sample.Create("hs-call-2"), Sample.Create("hs-call-3") with { Does = Change.Update }];
        foreach (Decision decision in (Decision[])[.. changes, SkipOf(SkipCode.Unchanged), SkipOf(SkipCode.Filtered), SkipOf(SkipCode.Filtered)])
        {
            await ledger.AddAsync(decision, isWaiting: false, mayWait: true, Cancel);
        }

        ledger.Add(new Outcome(changes[0], Sample.TaskId, null));
        ledger.Add(new Outcome(changes[1], null, FakeWriter.Fault(FaultKind.RecordRejected)));
        ledger.Add(new Outcome(changes[2], Sample.TaskId, null));

        RunRecord run = ledger.Count.In(Examples.Run("run-1"));
        Assert.Equal((6, 1, 1, 1, 1), (run.Read, run.Created, run.Updated, run.Unchanged, run.Failed));
        Assert.Equal([new("Filtered", 2)], run.Skipped);
    }

    [Fact]
    public async Task A_change_that_was_declined_is_counted_and_holds_the_cursor()
    {
        using RunLedger ledger = Ledger();
        Change change = Sample.Create("hs-call-1");
        await ledger.AddAsync(change, isWaiting: false, mayWait: true, Cancel);

        ledger.Count.AddDeclined();
        await ledger.CloseAsync(Cursor, Cancel);

        Assert.Equal([new("Declined", 1)], ledger.Count.In(Examples.Run("run-1")).Skipped);
        Assert.True(ledger.IsOnTheWay("hs-call-1"));
        Assert.Null(await CursorAsync());
        Assert.Empty(await _store.SkipsAsync("run-1", Cancel));
    }

    private RunLedger Ledger() => new(_store, _lease, "run-1", _clock);

    private Task<SourceCursor?> CursorAsync() => _store.CursorAsync("Objects", "callMade", Cancel);

    private static Skip SkipOf(SkipCode code) => new() { Activity = Sample.Activity("formSubmission", "hs-form-1"), Because = code, Reason = "Because." };
}
