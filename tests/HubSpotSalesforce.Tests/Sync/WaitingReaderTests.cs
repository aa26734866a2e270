using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>What waits is brought back by every run (O3).</summary>
public sealed class WaitingReaderTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();
    private readonly JumpingClock _clock = new();
    private readonly List<string> _readAgain = [];
    private SqliteStore _store = null!;
    private Lease _lease = null!;

    public async Task InitializeAsync()
    {
        _store = await SqliteStore.OpenAsync(_folder["a.db"], StoreMode.ReadWrite, _clock, Cancel);
        _lease = await _store.AcquireAsync("first", TimeSpan.FromDays(9_000), Cancel);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_object_is_read_again_and_an_event_comes_back_as_it_was_kept()
    {
        await WaitAsync(Sample.Activity("callMade", "hs-call-1"), Sample.Activity("formSubmission", "hs-form-1"));

        Activity[] back = await ReadAsync("callMade", "formSubmission");

        Assert.Equal(["17"], _readAgain);
        Assert.Equal(["hs-call-17", "hs-form-1"], back.Select(activity => activity.Key).Order());
    }

    [Fact]
    public async Task A_kind_that_is_off_is_left_where_it_is()
    {
        await WaitAsync(Sample.Activity("formSubmission", "hs-form-1"));

        Assert.Empty(await ReadAsync("callMade"));
        Assert.Single(await _store.WaitingAsync(null, 9, Cancel));
    }

    [Theory]
    [InlineData(30, true, true)]    // O3: the last day counts
    [InlineData(31, true, false)]
    [InlineData(31, false, true)]    // a plan ends none
    public async Task What_waited_too_long_is_brought_back_no_more(int days, bool isRun, bool stays)
    {
        await WaitAsync(Sample.Activity("formSubmission", "hs-form-1"));
        _clock.Now += TimeSpan.FromDays(days);

        Activity[] back = await ReadAsync(isRun ? _lease : null, "formSubmission");

        Assert.Equal(days <= 30, back.Length == 1);
        Assert.Equal(stays, (await _store.WaitingAsync(null, 9, Cancel)).Count == 1);
    }

    [Fact]
    public async Task More_than_a_page_comes_back_whole()
    {
        await WaitAsync([.. Enumerable.Range(0, 2_001).Select(id => Sample.Activity("formSubmission", $"hs-form-{id}"))]);

        Activity[] back = await ReadAsync("formSubmission");

        Assert.Equal(2_001, back.Select(activity => activity.Key).Distinct().Count());
    }

    [Fact]
    public void An_activity_that_was_kept_as_text_says_the_same_when_it_comes_back()
    {
        Gen<Activity> activities =
            from text in ArbMap.Default.GeneratorFor<string>()
            from other in ArbMap.Default.GeneratorFor<string>()
            from ticks in Gen.Choose(0, int.MaxValue)
            from hasDue in Gen.Elements(true, false)
            select Sample.Activity("formSubmission") with
            {
                OccurredAt = Sample.Noon.AddTicks(ticks),
                ScheduledAt = hasDue ? Sample.Noon.AddTicks(ticks) : null,
                Title = text,
                Body = other,
                Email = "a@acme.com",
                ContactIds = ["1", "2"],
                Values = new Dictionary<string, string?> { ["form"] = text, ["at"] = "2026-03-01T12:00:00Z", ["none"] = null, ["empty"] = "" },
            };

        Prop.ForAll(activities.ToArbitrary(), before =>
        {
            Activity after = ActivityPayload.Read(ActivityPayload.Write(before));
            return ContentHash.Of(after) == ContentHash.Of(before)
                && after.ContactIds.SequenceEqual(before.ContactIds)
                && after with { ContactIds = before.ContactIds, Values = before.Values } == before;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_kept_text_that_is_none_is_a_fault_of_the_store()
        => Assert.All(new[] { "null", "{", "7", "[]" }, text => Assert.Equal(FaultKind.StoreDamaged, Assert.Throws<SyncException>(() => ActivityPayload.Read(text)).Kind));

    private async Task WaitAsync(params Activity[] activities)
    {
        using RunLedger ledger = new(_store, _lease, "run-1", _clock);
        await _store.SaveRunAsync(_lease, Examples.Run("run-1"), Cancel);
        foreach (Activity activity in activities)
        {
            await ledger.AddAsync(new Skip { Activity = activity, Because = SkipCode.NoContact, Reason = "Nobody." }, isWaiting: false, mayWait: true, Cancel);
        }

        await ledger.FlushAsync(Cancel);
    }

    private Task<Activity[]> ReadAsync(params string[] kinds) => ReadAsync(_lease, kinds);

    private async Task<Activity[]> ReadAsync(Lease? lease, params string[] kinds)
    {
        WaitingReader reader = new(_store, ReadAgainAsync, _ => TimeSpan.FromDays(30), _clock);
        List<Activity> back = [];
        await foreach (Activity[] page in reader.ReadAsync(kinds.ToHashSet(), lease, Cancel))
        {
            back.AddRange(page);
        }

        return [.. back];
    }

    private Task<IReadOnlyList<Activity>> ReadAgainAsync(string kind, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        _readAgain.AddRange(ids);
        return Task.FromResult<IReadOnlyList<Activity>>([.. ids.Select(id => Sample.Activity(kind, $"hs-call-{id}"))]);
    }
}
