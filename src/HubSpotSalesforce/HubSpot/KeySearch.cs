using System.Runtime.CompilerServices;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Searches for the records that have one of some values in a property of text.</summary>
internal static class KeySearch
{
    /// <summary>Returns the records, with that property; they must be compared again, for a search does not mind case.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="type">The type of the records.</param>
    /// <param name="property">The property.</param>
    /// <param name="values">The values, at most 100.</param>
    /// <param name="pageSize">The size of a page, at most 200.</param>
    /// <param name="cancel">Ends the search.</param>
    public static async IAsyncEnumerable<JObject> ReadAsync(
        HubSpotClient client, string type, string property, string[] values, int pageSize, [EnumeratorCancellation] CancellationToken cancel)
    {
        PageTurn turn = new();
        string? lastId = null;
        bool isLast = false;
        while (!isLast)
        {
            JObject answer = await client.PostAsync($"/crm/objects/{HubSpotClient.Version}/{type}/search", Query(property, values, pageSize, lastId), cancel, isSearch: true);
            JObject[] found = [.. answer.Rows("results")];
            foreach (JObject record in found)
            {
                yield return record;
            }

            isLast = found.Length < pageSize;
            lastId = turn.Past(lastId, [.. found.Select(record => record.Need("id"))]);
        }
    }

    // Values of texts are to be given in lower case with this operator ("Search the CRM", operators, read 2026-11-21).
    private static JObject Query(string property, string[] values, int pageSize, string? lastId)
    {
        JArray filters = [new JObject { ["propertyName"] = property, ["operator"] = "IN", ["values"] = new JArray(values.Select(value => value.ToLowerInvariant()).Distinct()) }];
        if (lastId is not null)
        {
            filters.Add(new JObject { ["propertyName"] = "hs_object_id", ["operator"] = "GT", ["value"] = lastId });
        }

        return new JObject
        {
            ["filterGroups"] = new JArray(new JObject { ["filters"] = filters }),
            ["sorts"] = new JArray(new JObject { ["propertyName"] = "hs_object_id", ["direction"] = "ASCENDING" }),
            ["properties"] = new JArray(property),
            ["limit"] = pageSize,
        };
    }
}
