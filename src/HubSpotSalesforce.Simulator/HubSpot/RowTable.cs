using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Things there are few of (owners, campaigns, forms, list members), in the order they came.</summary>
/// <param name="key">The fields whose values tell one row from all others; the last one is its id.</param>
internal sealed class RowTable(params string[] key) : IRowStore
{
    private readonly OrderedDictionary<string, JsonObject> _rows = new(StringComparer.Ordinal);

    /// <summary>The rows; a row that leaves the simulator is cloned first.</summary>
    public IEnumerable<JsonObject> Rows => _rows.Values;

    /// <inheritdoc/>
    public void Put(JsonObject row)
    {
        // Parsed anew: numbers of a tree that was built in code read only as the type they were built from.
        JsonObject parsed = JsonNode.Parse(row.ToJsonString())!.AsObject();
        _rows[string.Join('/', key.Select(name => parsed[name]?.ToString()))] = parsed;
    }

    /// <summary>Whether there is a row with this id.</summary>
    public bool Has(string id) => Rows.Any(row => row[key[^1]]?.ToString() == id);

    /// <inheritdoc/>
    public bool Remove(string id)
    {
        string[] found = [.. _rows.Where(pair => pair.Value[key[^1]]?.ToString() == id).Select(pair => pair.Key)];
        return found.Length > 0 && found.All(_rows.Remove);
    }

    /// <inheritdoc/>
    public void Clear() => _rows.Clear();

    /// <inheritdoc/>
    public JsonObject[] Copies() => [.. Rows.Select(row => row.DeepClone().AsObject())];
}
