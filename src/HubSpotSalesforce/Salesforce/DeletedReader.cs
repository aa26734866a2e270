using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads which records were deleted: from the log of deletions, or by asking for each id that is known.</summary>
/// <remarks>
/// The log reaches back fifteen days, counts whole minutes, and gives no more than 600,000 ids at once ([RESTDoc-Deleted], read 2026-11-21).
/// It shows what rows no longer can: a record that left the recycle bin.
/// </remarks>
public sealed class DeletedReader
{
    private const int IdsPerQuery = 400;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Reach = TimeSpan.FromDays(15);

    private readonly SalesforceClient _client;
    private readonly TimeProvider _clock;

    /// <summary>Creates a reader.</summary>
    public DeletedReader(SalesforceClient client, TimeProvider clock)
    {
        _client = client;
        _clock = clock;
    }

    /// <summary>Reads the log of deletions from one instant to another.</summary>
    /// <param name="type">The object's API name.</param>
    /// <param name="since">The first instant that counts, in UTC; its whole minute does.</param>
    /// <param name="until">The end of the time, in UTC; the minute it lies in is left to the next read, which must reach back over it.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<DeletedRecords> ReadAsync(string type, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        // One minute less than the log's reach: it moves on while the request travels.
        DateTimeOffset horizon = Floor(_clock.GetUtcNow() - Reach) + Minute;
        DateTimeOffset start = Floor(since) < horizon ? horizon : Floor(since);
        DateTimeOffset end = Floor(until < _clock.GetUtcNow() ? until : _clock.GetUtcNow());
        Dictionary<string, DateTimeOffset> ids = [];
        bool isComplete = start <= since;
        if (start < end)
        {
            isComplete &= await ReadAsync(type, start, end, ids, cancel);
        }

        return new DeletedRecords(ids, isComplete);
    }

    /// <summary>Asks for records that are known by id, wherever they lie.</summary>
    /// <param name="type">The object's API name.</param>
    /// <param name="ids">18-character ids.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <returns>What is known of each id: only a record that is seen deleted counts as such, never one that is not seen.</returns>
    public async Task<IReadOnlyDictionary<string, RecordPresence>> SweepAsync(string type, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        Dictionary<string, RecordPresence> seen = ids.Distinct().ToDictionary(id => id, _ => RecordPresence.Unknown);
        foreach (string[] some in seen.Keys.ToArray().Chunk(IdsPerQuery))
        {
            await foreach (JObject row in _client.QueryAsync(Soql.Select(type, "Id", "IsDeleted").In("Id", some), withDeleted: true, cancel))
            {
                seen[RecordRow.NeedId(row, "Id")] = row.Says("IsDeleted") ? RecordPresence.Deleted : RecordPresence.Living;
            }
        }

        return seen;
    }

    // Too many ids for one answer: the time is halved, down to the minute below which the log does not go.
    private async Task<bool> ReadAsync(string type, DateTimeOffset start, DateTimeOffset end, Dictionary<string, DateTimeOffset> ids, CancellationToken cancel)
    {
        try
        {
            return await AskAsync(type, start, end, ids, cancel);
        }
        catch (SyncException tooMany) when (tooMany.ApiCode == "EXCEEDED_ID_LIMIT" && end - start > Minute)
        {
            DateTimeOffset middle = Floor(start + ((end - start) / 2));
            middle = middle > start ? middle : start + Minute;
            bool isComplete = await ReadAsync(type, start, middle, ids, cancel);
            return await ReadAsync(type, middle, end, ids, cancel) && isComplete;
        }
        catch (SyncException refused) when (refused.ApiCode is "INVALID_REPLICATION_DATE" or "EXCEEDED_ID_LIMIT")
        {
            // The org's clock or its log say otherwise than the documentation: what cannot be asked is swept.
            return false;
        }
    }

    private async Task<bool> AskAsync(string type, DateTimeOffset start, DateTimeOffset end, Dictionary<string, DateTimeOffset> ids, CancellationToken cancel)
    {
        JObject answer = await _client.GetAsync(
            $"/sobjects/{type}/deleted/?start={Uri.EscapeDataString(SalesforceTime.Literal(start))}&end={Uri.EscapeDataString(SalesforceTime.Literal(end))}", cancel);
        foreach (JObject deleted in answer.Rows("deletedRecords"))
        {
            ids[RecordRow.NeedId(deleted, "id")] = SalesforceTime.Parse(deleted.Told("deletedDate")) ?? start;
        }

        // Under load the log is emptied early, and says since when it is kept.
        return SalesforceTime.Parse(answer.Told("earliestDateAvailable")) is not { } earliest || Floor(earliest) <= start;
    }

    private static DateTimeOffset Floor(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
