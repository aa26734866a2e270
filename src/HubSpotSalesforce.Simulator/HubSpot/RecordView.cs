using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>What an answer shows of records: the values that were asked for, in HubSpot's form.</summary>
internal sealed class RecordView
{
    // The inline list of an activity's links is a first page; the rest is behind the associations API.
    private const int InlineLinks = 100;

    private readonly HubSpotPortal _portal;
    private readonly CrmTable _table;
    private readonly string[] _properties;
    private readonly string[] _history;
    private readonly CrmObjectType[] _associations;

    /// <summary>Creates a view.</summary>
    /// <param name="portal">Where the records live.</param>
    /// <param name="table">Their table.</param>
    /// <param name="properties">The properties asked for; names nobody defined are ignored, none at all means the default ones.</param>
    /// <param name="history">The properties asked for with their history.</param>
    /// <param name="associations">The types whose links are shown inline.</param>
    public RecordView(
        HubSpotPortal portal,
        CrmTable table,
        IReadOnlyList<string> properties,
        IReadOnlyList<string>? history = null,
        IEnumerable<CrmObjectType>? associations = null)
    {
        _portal = portal;
        _table = table;
        IEnumerable<string> named = properties.Count > 0 ? properties.Where(table.Definitions.ContainsKey) : table.Type.DefaultProperties;
        // These three are there whether requested or not (HubSpot developer docs, Search the CRM, read 2026-11-21).
        _properties = [.. named.Append(table.Type.CreateDate).Append(table.Type.LastModified).Append("hs_object_id").Distinct()];
        _history = [.. (history ?? []).Where(table.Definitions.ContainsKey).Distinct()];
        _associations = [.. associations ?? []];
    }

    /// <summary>Shows a record.</summary>
    public JsonObject Show(CrmRecord record)
    {
        string id = record.Id.ToString(CultureInfo.InvariantCulture);
        JsonObject shown = new()
        {
            ["id"] = id,
            ["properties"] = new JsonObject([.. _properties.Select(name => KeyValuePair.Create(name, (JsonNode?)record.Value(name)))]),
            ["createdAt"] = PortalTime.Format(record.CreatedAt),
            ["updatedAt"] = PortalTime.Format(record.UpdatedAt),
            ["archived"] = record.IsArchived,
            ["url"] = $"https://app.hubspot.com/contacts/{_portal.Options.PortalId}/record/{_table.Type.TypeId}/{id}",
        };
        if (record.ArchivedAt is { } archivedAt)
        {
            shown["archivedAt"] = PortalTime.Format(archivedAt);
        }

        if (_history.Length > 0)
        {
            shown["propertiesWithHistory"] = new JsonObject(
                [.. _history.Select(name => KeyValuePair.Create(name, (JsonNode?)PropertyVersion.List(record.Versions(name))))]);
        }

        if (Links(record) is { Count: > 0 } links)
        {
            shown["associations"] = links;
        }

        return shown;
    }

    private JsonObject Links(CrmRecord record)
    {
        JsonObject links = [];
        foreach (CrmObjectType to in _associations)
        {
            string[] ids = [.. _portal.LinksOf(record, to).Select(id => id.ToString(CultureInfo.InvariantCulture))];
            if (ids.Length == 0)
            {
                continue;
            }

            JsonObject list = new()
            {
                ["results"] = new JsonArray([.. ids.Take(InlineLinks)
                    .Select(id => new JsonObject { ["id"] = id, ["type"] = $"{record.Type.Singular}_to_{to.Singular}" })]),
            };
            if (ids.Length > InlineLinks)
            {
                list["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = ids[InlineLinks - 1] } };
            }

            links[to.Name] = list;
        }

        return links;
    }
}
