using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.State;

/// <summary>What every store does. A class per store inherits it.</summary>
public abstract partial class StateStoreContract : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly JumpingClock _clock = new();
    private IStateStore _store = null!;
    private Lease _lease = null!;

    /// <summary>Opens the test's one store, each time anew.</summary>
    protected abstract Task<IStateStore> OpenAsync(TimeProvider clock);

    public async Task InitializeAsync()
    {
        _store = await OpenAsync(_clock);
        _lease = await _store.AcquireAsync("first", Hour, Cancel);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_lease_that_is_held_is_refused_with_who_holds_it_and_until_when()
    {
        await using IStateStore other = await OpenAsync(_clock);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => other.AcquireAsync("second", Hour, Cancel));

        Assert.Equal(FaultKind.LeaseHeld, fault.Kind);
        Assert.Contains("first", fault.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-01 13:00:00Z", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public async Task A_lease_is_free_from_the_moment_it_ran_out(int minutes, bool isFree)
    {
        _clock.Now += TimeSpan.FromMinutes(minutes);

        Exception? fault = await Record.ExceptionAsync(() => _store.AcquireAsync("second", Hour, Cancel));

        Assert.Equal(isFree, fault is null);
    }

    [Fact]
    public async Task A_lease_that_was_given_back_is_free_at_once_and_the_next_has_a_higher_epoch()
    {
        await _store.ReleaseAsync(_lease, Cancel);

        Lease next = await _store.AcquireAsync("second", Hour, Cancel);

        Assert.Equal(new Lease("second", _lease.Epoch + 1) { PredecessorSeenAt = _clock.Now }, next);
    }

    [Fact]
    public async Task A_lease_that_is_held_is_refused_with_since_when()
    {
        _clock.Now += 0.25 * Hour;
        await _store.RenewAsync(_lease, Cancel);
        await using IStateStore other = await OpenAsync(_clock);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => other.AcquireAsync("second", Hour, Cancel));

        Assert.Contains("since 2026-03-01 12:00:00Z", fault.Message, StringComparison.Ordinal);
        Assert.Contains("until 2026-03-01 13:15:00Z", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_over_from_a_sleeper_hears_when_he_was_last_awake()    // O14
    {
        Assert.Null(_lease.PredecessorSeenAt);
        _clock.Now += 0.5 * Hour;
        await _store.RenewAsync(_lease, Cancel);
        DateTimeOffset awake = _clock.Now;
        _clock.Now += Hour;

        await using IStateStore other = await OpenAsync(_clock);
        Lease next = await other.AcquireAsync("second", Hour, Cancel);

        Assert.Equal(awake, next.PredecessorSeenAt);
    }

    [Theory]    // before anything is sent
    [InlineData("in time", null)]
    [InlineData("too late, and nobody came", null)]
    [InlineData("too late", FaultKind.LeaseLost)]
    [InlineData("given back", FaultKind.LeaseLost)]
    public async Task A_lease_is_made_sure_of(string state, FaultKind? kind)
    {
        await using IStateStore other = await OpenAsync(_clock);
        _clock.Now += state == "in time" ? 0.5 * Hour : 2 * Hour;
        if (state == "too late")
        {
            await other.AcquireAsync("second", Hour, Cancel);
        }
        else if (state == "given back")
        {
            await _store.ReleaseAsync(_lease, Cancel);
        }

        Exception? fault = await Record.ExceptionAsync(() => _store.HoldAsync(_lease, Cancel));

        Assert.Equal(kind, (fault as SyncException)?.Kind);
        if (state == "too late, and nobody came")
        {
            // It is renewed, so that nobody comes while the request is on its way.
            Assert.Equal(FaultKind.LeaseHeld, (await Assert.ThrowsAsync<SyncException>(() => other.AcquireAsync("second", Hour, Cancel))).Kind);
        }
    }

    [Fact]
    public async Task A_sleeper_that_dies_later_does_not_take_the_lease_of_who_took_over_with_it()
    {
        _clock.Now += 2 * Hour;
        await using IStateStore second = await OpenAsync(_clock);
        Lease lease = await second.AcquireAsync("second", Hour, Cancel);    // the sleeper still holds the file
        await _store.DisposeAsync();    // and now does not
        await using IStateStore third = await OpenAsync(_clock);

        Assert.Equal(FaultKind.LeaseHeld, (await Assert.ThrowsAsync<SyncException>(() => third.AcquireAsync("third", Hour, Cancel))).Kind);
        await second.HoldAsync(lease, Cancel);
    }

    [Fact]
    public async Task A_renewed_lease_lasts_from_now_on_again()
    {
        _clock.Now += 0.9 * Hour;
        await _store.RenewAsync(_lease, Cancel);
        _clock.Now += 0.9 * Hour;

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => _store.AcquireAsync("second", Hour, Cancel));

        Assert.Equal(FaultKind.LeaseHeld, fault.Kind);
    }

    [Fact]
    public async Task A_lease_that_ran_out_still_writes_while_nobody_took_it()
    {
        _clock.Now += 2 * Hour;

        await _store.BindAsync(_lease, new StoreBinding("1", "00D"), Cancel);

        Assert.NotNull(await _store.BindingAsync(Cancel));
    }

    [Fact]
    public async Task Giving_a_lost_lease_back_leaves_the_new_one_alone()
    {
        _clock.Now += 2 * Hour;
        Lease next = await _store.AcquireAsync("second", Hour, Cancel);

        await _store.ReleaseAsync(_lease, Cancel);

        await _store.RenewAsync(next, Cancel);
    }

    [Fact]
    public async Task A_lease_that_was_given_back_writes_nothing()
    {
        await _store.ReleaseAsync(_lease, Cancel);

        await RefusedAsync(store => store.BindAsync(_lease, new StoreBinding("1", "00D"), Cancel));

        Assert.Null(await _store.BindingAsync(Cancel));
    }

    [Fact]
    public async Task A_runner_that_slept_through_its_lease_changes_nothing()
    {
        Intent intent = Examples.Intent("hs-call-1");
        await _store.ReserveAsync(_lease, "run-1", [intent], Cancel);
        _clock.Now += 2 * Hour;
        await using IStateStore other = await OpenAsync(_clock);
        await other.AcquireAsync("second", Hour, Cancel);

        await RefusedAsync(store => store.RenewAsync(_lease, Cancel));
        await RefusedAsync(store => store.BindAsync(_lease, new StoreBinding("1", "00D"), Cancel));
        await RefusedAsync(store => store.SetEnabledAtAsync(_lease, "callMade", Examples.Noon, Cancel));
        await RefusedAsync(store => store.MoveAsync(_lease, new SourceCursor("objects", "callMade", Examples.Noon, "s") { Counters = new Dictionary<string, int> { ["hs-email-1-open"] = 1 } }, Cancel));
        await RefusedAsync(store => store.ReserveAsync(_lease, "run-1", [Examples.Intent("hs-call-2")], Cancel));
        await RefusedAsync(store => store.SettleAsync(_lease, "run-1", [Examples.Written(intent)], Cancel));
        await RefusedAsync(store => store.SetAsideAsync(_lease, [Examples.Waiting("hs-form-1")], Cancel));
        await RefusedAsync(store => store.EndWaitingAsync(_lease, ["hs-form-1"], Cancel));
        await RefusedAsync(store => store.SaveRunAsync(_lease, Examples.Run("run-1"), Cancel));
        await RefusedAsync(store => store.SaveLinksAsync(_lease, [Link(101)], [new AddressRecord("lee@example.com", 101)], Cancel));
        await RefusedAsync(store => store.AddSkipsAsync(_lease, "run-1", [new SkipRecord("k", "callMade", "Filtered", "It is.")], Cancel));

        Assert.Null(await other.BindingAsync(Cancel));
        Assert.Empty(await other.EnabledAtAsync(Cancel));
        Assert.Null(await other.CursorAsync("objects", "callMade", Cancel));
        Assert.Empty(await other.CountersAsync(["hs-email-1-open"], Cancel));
        Assert.Equal("hs-call-1", Assert.Single(await other.OpenIntentsAsync(Cancel)).Pair.Key);
        Assert.False(await other.HasPairsAsync(Cancel));
        Assert.Empty(await other.WaitingAsync(null, 10, Cancel));
        Assert.Empty(await other.RunsAsync(10, Cancel));
        Assert.Empty(await other.LinksAsync([101], Cancel));
        Assert.Empty(await other.OwnersOfAsync(["lee@example.com"], Cancel));
        Assert.Empty(await other.SkipsAsync("run-1", Cancel));
    }

    [Fact]
    public async Task A_store_belongs_to_one_portal_and_one_org()    // O4
    {
        StoreBinding binding = new("245", "00D000000000001AAA");
        Assert.Null(await _store.BindingAsync(Cancel));

        await _store.BindAsync(_lease, binding, Cancel);
        await _store.BindAsync(_lease, binding, Cancel);
        SyncException fault = await Assert.ThrowsAsync<SyncException>(
            () => _store.BindAsync(_lease, binding with { OrgId = "00D000000000002AAA" }, Cancel));

        Assert.Equal(FaultKind.StoreMismatch, fault.Kind);
        Assert.Equal(binding, await _store.BindingAsync(Cancel));
    }

    [Fact]
    public async Task A_kind_switched_on_again_takes_the_new_time()    // O9
    {
        await _store.SetEnabledAtAsync(_lease, "callMade", Examples.Noon, Cancel);
        await _store.SetEnabledAtAsync(_lease, "noteCreated", Examples.Noon, Cancel);
        await _store.SetEnabledAtAsync(_lease, "callMade", Examples.Noon.AddDays(1), Cancel);

        IReadOnlyDictionary<string, DateTimeOffset> enabledAt = await _store.EnabledAtAsync(Cancel);

        Assert.Equal(2, enabledAt.Count);
        Assert.Equal(Examples.Noon.AddDays(1), enabledAt["callMade"]);
    }

    [Fact]
    public async Task A_cursor_belongs_to_source_and_kind_and_comes_back_in_utc()    // O9
    {
        DateTimeOffset warsaw = new(2026, 3, 1, 13, 0, 0, 123, TimeSpan.FromHours(1));
        await _store.MoveAsync(_lease, new SourceCursor("objects", "callMade", Examples.Noon.AddDays(-1), "old"), Cancel);
        await _store.MoveAsync(_lease, new SourceCursor("objects", "callMade", warsaw, "new"), Cancel);

        SourceCursor? cursor = await _store.CursorAsync("objects", "callMade", Cancel);

        Assert.Equal(new SourceCursor("objects", "callMade", warsaw.ToUniversalTime(), "new"), cursor);
        Assert.Equal(TimeSpan.Zero, cursor!.Since.Offset);
        Assert.Null(await _store.CursorAsync("objects", "noteCreated", Cancel));
        Assert.Null(await _store.CursorAsync("emailEvents", "callMade", Cancel));
    }

    [Fact]
    public async Task Counters_move_with_a_cursor_and_keep_the_highest_value_ever_seen()    // O11
    {
        SourceCursor cursor = new("emailCounters", "salesEmailOpened", Examples.Noon, "s");
        await _store.MoveAsync(_lease, cursor with { Counters = new Dictionary<string, int> { ["hs-email-1-open"] = 5, ["hs-email-2-open"] = 0 } }, Cancel);
        await _store.MoveAsync(_lease, cursor with { Counters = new Dictionary<string, int> { ["hs-email-1-open"] = 3, ["hs-email-2-open"] = 4 } }, Cancel);
        await _store.MoveAsync(_lease, cursor, Cancel);

        IReadOnlyDictionary<string, int> counters = await _store.CountersAsync(["hs-email-1-open", "hs-email-2-open", "hs-email-3-open"], Cancel);

        Assert.Equal([("hs-email-1-open", 5), ("hs-email-2-open", 4)], counters.Select(counter => (counter.Key, counter.Value)).Order());
    }

    private async Task RefusedAsync(Func<IStateStore, Task> write)
    {
        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => write(_store));
        Assert.Equal(FaultKind.LeaseLost, fault.Kind);
    }
}
