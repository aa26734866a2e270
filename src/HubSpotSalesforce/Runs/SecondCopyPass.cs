using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Looks for second copies of what the latest runs made in HubSpot, and archives the younger (O14): a request that was given up may still have arrived.</summary>
internal sealed class SecondCopyPass
{
    private const int LatestRuns = 2;
    private const int PairsAtOnce = 1_000;

    private readonly SecondCopies _copies;
    private readonly RunBooks _books;
    private readonly PairBook _pairs;

    public SecondCopyPass(SecondCopies copies, RunBooks books, PairBook pairs)
    {
        _copies = copies;
        _books = books;
        _pairs = pairs;
    }

    /// <summary>Looks, and returns how many copies were archived.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        int archived = 0;
        foreach (RunRecord run in (await _books.Store.RunsAsync(LatestRuns * 2, cancel)).Where(run => run is { Target: Side.HubSpot, Created: > 0 } or { Target: Side.HubSpot, Ending: RunRecord.Interrupted }).Take(LatestRuns))
        {
            archived += await LookAsync(run.RunId, cancel);
        }

        return archived;
    }

    private async Task<int> LookAsync(string runId, CancellationToken cancel)
    {
        int archived = 0;
        string? after = null;
        while ((await _books.Store.PairsAfterAsync(after, runId, PairsAtOnce, cancel)) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            Pair[] made = [.. page.Where(pair => ActivityKey.IsOfRecord(pair.Key) && pair.RunId == runId)];
            IReadOnlyList<SecondCopy> copies = made.Length == 0 ? [] : await _copies.FindAsync([.. made.Select(pair => new SoughtKey(pair.Key, pair.Kind, new PairBase(pair).Beside ?? []))], cancel);
            if (copies.Count > 0)
            {
                Dictionary<string, Pair> byKey = made.ToDictionary(pair => pair.Key);
                await _pairs.SaveAsync([.. copies.Where(copy => byKey[copy.Key].HubSpotId != copy.KeptId).Select(copy => byKey[copy.Key] with { HubSpotId = copy.KeptId })], cancel);
                await _copies.ArchiveAsync(copies, cancel);
                archived += copies.Sum(copy => copy.Younger.Length);
            }
        }

        return archived;
    }
}
