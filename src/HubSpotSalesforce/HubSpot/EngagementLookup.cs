using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Looks for the records that carry our keys: beside the records they hang on, then by search, then in the recycle bin (O14).</summary>
/// <remarks>
/// A search shows what was made a few moments ago not yet, and no bound is documented; associations and reads by id do ("Search the CRM",
/// read 2026-11-21). So a record that was made a moment ago is found beside its contact or not at all.
/// </remarks>
internal sealed class EngagementLookup
{
    private const int BatchSize = 100;
    private const int PageSize = 200;

    private readonly HubSpotClient _client;
    private readonly EngagementReader _reader;
    private readonly AssociationReader _associations;
    private readonly Dictionary<string, ILookup<string, EngagementCopy>> _archived = [];

    public EngagementLookup(HubSpotClient client)
    {
        _client = client;
        _reader = new EngagementReader(client);
        _associations = new AssociationReader(client);
    }

    /// <summary>Returns one record for each key that has any, a living one before an archived one.</summary>
    public async Task<Dictionary<string, EngagementCopy>> FirstAsync(string type, IReadOnlyCollection<SoughtKey> keys, CancellationToken cancel)
    {
        Dictionary<string, EngagementCopy> found = [];
        HashSet<string> open = [.. keys.Select(sought => sought.Key)];
        await foreach (EngagementCopy copy in BesideAsync(type, keys, open, cancel))
        {
            Take(copy);
        }

        await foreach (EngagementCopy copy in SearchAsync(type, [.. open], cancel))
        {
            Take(copy);
        }

        ILookup<string, EngagementCopy>? archived = open.Count == 0 ? null : await ArchivedAsync(type, cancel);
        foreach (SoughtKey sought in keys.Where(sought => open.Contains(sought.Key)))
        {
            if (archived?[sought.Key].LastOrDefault(copy => !sought.IsFormer(copy.Id, isDeleted: true)) is { } copy)
            {
                found[sought.Key] = copy;
            }
        }

        return found;

        // The oldest is the one: the younger copies are archived.
        void Take(EngagementCopy copy)
        {
            found[copy.Key] = found.TryGetValue(copy.Key, out EngagementCopy? known) && IsOlder(known, copy) ? known : copy;
            open.Remove(copy.Key);
        }
    }

    /// <summary>Returns all living records of keys, oldest first.</summary>
    public async Task<ILookup<string, EngagementCopy>> AllAsync(string type, IReadOnlyCollection<SoughtKey> keys, CancellationToken cancel)
    {
        HashSet<EngagementCopy> found = [];
        await foreach (EngagementCopy copy in BesideAsync(type, keys, null, cancel))
        {
            found.Add(copy);
        }

        await foreach (EngagementCopy copy in SearchAsync(type, [.. keys.Select(sought => sought.Key)], cancel))
        {
            found.Add(copy);
        }

        return found.DistinctBy(copy => copy.Id).OrderBy(copy => copy.CreatedAt).ThenBy(copy => Number(copy.Id)).ToLookup(copy => copy.Key);
    }

    // Null for open looks at every record there is; else it ends when all keys were found, and begins with the youngest records.
    private async IAsyncEnumerable<EngagementCopy> BesideAsync(
        string type, IReadOnlyCollection<SoughtKey> keys, HashSet<string>? open, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        HashSet<string> wanted = [.. keys.Select(sought => sought.Key)];
        HashSet<string> ids = [];
        foreach (IGrouping<string, string> beside in keys.SelectMany(sought => sought.Beside).Distinct().Select(BesideName.Read).GroupBy(name => name.Type, name => name.Id))
        {
            ids.UnionWith((await _associations.OfAsync(beside.Key, type, [.. beside], cancel)).Values.SelectMany(others => others));
        }

        foreach (string[] some in ids.OrderByDescending(Number).Chunk(BatchSize))
        {
            if (open?.Count == 0)
            {
                yield break;
            }

            JObject answer = await _client.PostAsync(
                $"/crm/objects/{HubSpotClient.Version}/{type}/batch/read",
                new JObject { ["properties"] = new JArray(HubSpotField.Key), ["inputs"] = new JArray(some.Select(id => new JObject { ["id"] = id })) },
                cancel);
            foreach (EngagementCopy copy in Copies(answer.Rows("results"), wanted))
            {
                yield return copy;
            }
        }
    }

    private async IAsyncEnumerable<EngagementCopy> SearchAsync(string type, string[] keys, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (string[] some in keys.Chunk(BatchSize))
        {
            HashSet<string> wanted = [.. some];
            await foreach (JObject record in KeySearch.ReadAsync(_client, type, HubSpotField.Key, some, PageSize, cancel))
            {
                foreach (EngagementCopy copy in Copies([record], wanted))
                {
                    yield return copy;
                }
            }
        }
    }

    // Read once: what was archived while this run lasts was not made by it a moment ago.
    private async Task<ILookup<string, EngagementCopy>> ArchivedAsync(string type, CancellationToken cancel)
    {
        if (!_archived.TryGetValue(type, out ILookup<string, EngagementCopy>? known))
        {
            List<EngagementCopy> copies = [];
            await foreach (HubSpotRecord[] page in _reader.ArchivedAsync(type, DateTimeOffset.MinValue, cancel))
            {
                copies.AddRange(page.Select(record => new EngagementCopy(record.Properties[HubSpotField.Key]!, record.Id, record.ModifiedAt, IsArchived: true)));
            }

            _archived[type] = known = copies.ToLookup(copy => copy.Key);
        }

        return known;
    }

    private static IEnumerable<EngagementCopy> Copies(IEnumerable<JObject> records, HashSet<string> wanted)
        => records
            .Select(record => new EngagementCopy(
                record.Told("properties", HubSpotField.Key) ?? "",
                record.Need("id"),
                HubSpotTime.Parse(record.Told("createdAt")) ?? DateTimeOffset.MaxValue,
                IsArchived: false))
            .Where(copy => wanted.Contains(copy.Key));

    private static bool IsOlder(EngagementCopy one, EngagementCopy other) => (one.CreatedAt, Number(one.Id)).CompareTo((other.CreatedAt, Number(other.Id))) < 0;

    private static decimal Number(string id) => decimal.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out decimal number) ? number : decimal.MaxValue;
}
