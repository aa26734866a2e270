using HubSpotSalesforce.Activities;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Finds activities that were made twice, and archives the younger ones (O14).</summary>
/// <remarks>
/// A request that was given up may still be carried out, and a search may show what it made only later: so the creates of the last epoch are
/// looked at again by the next run. The store's pair must name the one that is kept before the others go.
/// </remarks>
public sealed class SecondCopies
{
    private const int BatchSize = 100;

    private readonly HubSpotClient _client;
    private readonly EngagementLookup _lookup;

    /// <summary>Creates a finder.</summary>
    public SecondCopies(HubSpotClient client)
    {
        _client = client;
        _lookup = new EngagementLookup(client);
    }

    /// <summary>Returns those of these keys that stand on more than one living record; nothing is written.</summary>
    public async Task<IReadOnlyList<SecondCopy>> FindAsync(IReadOnlyCollection<SoughtKey> keys, CancellationToken cancel)
    {
        List<SecondCopy> copies = [];
        foreach (IGrouping<string, SoughtKey> family in keys.Where(sought => ActivityFamily.Find(sought.Kind) is not null).GroupBy(sought => ActivityFamily.Named(sought.Kind).Key))
        {
            foreach (IGrouping<string, EngagementCopy> same in await _lookup.AllAsync(family.Key, [.. family], cancel))
            {
                if (same.Skip(1).Select(copy => copy.Id).ToArray() is { Length: > 0 } younger)
                {
                    copies.Add(new SecondCopy(same.Key, family.Key, same.First().Id, younger));
                }
            }
        }

        return copies;
    }

    /// <summary>Archives the younger ones.</summary>
    public async Task ArchiveAsync(IReadOnlyCollection<SecondCopy> copies, CancellationToken cancel)
    {
        foreach (IGrouping<string, string> type in copies.SelectMany(copy => copy.Younger.Select(id => (copy.Type, Id: id))).GroupBy(copy => copy.Type, copy => copy.Id))
        {
            foreach (string[] some in type.Chunk(BatchSize))
            {
                JObject body = new() { ["inputs"] = new JArray(some.Select(id => new JObject { ["id"] = id })) };
                await _client.WriteAsync($"/crm/objects/{HubSpotClient.Version}/{type.Key}/batch/archive", body, isRepeatable: true, cancel);
            }
        }
    }
}
