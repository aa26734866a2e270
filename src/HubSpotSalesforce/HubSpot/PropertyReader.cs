using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
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
            _known[objectType] = properties = answer.Rows("results").Select(Read).DistinctBy(property => property.Name).ToDictionary(property => property.Name);
        }

        return properties;
    }

    private static HubSpotProperty Read(JObject property)
    {
        string name = property.Need("name");
        JObject[] options = [.. (property.At("options") as JArray ?? []).OfType<JObject>()];
        bool isReadOnly = property.Says("modificationMetadata", "readOnlyValue") || property.Says("calculated");
        return new HubSpotProperty(
            name,
            property.Told("label") is { Length: > 0 } label ? label : name,
            property.Told("type") ?? "string",
            property.Told("fieldType") ?? "text",
            isReadOnly,
            [.. options.Select(option => option.Need("value"))])
        {
            Labels = options.DistinctBy(option => option.Need("value")).ToDictionary(option => option.Need("value"), option => option.Told("label") ?? option.Need("value")),
            ReferencesTo = property.Told("referencedObjectType") is { Length: > 0 } type ? type : null,
        };
    }
}
