using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading which records belong to which: many at once, or one record's.</summary>
/// <remarks>HubSpot developer docs, Associations v4, read 2026-11-21.</remarks>
internal sealed class AssociationReads(HubSpotPortal portal)
{
    private const int MaxInputs = 1_000;
    private const int MaxLinks = 500;

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        endpoints.Add(
            "POST", HubSpotEndpoints.Versions("/crm/v4/associations/{type}/{to}", "/crm/associations/{date}/{type}/{to}"), "/batch/read", BatchRead);
        endpoints.Add(
            "GET", HubSpotEndpoints.Versions("/crm/v4/associations/{type}/{to}", "/crm/associations/{date}/{type}/{to}"), "/labels", Labels);
        endpoints.Add(
            "GET", HubSpotEndpoints.Versions("/crm/v4/objects/{type}", "/crm/objects/{date}/{type}"), "/{id}/associations/{to}", Read);
    }

    private static HubSpotAnswer Labels(HubSpotCall call)
    {
        (CrmObjectType from, CrmObjectType to) = (call.ObjectType, CrmObjectType.Require(call.Path("to")));
        call.Require([.. from.ReadScopes.Union(to.ReadScopes)]);
        int id = AssociationTypes.IdOf(from, to) ?? throw HubSpotRefusal.Invalid($"{from.Name} and {to.Name} cannot be associated");
        JsonObject type = new() { ["category"] = "HUBSPOT_DEFINED", ["typeId"] = id, ["label"] = null };
        return HubSpotAnswer.Ok(new JsonObject { ["results"] = new JsonArray(type) });
    }

    private HubSpotAnswer BatchRead(HubSpotCall call)
    {
        (CrmTable table, CrmObjectType to) = Sides(call);
        JsonArray errors = [];
        List<(long Id, JsonObject Result)> results = [];
        foreach (RequestBody input in BatchAnswer.Inputs(call, MaxInputs).DistinctBy(input => input.RequiredText("id")))
        {
            string id = input.RequiredText("id");
            long[] links = Find(table, id) is { } record ? Links(record, to, input.Text("after")) : [];
            if (links.Length == 0)
            {
                errors.Add(NoLinks(table.Type, id, to));
                continue;
            }

            JsonObject result = Page(call, table.Type, to, links, MaxLinks, "to", withLink: false);
            result["from"] = new JsonObject { ["id"] = id };
            results.Add((long.Parse(id, CultureInfo.InvariantCulture), result));
        }

        return BatchAnswer.Of(portal, [.. BatchAnswer.Unaligned(results, result => result.Id).Select(result => result.Result)], errors);
    }

    private HubSpotAnswer Read(HubSpotCall call)
    {
        (CrmTable table, CrmObjectType to) = Sides(call);
        CrmRecord record = Find(table, call.Path("id")) ?? throw HubSpotRefusal.NotFound();
        int limit = call.Limit(MaxLinks, MaxLinks);
        return HubSpotAnswer.Ok(Page(call, table.Type, to, Links(record, to, call.Text("after")), limit, "results", withLink: true));
    }

    private static CrmRecord? Find(CrmTable table, string id) => table.Find(null, id) is { IsArchived: false } record ? record : null;

    private static JsonObject Page(HubSpotCall call, CrmObjectType from, CrmObjectType to, long[] links, int limit, string name, bool withLink)
    {
        int typeId = AssociationTypes.IdOf(from, to)!.Value;
        JsonObject page = new() { [name] = new JsonArray([.. links.Take(limit).Select(id => Link(id, typeId))]) };
        if (links.Length > limit)
        {
            string after = links[limit - 1].ToString(CultureInfo.InvariantCulture);
            page["paging"] = withLink ? Paging.Next(call, after) : new JsonObject { ["next"] = new JsonObject { ["after"] = after } };
        }

        return page;
    }

    // A number, where the specification says text: what live answers of v4 show.
    private static JsonObject Link(long id, int typeId) => new()
    {
        ["toObjectId"] = id,
        ["associationTypes"] = new JsonArray(new JsonObject { ["category"] = "HUBSPOT_DEFINED", ["typeId"] = typeId, ["label"] = null }),
    };

    private static JsonObject NoLinks(CrmObjectType from, string id, CrmObjectType to) => new()
    {
        ["status"] = "error",
        ["category"] = "OBJECT_NOT_FOUND",
        ["subCategory"] = "crm.associations.NO_ASSOCIATIONS_FOUND",
        ["message"] = $"No {to.Singular} is associated with {from.Singular} {id}.",
        ["context"] = new JsonObject
        {
            ["fromObjectId"] = new JsonArray(id),
            ["fromObjectType"] = new JsonArray(from.Singular),
            ["toObjectType"] = new JsonArray(to.Singular),
        },
    };

    private long[] Links(CrmRecord record, CrmObjectType to, string? after)
    {
        long last = Paging.ReadId(after) ?? long.MinValue;
        return [.. portal.LinksOf(record, to).Where(each => each > last)];
    }

    private (CrmTable From, CrmObjectType To) Sides(HubSpotCall call)
    {
        CrmObjectType from = call.ObjectType;
        CrmObjectType to = CrmObjectType.Require(call.Path("to"));
        call.Require([.. from.ReadScopes.Union(to.ReadScopes)]);
        return AssociationTypes.IdOf(from, to) is null
            ? throw HubSpotRefusal.Invalid($"{from.Name} and {to.Name} cannot be associated")
            : (portal.Table(from), to);
    }
}
