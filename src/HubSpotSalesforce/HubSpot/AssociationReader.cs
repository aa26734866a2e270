using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads which records others hang on.</summary>
/// <remarks>Batch read takes 1,000 inputs; it answers 207 for inputs without links, and its results do not follow the inputs' order
/// (HubSpot developer docs, "Associations", read 2026-11-21).</remarks>
internal sealed class AssociationReader
{
    /// <summary>The most records one call takes.</summary>
    public const int MaxInputs = 1_000;

    private readonly HubSpotClient _client;

    public AssociationReader(HubSpotClient client) => _client = client;

    /// <summary>Returns the contact ids of each record that has any; each id once.</summary>
    public Task<Dictionary<string, List<string>>> ContactsOfAsync(string objectType, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => OfAsync(objectType, "contacts", ids, cancel);

    /// <summary>Returns the ids of the records of a type that each record hangs on, if there are any; each id once.</summary>
    public async Task<Dictionary<string, List<string>>> OfAsync(string objectType, string toType, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        Dictionary<string, List<string>> links = [];
        Queue<JObject> open = new(ids.Select(id => new JObject { ["id"] = id }));
        while (open.Count > 0)
        {
            JArray inputs = [];
            while (inputs.Count < MaxInputs && open.TryDequeue(out JObject? input))
            {
                inputs.Add(input);
            }

            JObject answer = await _client.PostAsync(
                $"/crm/associations/{HubSpotClient.Version}/{objectType}/{toType}/batch/read", new JObject { ["inputs"] = inputs }, cancel);
            foreach (JObject result in answer.Rows("results"))
            {
                string id = result.Need("from", "id");
                Add(links, id, result);
                if (NextPage.After(result) is { } after)
                {
                    open.Enqueue(new JObject { ["id"] = id, ["after"] = after });
                }
            }
        }

        return links;
    }

    private static void Add(Dictionary<string, List<string>> links, string id, JObject result)
    {
        if (!links.TryGetValue(id, out List<string>? known))
        {
            links[id] = known = [];
        }

        foreach (JObject link in result.Rows("to"))
        {
            // A number in live answers, text by the specification; and once per label.
            string other = link.Need("toObjectId");
            if (!known.Contains(other))
            {
                known.Add(other);
            }
        }
    }
}
