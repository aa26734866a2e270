using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Merging two contacts: the pair goes on under a new id, and the old ids lead to it.</summary>
/// <remarks>HubSpot developer docs, Contacts, read 2026-11-21: the pair can get a new id; here it always does.</remarks>
internal sealed class ContactMerge(HubSpotPortal portal)
{
    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
        => endpoints.Add("POST", HubSpotEndpoints.Versions("/crm/v3/objects/contacts", "/crm/objects/{date}/contacts"), "/merge", Merge);

    private HubSpotAnswer Merge(HubSpotCall call)
    {
        CrmObjectType type = CrmObjectType.Require("contacts");
        call.Require(type.WriteScopes);
        CrmTable table = portal.Table(type);
        CrmRecord primary = Find(table, call.Body.RequiredText("primaryObjectId"));
        CrmRecord other = Find(table, call.Body.RequiredText("objectIdToMerge"));
        if (primary.Id == other.Id)
        {
            throw HubSpotRefusal.Invalid("A contact cannot be merged into itself");
        }

        CrmRecord merged = Join(primary, other, table.NextId);
        foreach (CrmRecord former in (CrmRecord[])[primary, other])
        {
            foreach (CrmObjectType to in CrmObjectType.All)
            {
                foreach (long id in portal.Associations.Of(type, former.Id, to).ToArray())
                {
                    portal.Associations.Unlink(type, former.Id, to, id);
                    portal.Associations.Link(type, merged.Id, to, id);
                }
            }

            table.Remove(former);
        }

        portal.Write(merged);
        portal.Log.Add("hubspot", "merge", type.Name, Text(merged.Id), call.Body.ToJson(), portal.Clock.GetUtcNow());
        return HubSpotAnswer.Ok(new RecordView(portal, table, []).Show(merged));
    }

    private CrmRecord Join(CrmRecord primary, CrmRecord other, long id)
    {
        Dictionary<string, string?> values = new(primary.Properties, StringComparer.Ordinal);
        foreach ((string name, string? value) in other.Properties.Where(pair => values.GetValueOrDefault(pair.Key) is null))
        {
            values[name] = value;
        }

        values["hs_object_id"] = Text(id);
        values["hs_merged_object_ids"] = Joined(
            primary.Value("hs_merged_object_ids"), other.Value("hs_merged_object_ids"), Text(primary.Id), Text(other.Id));
        string? address = other.Value("email");
        values["hs_additional_emails"] = Joined(
            primary.Value("hs_additional_emails"), other.Value("hs_additional_emails"), address == values.GetValueOrDefault("email") ? null : address);
        CrmRecord joined = primary with { Properties = values, CreatedAt = Math.Min(primary.CreatedAt, other.CreatedAt) };
        return new CrmRecord(primary.Type, id) { Properties = joined.Properties, History = primary.History, CreatedAt = joined.CreatedAt, UpdatedAt = portal.Now }
            .Change([], portal.Now, "MERGE_OBJECTS");
    }

    private static CrmRecord Find(CrmTable table, string id)
        => table.Find(null, id) is { IsArchived: false } record ? record : throw HubSpotRefusal.NotFound(context: new JsonObject { ["id"] = new JsonArray(id) });

    private static string? Joined(params string?[] parts)
        => string.Join(';', parts.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
