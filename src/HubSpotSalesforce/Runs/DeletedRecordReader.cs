using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Reads the known records of a family that were deleted in Salesforce since the last run, or restored: by evidence, never by absence (R51).</summary>
internal sealed class DeletedRecordReader
{
    private const int PairsAtOnce = 1_000;

    private readonly DeletedReader _log;
    private readonly RecordSetup _setup;
    private readonly IStateStore _store;
    private readonly Dictionary<string, DeletedRecords> _read = [];

    public DeletedRecordReader(DeletedReader log, RecordSetup setup, IStateStore store)
    {
        _log = log;
        _setup = setup;
        _store = store;
    }

    /// <summary>Returns them as they stand.</summary>
    /// <param name="family">The family.</param>
    /// <param name="since">When the last run looked, in UTC.</param>
    /// <param name="until">Now, in UTC.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<Activity[]> ReadAsync(ActivityFamily family, DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!await _store.HasPairsAsync(cancel))
        {
            yield break;
        }

        // Three families are tasks: the log is read once for those that start at one time.
        string asked = $"{family.SalesforceType} {since:O}";
        if (!_read.TryGetValue(asked, out DeletedRecords? deleted))
        {
            _read[asked] = deleted = await _log.ReadAsync(family.SalesforceType, since, until, cancel);
        }

        foreach (string[] ids in deleted.Ids.Keys.Chunk(PairsAtOnce))
        {
            Pair[] pairs = [.. (await _store.PairsOfAsync(Side.Salesforce, ids, cancel)).Where(pair => IsOf(pair, family))];
            Activity[] seen = await OfAsync(family, pairs, cancel);
            HashSet<string> seenIds = [.. seen.Select(row => row.SourceId)];
            yield return [.. seen, .. pairs.Where(pair => !seenIds.Contains(pair.SalesforceId) && IsOwn(pair)).Select(pair => Purged(pair, family, deleted.Ids[pair.SalesforceId]))];
        }

        if (!deleted.IsComplete)
        {
            await foreach (Activity[] swept in SweepAsync(family, cancel))
            {
                yield return swept;
            }
        }
    }

    // The log forgets after fifteen days: then every known record is looked at.
    private async IAsyncEnumerable<Activity[]> SweepAsync(ActivityFamily family, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        while ((await _store.PairsAfterAsync(after, null, PairsAtOnce, cancel)) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            Pair[] known = [.. page.Where(pair => IsOf(pair, family))];
            IReadOnlyDictionary<string, RecordPresence> presence = known.Length == 0
                ? new Dictionary<string, RecordPresence>()
                : await _log.SweepAsync(family.SalesforceType, [.. known.Select(pair => pair.SalesforceId)], cancel);
            yield return await OfAsync(family, [.. known.Where(pair => IsNews(pair, presence.GetValueOrDefault(pair.SalesforceId, RecordPresence.Unknown)))], cancel);
        }
    }

    // The log names what no row shows any more: it left the recycle bin, or never lay in it.
    private static Activity Purged(Pair pair, ActivityFamily family, DateTimeOffset deletedAt)
        => new() { Key = pair.Key, Kind = family.Key, SourceId = pair.SalesforceId, OccurredAt = deletedAt, ModifiedAt = deletedAt, IsDeleted = true };

    // An email may outlive the task that stood for it (O23).
    private static bool IsOwn(Pair pair) => !ActivityKey.IsOfRecord(pair.Key) || pair.Key == ActivityKey.OfRecord(pair.SalesforceId);

    private static bool IsNews(Pair pair, RecordPresence presence) => presence == (pair.IsGone ? RecordPresence.Living : RecordPresence.Deleted);

    private static bool IsOf(Pair pair, ActivityFamily family)
        => pair.Kind == family.Key || (family == ActivityFamily.Tasks && pair.Kind == ActivityKind.TaskCreated.Key);

    private async Task<Activity[]> OfAsync(ActivityFamily family, Pair[] pairs, CancellationToken cancel)
        => pairs.Length == 0 ? [] : [.. await _setup.Readers[family.Key].ReadAgainAsync([.. pairs.Select(pair => pair.SalesforceId)], cancel)];
}
