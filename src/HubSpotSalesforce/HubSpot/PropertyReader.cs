using HubSpotSalesforce.Activities;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads which properties a type of object has, once for each type.</summary>
public sealed class PropertyReader
{
    private readonly HubSpotClient _client;
    private readonly Dictionary<string, IReadOnlyDictionary<string, HubSpotProperty>> _known = [];

    /// <summary>Creates a reader; nothing is read yet.</summary>
    public PropertyReader(HubSpotClient client) => _client = client;

    /// <summary>Returns the properties by name; archived ones are absent.</summary>
    /// <param name="objectType">The type's path name, such as <c>calls</c>.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.ScopeMissing"/>.</exception>
    public async Task<IReadOnlyDictionary<string, HubSpotProperty>> ReadAsync(string objectType, CancellationToken cancel)
    {
        if (!_known.TryGetValue(objectType, out IReadOnlyDictionary<string, HubSpotProperty>? properties))
        {
            JObject answer = await _client.GetAsync($"/crm/properties/{HubSpotClient.Version}/{objectType}", cancel);
            _known[objectType] = properties = (answer["results"] as JArray ?? []).OfType<JObject>().Select(Read).ToDictionary(property => property.Name);
        }

        return properties;
    }

    private static HubSpotProperty Read(JObject property)
    {
        string name = property["name"]!.ToString();
        bool isReadOnly = property["modificationMetadata"]?["readOnlyValue"]?.Value<bool?>() == true || property["calculated"]?.Value<bool?>() == true;
        return new HubSpotProperty(
            name,
            property["label"]?.ToString() is { Length: > 0 } label ? label : name,
            property["type"]?.ToString() ?? "string",
            property["fieldType"]?.ToString() ?? "text",
            isReadOnly,
            [.. (property["options"] as JArray ?? []).Select(option => option["value"]?.ToString()).OfType<string>()])
        {
            ReferencesTo = property["referencedObjectType"]?.ToString() is { Length: > 0 } type ? type : null,
        };
    }
}
