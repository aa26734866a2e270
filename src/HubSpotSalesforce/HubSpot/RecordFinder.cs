using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Finds records by the Salesforce id that stands on them, and the Salesforce ids of records.</summary>
/// <remarks>
/// Which properties hold those ids, and whether with 15 characters or 18, differs between portals: both forms are asked for, and a property
/// the portal does not have finds nothing. A search shows what changed a few moments ago not yet, and archived records never.
/// </remarks>
public sealed class RecordFinder
{
    // A search may have 3,000 characters, as one reading of "Search the CRM" (read 2026-11-21) has it: two forms of 50 ids fit.
    private const int IdsPerSearch = 50;
    private const int PageSize = 200;
    private const int BatchSize = 100;

    private readonly HubSpotClient _client;
    private readonly PropertyReader _properties;

    /// <summary>Creates a finder.</summary>
    public RecordFinder(HubSpotClient client, PropertyReader properties)
    {
        _client = client;
        _properties = properties;
    }

    /// <summary>Returns the ids of the records, by the 18-character id that was asked for; several where several records name one.</summary>
    /// <param name="type">The type of the records, such as <c>companies</c>.</param>
    /// <param name="property">The property that holds the id; null for none, which finds nothing.</param>
    /// <param name="salesforceIds">18-character ids.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<ILookup<string, string>> FindAsync(string type, string? property, IReadOnlyCollection<string> salesforceIds, CancellationToken cancel)
    {
        List<(string SalesforceId, string Id)> found = [];
        if (salesforceIds.Count > 0 && await HasAsync(type, property, cancel))
        {
            foreach (string[] some in salesforceIds.Distinct().Chunk(IdsPerSearch))
            {
                HashSet<string> asked = [.. some];
                await foreach (JObject record in KeySearch.ReadAsync(_client, type, property!, [.. some.SelectMany(id => new[] { id, id[..15] })], PageSize, cancel))
                {
                    // The search does not mind case, the shorter form does.
                    string[] named = [.. asked.Where(id => IsSame(record.Told("properties", property!)?.Trim(), id))];
                    found.AddRange(named.Select(id => (id, record.Need("id"))));
                }
            }
        }

        return found.Distinct().ToLookup(match => match.SalesforceId, match => match.Id);
    }

    /// <summary>Returns what stands in the property of each record that has it, by the record's id.</summary>
    /// <param name="type">The type of the records.</param>
    /// <param name="property">The property that holds the Salesforce id; null for none.</param>
    /// <param name="ids">Ids of records.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IReadOnlyDictionary<string, string>> SalesforceIdsAsync(string type, string? property, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        Dictionary<string, string> found = [];
        foreach (string[] some in ids.Count > 0 && await HasAsync(type, property, cancel) ? ids.Distinct().Chunk(BatchSize) : [])
        {
            JObject answer = await _client.PostAsync(
                $"/crm/objects/{HubSpotClient.Version}/{type}/batch/read",
                new JObject { ["properties"] = new JArray(property!), ["inputs"] = new JArray(some.Select(id => new JObject { ["id"] = id })) },
                cancel);
            foreach (JObject record in answer.Rows("results"))
            {
                if (record.Told("properties", property!)?.Trim() is { Length: > 0 } salesforceId)
                {
                    found[record.Need("id")] = salesforceId;
                }
            }
        }

        return found;
    }

    // The 18 characters of an id are its 15 and a checksum of their case.
    private static bool IsSame(string? value, string id) => value == id || value == id[..15];

    private async Task<bool> HasAsync(string type, string? property, CancellationToken cancel)
        => property is not null && (await _properties.ReadAsync(type, cancel)).ContainsKey(property);
}
