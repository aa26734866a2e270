using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>The association types by which activities hang on records; those that are not HubSpot's well-known ones are read, once each.</summary>
/// <remarks>HubSpot developer docs, Associations v4, "HubSpot defined associationTypeId values", read 2026-11-21. The direction matters.</remarks>
public sealed class AssociationTypes
{
    private const string ByHubSpot = "HUBSPOT_DEFINED";

    private static readonly Dictionary<(string From, string To), long> WellKnown = new()
    {
        [("calls", "contacts")] = 194, [("calls", "companies")] = 182, [("calls", "deals")] = 206, [("calls", "tickets")] = 220,
        [("emails", "contacts")] = 198, [("emails", "companies")] = 186, [("emails", "deals")] = 210, [("emails", "tickets")] = 224,
        [("meetings", "contacts")] = 200, [("meetings", "companies")] = 188, [("meetings", "deals")] = 212, [("meetings", "tickets")] = 226,
        [("tasks", "contacts")] = 204, [("tasks", "companies")] = 192, [("tasks", "deals")] = 216, [("tasks", "tickets")] = 230,
    };

    private readonly HubSpotClient _client;
    private readonly Dictionary<(string From, string To), (string Category, long Id)> _read = [];

    /// <summary>Creates a list; nothing is read yet.</summary>
    public AssociationTypes(HubSpotClient client) => _client = client;

    /// <summary>Returns the associations of a record that is to be made, as a create takes them.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.OrgUnready"/>: the portal associates no such types.</exception>
    internal async Task<JArray> OfAsync(string type, IEnumerable<string> beside, CancellationToken cancel)
    {
        JArray associations = [];
        foreach ((string toType, string id) in beside.Select(BesideName.Read))
        {
            (string category, long typeId) = await FindAsync(type, toType, cancel);
            associations.Add(new JObject
            {
                ["to"] = new JObject { ["id"] = id },
                ["types"] = new JArray(new JObject { ["associationCategory"] = category, ["associationTypeId"] = typeId }),
            });
        }

        return associations;
    }

    private async Task<(string Category, long Id)> FindAsync(string from, string to, CancellationToken cancel)
    {
        if (WellKnown.TryGetValue((from, to), out long id))
        {
            return (ByHubSpot, id);
        }

        if (!_read.TryGetValue((from, to), out (string Category, long Id) known))
        {
            _read[(from, to)] = known = await ReadAsync(from, to, cancel);
        }

        return known;
    }

    // The plain type, without a label; HubSpot's own before those that somebody defined.
    private async Task<(string Category, long Id)> ReadAsync(string from, string to, CancellationToken cancel)
    {
        JObject answer = await _client.GetAsync($"/crm/associations/{HubSpotClient.Version}/{from}/{to}/labels", cancel);
        JObject? plain = answer.Rows("results")
            .OrderBy(type => string.IsNullOrEmpty(type.Told("label")) ? 0 : 1)
            .ThenBy(type => type.Told("category") == ByHubSpot ? 0 : 1)
            .FirstOrDefault();
        return plain is null
            ? throw new SyncException(FaultKind.OrgUnready, $"{from}/{to}", $"HubSpot associates no {from} with {to}. Leave {to} out of the settings.")
            : (plain.Told("category") ?? ByHubSpot, plain.NeedWhole("typeId"));
    }
}
