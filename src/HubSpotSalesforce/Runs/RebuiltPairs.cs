using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Completes pairs that were rebuilt from the org (O4): what the activity says when it is first read again counts as written.</summary>
internal sealed class RebuiltPairs
{
    /// <summary>The content hash of a pair whose activity was not read since it was rebuilt.</summary>
    public const string NotRead = "";

    private readonly RunBooks _books;
    private readonly string _runId;

    public RebuiltPairs(RunBooks books, string runId)
    {
        _books = books;
        _runId = runId;
    }

    /// <summary>Takes what was planned for such pairs as what stands there; the pairs are stored and replaced in those given.</summary>
    /// <returns>Whether there were any: then their activities must be planned anew.</returns>
    public async Task<bool> CompleteAsync(IEnumerable<Decision> decisions, Dictionary<string, Pair> pairs, CancellationToken cancel)
    {
        List<Settlement> completed = [];
        foreach (Change change in decisions.OfType<Change>().Where(change => change is { Action: Change.Update, Pair.ContentHash: NotRead }))
        {
            Pair pair = change.Pair! with { ContentHash = change.ContentHash, Base = change.Base };
            pairs[pair.Key] = pair;
            completed.Add(new Settlement(new Intent($"rebuilt-{pair.Key}", pair, Change.Update), pair, null));
        }

        if (_books.Lease is { } lease && completed.Count > 0)
        {
            await _books.Store.SettleAsync(lease, _runId, completed, cancel);
        }

        return completed.Count > 0;
    }
}
