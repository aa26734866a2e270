using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads calls, emails, meetings and tasks as they stand, by id or as they changed.</summary>
public sealed class EngagementReader
{
    private const int BatchSize = 100;
    private const int ListSize = 100;
    private const int PageSize = 200;

    private readonly HubSpotClient _client;
    private readonly EngagementLinks _links;

    /// <summary>Creates a reader.</summary>
    public EngagementReader(HubSpotClient client)
    {
        _client = client;
        _links = new EngagementLinks(client);
    }

    /// <summary>Returns records by id, archived ones included; those that were never there, or left the recycle bin, are absent.</summary>
    /// <param name="type">The type's path name, such as <c>calls</c>.</param>
    /// <param name="ids">Ids of records.</param>
    /// <param name="properties">The properties to read.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IReadOnlyDictionary<string, HubSpotRecord>> ReadAsync(
        string type, IReadOnlyCollection<string> ids, IReadOnlyCollection<string> properties, CancellationToken cancel)
    {
        Dictionary<string, HubSpotRecord> records = [];
        await AddAsync(records, type, ids, properties, isArchived: false, cancel);
        await AddAsync(records, type, [.. ids.Where(id => !records.ContainsKey(id))], properties, isArchived: true, cancel);
        return records;
    }

    /// <summary>Returns records by id with what they hang on, archived ones included; those that were never there, or left the recycle bin, are absent.</summary>
    /// <param name="type">The type's path name, such as <c>calls</c>.</param>
    /// <param name="ids">Ids of records.</param>
    /// <param name="properties">The properties to read.</param>
    /// <param name="besideTypes">The types of the records they may hang on, such as <c>contacts</c>.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IReadOnlyDictionary<string, HubSpotRecord>> ReadAsync(
        string type, IReadOnlyCollection<string> ids, IReadOnlyCollection<string> properties, IReadOnlyCollection<string> besideTypes, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, HubSpotRecord> records = await ReadAsync(type, ids, properties, cancel);
        return (await WithBesideAsync(type, [.. records.Values], besideTypes, cancel)).ToDictionary(record => record.Id);
    }

    /// <summary>Returns records with what they hang on.</summary>
    /// <param name="type">The type's path name, such as <c>calls</c>.</param>
    /// <param name="records">Records of that type; archived ones hang on nothing.</param>
    /// <param name="besideTypes">The types of the records they may hang on, such as <c>contacts</c>.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<HubSpotRecord[]> WithBesideAsync(string type, IReadOnlyCollection<HubSpotRecord> records, IReadOnlyCollection<string> besideTypes, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, string[]> beside = await BesideAsync(type, [.. records.Where(record => !record.IsArchived).Select(record => record.Id)], besideTypes, cancel);
        return [.. records.Select(record => record with { Beside = beside.GetValueOrDefault(record.Id, []) })];
    }

    /// <summary>Returns what records hang on, as <c>type/id</c>, by their id; those that hang on nothing are absent.</summary>
    /// <param name="type">The type's path name, such as <c>calls</c>.</param>
    /// <param name="ids">Ids of records.</param>
    /// <param name="besideTypes">The types of the records they may hang on, such as <c>contacts</c>.</param>
    /// <param name="cancel">Ends the read.</param>
    public Task<IReadOnlyDictionary<string, string[]>> BesideAsync(string type, IReadOnlyCollection<string> ids, IReadOnlyCollection<string> besideTypes, CancellationToken cancel)
        => _links.ReadAsync(type, ids, besideTypes, cancel);

    /// <summary>Returns the records that carry our key and changed since an instant, in the order of their ids, a page at a time.</summary>
    /// <remarks>Asks for ids past the last one seen: that has no ceiling and stays right while records change under the walk ("Search the CRM", read 2026-11-21).</remarks>
    /// <param name="type">The type's path name, such as <c>calls</c>.</param>
    /// <param name="since">The first instant that counts, in UTC.</param>
    /// <param name="properties">The properties to read beside the key.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<HubSpotRecord[]> ChangedAsync(
        string type, DateTimeOffset since, IReadOnlyCollection<string> properties, [EnumeratorCancellation] CancellationToken cancel)
    {
        PageTurn turn = new();
        string? lastId = null;
        bool isLast = false;
        while (!isLast)
        {
            JObject answer = await _client.PostAsync($"/crm/objects/{HubSpotClient.Version}/{type}/search", Query(since, properties, lastId), cancel, isSearch: true);
            HubSpotRecord[] found = [.. answer.Rows("results").Select(record => Read(type, record))];
            isLast = found.Length < PageSize;
            lastId = turn.Past(lastId, [.. found.Select(record => record.Id)]);
            yield return found;
        }
    }

    /// <summary>Returns the records that carry our key and were archived since an instant, a page at a time; only the key is read of them, and ModifiedAt is when they were archived.</summary>
    /// <remarks>Search never shows them; the list does, in an order that is not documented, so it is read whole.</remarks>
    /// <param name="type">The type's path name, such as <c>calls</c>.</param>
    /// <param name="since">The first instant that counts, in UTC; a record that does not say when it was archived counts too.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<HubSpotRecord[]> ArchivedAsync(string type, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        string path = $"/crm/objects/{HubSpotClient.Version}/{type}?archived=true&limit={ListSize}&properties={HubSpotField.Key}";
        PageTurn turn = new();
        string? after = null;
        do
        {
            JObject answer = await _client.GetAsync(after is null ? path : $"{path}&after={Uri.EscapeDataString(after)}", cancel);
            yield return
            [
                .. answer.Rows("results")
                    .Select(record => Read(type, record))
                    .Where(record => record.Properties.GetValueOrDefault(HubSpotField.Key) is not null && record.ModifiedAt >= since),
            ];
            after = turn.After(answer, after);
        }
        while (after is not null);
    }

    private async Task AddAsync(
        Dictionary<string, HubSpotRecord> records, string type, IReadOnlyCollection<string> ids, IReadOnlyCollection<string> properties, bool isArchived, CancellationToken cancel)
    {
        foreach (string[] some in ids.Distinct().Chunk(BatchSize))
        {
            string[] silent = await AskAsync(records, type, some, properties, isArchived, cancel);
            if (silent.Length > 0)
            {
                await AskAsync(records, type, silent, properties, isArchived, cancel);
            }
        }
    }

    // 207 says which were not found; the others are in the results. Whom the answer is silent about is asked for once more: an activity that
    // stands there must never pass for one that is gone.
    private async Task<string[]> AskAsync(
        Dictionary<string, HubSpotRecord> records, string type, string[] ids, IReadOnlyCollection<string> properties, bool isArchived, CancellationToken cancel)
    {
        JObject answer = await _client.PostAsync(
            $"/crm/objects/{HubSpotClient.Version}/{type}/batch/read{(isArchived ? "?archived=true" : "")}",
            new JObject { ["properties"] = new JArray(properties), ["inputs"] = new JArray(ids.Select(id => new JObject { ["id"] = id })) },
            cancel);
        foreach (HubSpotRecord record in answer.Rows("results").Select(record => Read(type, record)))
        {
            records[record.Id] = isArchived ? record with { IsArchived = true } : record;
        }

        HashSet<string> missing = [.. (answer.At("errors") as JArray ?? []).SelectMany(error => (error.At("context", "ids") as JArray ?? []).Select(id => id.ToString()))];
        return [.. ids.Where(id => !records.ContainsKey(id) && !missing.Contains(id))];
    }

    private static HubSpotRecord Read(string type, JObject record)
    {
        JObject properties = record.At("properties") as JObject ?? [];
        DateTimeOffset? modified = HubSpotTime.Parse(properties.Told("hs_lastmodifieddate")) ?? HubSpotTime.Parse(record.Told("updatedAt"));
        bool isArchived = record.Says("archived");
        DateTimeOffset? archived = isArchived ? HubSpotTime.Parse(record.Told("archivedAt")) ?? DateTimeOffset.MaxValue : null;
        return new HubSpotRecord(
            type,
            record.Need("id"),
            properties.Properties().ToDictionary(property => property.Name, property => properties.Told(property.Name) is { Length: > 0 } text ? text : null),
            archived ?? modified ?? DateTimeOffset.MinValue)
        { IsArchived = isArchived };
    }

    private static JObject Query(DateTimeOffset since, IReadOnlyCollection<string> properties, string? lastId)
    {
        JArray filters =
        [
            new JObject { ["propertyName"] = HubSpotField.Key, ["operator"] = "HAS_PROPERTY" },
            new JObject { ["propertyName"] = "hs_lastmodifieddate", ["operator"] = "GTE", ["value"] = HubSpotTime.Filter(since) },
        ];
        if (lastId is not null)
        {
            filters.Add(new JObject { ["propertyName"] = "hs_object_id", ["operator"] = "GT", ["value"] = lastId });
        }

        return new JObject
        {
            ["filterGroups"] = new JArray(new JObject { ["filters"] = filters }),
            ["sorts"] = new JArray(new JObject { ["propertyName"] = "hs_object_id", ["direction"] = "ASCENDING" }),
            ["properties"] = new JArray(properties.Append(HubSpotField.Key).Distinct()),
            ["limit"] = PageSize,
        };
    }
}
