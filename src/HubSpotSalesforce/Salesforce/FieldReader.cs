using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads which fields an object has for the integration user, once for each object.</summary>
public sealed class FieldReader
{
    private readonly SalesforceClient _client;
    private readonly Dictionary<string, IReadOnlyDictionary<string, SalesforceField>> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a reader; nothing is read yet.</summary>
    public FieldReader(SalesforceClient client) => _client = client;

    /// <summary>Returns the fields by API name, without regard to case; empty when the org has no such object.</summary>
    /// <remarks>EmailMessage is there only with Enhanced Email or Email-to-Case (ObjRef-EmailMessage, read 2026-11-21).</remarks>
    /// <param name="type">The object's API name.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IReadOnlyDictionary<string, SalesforceField>> ReadAsync(string type, CancellationToken cancel)
    {
        if (!_known.TryGetValue(type, out IReadOnlyDictionary<string, SalesforceField>? fields))
        {
            _known[type] = fields = await DescribeAsync(type, cancel);
        }

        return fields;
    }

    private async Task<IReadOnlyDictionary<string, SalesforceField>> DescribeAsync(string type, CancellationToken cancel)
    {
        try
        {
            JObject describe = await _client.GetAsync($"/sobjects/{Uri.EscapeDataString(type)}/describe", cancel);
            return describe.Rows("fields")
                .Select(Read)
                .ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        }
        catch (SyncException missing) when (missing.ApiCode is "NOT_FOUND" or "INVALID_TYPE")
        {
            return new Dictionary<string, SalesforceField>();
        }
    }

    private static SalesforceField Read(JObject field) => new(
        field.Need("name"),
        field.Told("label") ?? field.Need("name"),
        field.Told("type") ?? "string",
        (int)(field.Whole("length") ?? 0),
        field.Says("createable"),
        field.Says("updateable"),
        [.. (field.At("picklistValues") as JArray ?? []).Where(value => value.At("active") is not JValue { Value: false }).Select(value => value.Need("value"))]);
}
