using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Sync;

/// <summary>Brings back the activities that wait, a page at a time, for another look (O3).</summary>
public sealed class WaitingReader
{
    private const int PageSize = 1_000;

    private readonly IStateStore _store;
    private readonly Func<string, IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyList<Activity>>> _readAgain;
    private readonly Func<string, TimeSpan> _keep;
    private readonly TimeProvider _clock;

    /// <summary>Creates a reader.</summary>
    /// <param name="store">The store.</param>
    /// <param name="readAgain">Reads records of a kind or family again by their ids.</param>
    /// <param name="keep">How long an activity of a kind or family waits.</param>
    /// <param name="clock">The clock.</param>
    public WaitingReader(
        IStateStore store,
        Func<string, IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyList<Activity>>> readAgain,
        Func<string, TimeSpan> keep,
        TimeProvider clock)
    {
        _store = store;
        _readAgain = readAgain;
        _keep = keep;
        _clock = clock;
    }

    /// <summary>Returns the waiting activities of the kinds that are on. Those that waited too long are ended; what HubSpot no longer shows goes on waiting.</summary>
    /// <param name="kinds">The kinds or families that are on, by settings key.</param>
    /// <param name="lease">The lease; null for a plan, which ends none.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<Activity[]> ReadAsync(
        IReadOnlySet<string> kinds, Lease? lease, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        while (true)
        {
            IReadOnlyList<WaitingActivity> page = await _store.WaitingAsync(after, PageSize, cancel);
            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Key;
            WaitingActivity[] kept = await EndOldAsync(page, lease, cancel);
            yield return await BringBackAsync([.. kept.Where(waiting => kinds.Contains(waiting.Kind))], cancel);
        }
    }

    private async Task<WaitingActivity[]> EndOldAsync(IReadOnlyList<WaitingActivity> page, Lease? lease, CancellationToken cancel)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        ILookup<bool, WaitingActivity> byAge = page.ToLookup(waiting => now - waiting.WaitingSince > _keep(waiting.Kind));
        if (lease is not null && byAge[true].Any())
        {
            await _store.EndWaitingAsync(lease, [.. byAge[true].Select(waiting => waiting.Key)], cancel);
        }

        return [.. byAge[false]];
    }

    private async Task<Activity[]> BringBackAsync(WaitingActivity[] waiting, CancellationToken cancel)
    {
        List<Activity> activities = [.. waiting.Where(one => one.Payload is not null).Select(one => ActivityPayload.Read(one.Payload!))];
        foreach (IGrouping<string, WaitingActivity> ofKind in waiting.Where(one => one.Payload is null).GroupBy(one => one.Kind))
        {
            activities.AddRange(await _readAgain(ofKind.Key, [.. ofKind.Select(one => one.SourceId)], cancel));
        }

        return [.. activities];
    }
}
