using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.State;

/// <content>Journal, pairs and issues.</content>
public abstract partial class StateStoreContract
{
    [Fact]
    public async Task An_intent_outlives_the_store_that_wrote_it_until_it_is_settled()
    {
        Intent[] intents = [Examples.Intent("hs-call-2"), Examples.Intent("hs-call-1"), Examples.Intent("hs-call-3")];
        await _store.ReserveAsync(_lease, "run-1", intents, Cancel);
        await _store.SettleAsync(_lease, "run-1", [Examples.Written(intents[1])], Cancel);

        await using IStateStore reopened = await OpenAsync(_clock);
        IReadOnlyList<Intent> open = await reopened.OpenIntentsAsync(Cancel);

        Assert.Equal(["hs-call-2", "hs-call-3"], open.Select(intent => intent.Pair.Key));    // oldest first, not by key
        Assert.Equivalent(intents[0] with { RunId = "run-1" }, open[0], strict: true);
    }

    [Fact]
    public async Task A_job_outlives_the_store_that_opened_it_until_it_is_ended()    // O22
    {
        JobRecord first = new("750000000000001AAA", "run-1", Examples.Noon, 2_000);
        JobRecord second = new("750000000000002AAA", "run-1", Examples.Noon.AddMinutes(-1), 7);
        await _store.AddJobAsync(_lease, first, Cancel);
        await _store.AddJobAsync(_lease, second, Cancel);

        await using IStateStore reopened = await OpenAsync(_clock);
        Assert.Equal([second, first], await reopened.JobsAsync(Cancel));    // oldest first

        await _store.EndJobAsync(_lease, second.Id, Cancel);
        await _store.EndJobAsync(_lease, "unknown", Cancel);
        Assert.Equal([first], await _store.JobsAsync(Cancel));
    }

    [Fact]
    public async Task A_pair_comes_back_as_it_went_in()    // O6
    {
        Dictionary<string, string?> values = new()
        {
            ["Subject"] = "Call: Ünal 📞\n\"second\" line",
            ["Date"] = "2026-03-01T12:00:00.000+01:00",    // text that looks like a date stays text
            ["$ref"] = "1",
            ["Long"] = new string('ß', 32_000),
            ["Empty"] = "",
            ["Cleared"] = null,
        };
        Pair pair = Examples.Pair("hs-call-1") with { Base = values, RunId = null };
        Intent intent = Examples.Intent("hs-call-1");

        await _store.ReserveAsync(_lease, "run-1", [intent], Cancel);
        await _store.SettleAsync(_lease, "run-1", [new Settlement(intent, pair, Issue: null)], Cancel);
        IReadOnlyDictionary<string, Pair> pairs = await _store.PairsAsync(["hs-call-1"], Cancel);

        Assert.Equivalent(pair, pairs["hs-call-1"], strict: true);
    }

    [Fact]
    public async Task A_later_write_replaces_the_pair()
    {
        await WriteAsync("hs-call-1");
        Intent update = new("second", Examples.Pair("hs-call-1", "later"), Change.Update);

        await _store.ReserveAsync(_lease, "run-2", [update], Cancel);
        Assert.Equal("hash", (await _store.PairsAsync(["hs-call-1"], Cancel))["hs-call-1"].ContentHash);
        await _store.SettleAsync(_lease, "run-2", [new Settlement(update, update.Pair, Issue: null)], Cancel);

        Assert.Equal("later", (await _store.PairsAsync(["hs-call-1"], Cancel))["hs-call-1"].ContentHash);
    }

    [Theory]
    [InlineData(Side.HubSpot, "17", new[] { "hs-call-1", "sf-00T2" })]    // one id in two types of object: both come back
    [InlineData(Side.Salesforce, "00T000000000002AAA", new[] { "sf-00T2" })]
    [InlineData(Side.Salesforce, "17", new string[0])]
    public async Task Pairs_are_found_by_the_id_of_their_record_on_either_side(Side side, string id, string[] keys)    // O7
    {
        Pair[] pairs = [Examples.Pair("hs-call-1"), Examples.Pair("sf-00T2") with { Kind = "tasks", SalesforceId = "00T000000000002AAA" }];
        await _store.SettleAsync(_lease, "run-1", [.. pairs.Select(pair => new Settlement(new Intent(pair.Key, pair, Change.Create), pair, Issue: null))], Cancel);

        IReadOnlyList<Pair> found = await _store.PairsOfAsync(side, [id, "99"], Cancel);

        Assert.Equal(keys, found.Select(pair => pair.Key).Order());
    }

    [Fact]
    public async Task Pairs_are_found_by_exact_key_among_many_and_the_others_are_absent()    // O10: the key is case-sensitive
    {
        string[] written = [.. Enumerable.Range(0, 300).Select(number => $"hs-call-{number}")];
        await WriteAsync(written);

        IReadOnlyDictionary<string, Pair> pairs = await _store.PairsAsync(
            [.. Enumerable.Range(200, 1_800).Select(number => $"hs-call-{number}"), "HS-call-1", "hs-call-1' or '1'='1"], Cancel);

        Assert.Equal(written[200..].Order(), pairs.Keys.Order());
        Assert.Empty(await _store.PairsAsync([], Cancel));
    }

    [Fact]
    public async Task A_store_knows_whether_it_has_any_pair()    // O4
    {
        Assert.False(await _store.HasPairsAsync(Cancel));

        await WriteAsync("hs-call-1");

        Assert.True(await _store.HasPairsAsync(Cancel));
    }

    [Fact]
    public async Task A_key_is_never_in_flight_twice_and_the_whole_reservation_is_refused()
    {
        await _store.ReserveAsync(_lease, "run-1", [Examples.Intent("hs-call-2", "a")], Cancel);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => _store.ReserveAsync(
            _lease, "run-1", [Examples.Intent("hs-call-1", "b"), Examples.Intent("hs-call-2", "c")], Cancel));

        Assert.Equal((FaultKind.Conflict, "hs-call-2"), (fault.Kind, fault.About));
        Assert.Equal("a", Assert.Single(await _store.OpenIntentsAsync(Cancel)).Id);
    }

    [Fact]
    public async Task A_write_that_never_arrived_leaves_nothing_and_can_be_reserved_again()
    {
        Intent intent = Examples.Intent("hs-call-1");
        await _store.ReserveAsync(_lease, "run-1", [intent], Cancel);

        await _store.SettleAsync(_lease, "run-1", [Examples.Lost(intent)], Cancel);

        Assert.Empty(await _store.OpenIntentsAsync(Cancel));
        Assert.False(await _store.HasPairsAsync(Cancel));
        Assert.Empty(await _store.IssuesAsync(10, Cancel));
        await _store.ReserveAsync(_lease, "run-1", [Examples.Intent("hs-call-1", "again")], Cancel);
    }

    [Fact]
    public async Task A_task_found_on_the_other_side_is_settled_without_an_intent()    // O4: rebuilding adopts
    {
        await _store.SettleAsync(_lease, "run-1", [Examples.Written(Examples.Intent("hs-call-1"))], Cancel);

        Assert.True(await _store.HasPairsAsync(Cancel));
    }

    [Fact]
    public async Task A_refusal_becomes_an_issue_that_counts_its_tries_and_keeps_the_last_run()
    {
        await RefuseAsync("hs-call-1", "run-1");
        await RefuseAsync("hs-call-1", "run-2");

        IssueRecord issue = Assert.Single(await _store.IssuesAsync(10, Cancel));

        Assert.Equal(Examples.Issue("hs-call-1", "run-2") with { Tries = 2 }, issue);
    }

    [Fact]
    public async Task A_write_that_succeeds_ends_the_issue_of_its_key_alone()
    {
        await RefuseAsync("hs-call-1", "run-1");
        await RefuseAsync("hs-call-2", "run-1");

        await WriteAsync("hs-call-1");

        Assert.Equal("hs-call-2", Assert.Single(await _store.IssuesAsync(10, Cancel)).Key);
    }

    [Fact]
    public async Task Issues_come_newest_first_and_no_more_than_asked_for()
    {
        foreach ((string key, int hours) in new[] { ("hs-call-1", 2), ("hs-call-2", 3), ("hs-call-3", 1) })
        {
            IssueRecord issue = Examples.Issue(key) with { At = Examples.Noon.AddHours(hours), ApiCode = null };
            await _store.SettleAsync(_lease, "run-1", [new Settlement(Examples.Intent(key), Pair: null, issue)], Cancel);
        }

        IReadOnlyList<IssueRecord> issues = await _store.IssuesAsync(2, Cancel);

        Assert.Equal(["hs-call-2", "hs-call-1"], issues.Select(issue => issue.Key));
    }

    [Fact]
    public async Task A_pair_or_a_refusal_ends_the_waiting_and_a_lost_write_does_not()    // O3
    {
        await _store.SetAsideAsync(
            _lease, [Examples.Waiting("written"), Examples.Waiting("refused"), Examples.Waiting("lost"), Examples.Waiting("other")], Cancel);

        await _store.SettleAsync(
            _lease,
            "run-1",
            [Examples.Written(Examples.Intent("written")), Examples.Refused(Examples.Intent("refused")), Examples.Lost(Examples.Intent("lost"))],
            Cancel);

        Assert.Equal(["lost", "other"], (await _store.WaitingAsync(null, 10, Cancel)).Select(activity => activity.Key));
    }

    private async Task WriteAsync(params string[] keys)
    {
        Intent[] intents = [.. keys.Select(key => Examples.Intent(key))];
        await _store.ReserveAsync(_lease, "run-1", intents, Cancel);
        await _store.SettleAsync(_lease, "run-1", [.. intents.Select(Examples.Written)], Cancel);
    }

    private async Task RefuseAsync(string key, string runId)
    {
        Intent intent = Examples.Intent(key);
        await _store.ReserveAsync(_lease, runId, [intent], Cancel);
        await _store.SettleAsync(_lease, runId, [Examples.Refused(intent, runId)], Cancel);
    }
}
