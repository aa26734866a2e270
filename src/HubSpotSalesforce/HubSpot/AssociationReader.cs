using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads which contacts activities hang on.</summary>
/// <remarks>Batch read takes 1,000 inputs; it answers 207 for inputs without links, and its results do not follow the inputs' order
/// (HubSpot developer docs, "Associations", read 2026-11-21).</remarks>
internal sealed class AssociationReader
{
    /// <summary>The most records one call takes.</summary>
    public const int MaxInputs = 1_000;

    private readonly HubSpotClient _client;

    public AssociationReader(HubSpotClient client) => _client = client;

    /// <summary>Returns the contact ids of each record that has any; each id once.</summary>
    public async Task<Dictionary<string, List<string>>> ContactsOfAsync(string objectType, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        Dictionary<string, List<string>> contacts = [];
        Queue<JObject> open = new(ids.Select(id => new JObject { ["id"] = id }));
        while (open.Count > 0)
        {
            JArray inputs = [];
            while (inputs.Count < MaxInputs && open.TryDequeue(out JObject? input))
            {
                inputs.Add(input);
            }

            JObject answer = await _client.PostAsync(
                $"/crm/associations/{HubSpotClient.Version}/{objectType}/contacts/batch/read", new JObject { ["inputs"] = inputs }, cancel);
            foreach (JObject result in (answer["results"] as JArray ?? []).OfType<JObject>())
            {
                string id = result["from"]!["id"]!.ToString();
                Add(contacts, id, result);
                if (NextPage.After(result) is { } after)
                {
                    open.Enqueue(new JObject { ["id"] = id, ["after"] = after });
                }
            }
        }

        return contacts;
    }

    private static void Add(Dictionary<string, List<string>> contacts, string id, JObject result)
    {
        if (!contacts.TryGetValue(id, out List<string>? known))
        {
            contacts[id] = known = [];
        }

        foreach (JToken link in result["to"] as JArray ?? [])
        {
            // A number in live answers, text by the specification; and once per label.
            string contact = link["toObjectId"]!.ToString();
            if (!known.Contains(contact))
            {
                known.Add(contact);
            }
        }
    }
}
