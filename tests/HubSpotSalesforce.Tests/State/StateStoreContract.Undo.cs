using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.State;

/// <content>What an undo must know.</content>
public abstract partial class StateStoreContract
{
    [Fact]
    public async Task A_run_can_be_asked_for_what_it_made_and_for_what_it_changed_and_how_that_was_before()
    {
        Pair made = Examples.Pair("hs-call-1");
        Pair changed = made with { ContentHash = "later", Base = new Dictionary<string, string?> { ["Subject"] = "Later" } };
        Pair latest = changed with { Base = new Dictionary<string, string?> { ["Subject"] = "Latest" } };
        await SettleAsync("run-1", made);
        await SettleAsync("run-2", changed);
        await SettleAsync("run-2", latest);    // twice in one run: what counts is how it was before the first time

        UndoRow ofFirst = Assert.Single(await _store.UndoRowsAsync("run-1", null, 10, Cancel));
        UndoRow ofSecond = Assert.Single(await _store.UndoRowsAsync("run-2", null, 10, Cancel));

        Assert.Null(ofFirst.Before);
        Assert.Equal("run-2", ofFirst.LastRunId);
        Assert.Equal(made.Base, ofSecond.Before);
        Assert.Equal(latest.Base, ofSecond.Pair.Base);
        Assert.Empty(await _store.UndoRowsAsync("run-3", null, 10, Cancel));
    }

    [Fact]
    public async Task What_a_run_wrote_comes_page_by_page_in_the_order_of_the_keys()
    {
        string[] keys = [.. Enumerable.Range(0, 25).Select(number => $"hs-call-{number:00}")];
        foreach (string key in keys.Reverse())
        {
            await SettleAsync("run-1", Examples.Pair(key));
        }

        List<string> seen = [];
        IReadOnlyList<UndoRow> page;
        do
        {
            page = await _store.UndoRowsAsync("run-1", seen.LastOrDefault(), 10, Cancel);
            seen.AddRange(page.Select(row => row.Pair.Key));
        }
        while (page.Count > 0);

        Assert.Equal(keys, seen);
    }

    private Task SettleAsync(string runId, Pair pair)
        => _store.SettleAsync(_lease, runId, [new Settlement(new Intent($"{runId} {pair.Key}", pair, Change.Update), pair, Issue: null)], Cancel);
}
