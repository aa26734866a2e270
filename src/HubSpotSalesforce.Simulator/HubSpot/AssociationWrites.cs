using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Associating records and ending associations; each change is logged as <c>from/to</c> with both ids.</summary>
/// <remarks>HubSpot developer docs, Associations v4, read 2026-11-21. Labels of the account's own are not simulated.</remarks>
internal sealed class AssociationWrites(HubSpotPortal portal)
{
    private const int MaxInputs = 2_000;
    private const int MaxRemovals = 100;

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        IEnumerable<string> batch = HubSpotEndpoints.Versions("/crm/v4/associations/{type}/{to}/batch", "/crm/associations/{date}/{type}/{to}/batch");
        endpoints.Add("POST", batch, "/create", call => BatchLink(call, isTyped: true));
        endpoints.Add("POST", batch, "/associate/default", call => BatchLink(call, isTyped: false));
        endpoints.Add("POST", batch, "/archive", BatchUnlink);

        IEnumerable<string> record = HubSpotEndpoints.Versions("/crm/v4/objects/{type}/{id}", "/crm/objects/{date}/{type}/{id}");
        endpoints.Add("PUT", record, "/associations/default/{to}/{toId}", LinkByDefault);
        endpoints.Add("PUT", record, "/associations/{to}/{toId}", LinkOne);
        endpoints.Add("DELETE", record, "/associations/{to}/{toId}", UnlinkOne);
    }

    private HubSpotAnswer BatchLink(HubSpotCall call, bool isTyped)
    {
        (CrmObjectType from, CrmObjectType to) = Sides(call);
        JsonArray results = [];
        JsonArray errors = [];
        foreach (RequestBody input in BatchAnswer.Inputs(call, MaxInputs))
        {
            try
            {
                if (isTyped)
                {
                    RequireType(from, to, input.Objects("types"));
                }

                results.Add(Link(from, input.Object("from").RequiredText("id"), to, input.Object("to").RequiredText("id")));
            }
            catch (HubSpotRefusal refusal) when (refusal.Status == 404)
            {
                errors.Add(refusal.ToJson(correlationId: null));
            }
        }

        return BatchAnswer.Of(portal, results, errors, isTyped ? 201 : 200);
    }

    private HubSpotAnswer BatchUnlink(HubSpotCall call)
    {
        (CrmObjectType from, CrmObjectType to) = Sides(call);
        foreach (RequestBody input in BatchAnswer.Inputs(call, MaxRemovals))
        {
            foreach (RequestBody target in input.Objects("to"))
            {
                Unlink(from, input.Object("from").RequiredText("id"), to, target.RequiredText("id"));
            }
        }

        return HubSpotAnswer.Empty;
    }

    private HubSpotAnswer LinkByDefault(HubSpotCall call)
    {
        (CrmObjectType from, CrmObjectType to) = Sides(call);
        return BatchAnswer.Of(portal, [Link(from, call.Path("id"), to, call.Path("toId"))], []);
    }

    private HubSpotAnswer LinkOne(HubSpotCall call)
    {
        (CrmObjectType from, CrmObjectType to) = Sides(call);
        RequireType(from, to, call.BodyList);
        JsonObject link = Link(from, call.Path("id"), to, call.Path("toId"));
        return new HubSpotAnswer(201, new JsonObject
        {
            ["fromObjectTypeId"] = from.TypeId,
            ["fromObjectId"] = link["from"]!["id"]!.DeepClone(),
            ["toObjectTypeId"] = to.TypeId,
            ["toObjectId"] = link["to"]!["id"]!.DeepClone(),
            ["labels"] = new JsonArray(),
        });
    }

    private HubSpotAnswer UnlinkOne(HubSpotCall call)
    {
        (CrmObjectType from, CrmObjectType to) = Sides(call);
        Unlink(from, call.Path("id"), to, call.Path("toId"));
        return HubSpotAnswer.Empty;
    }

    private JsonObject Link(CrmObjectType from, string fromId, CrmObjectType to, string toId)
    {
        CrmRecord record = Require(from, fromId);
        CrmRecord target = Require(to, toId);
        portal.Associations.Link(from, record.Id, to, target.Id);
        Log("create", from, fromId, to, toId);
        return new JsonObject
        {
            ["from"] = new JsonObject { ["id"] = fromId },
            ["to"] = new JsonObject { ["id"] = toId },
            ["associationSpec"] = new JsonObject
            {
                ["associationCategory"] = "HUBSPOT_DEFINED",
                ["associationTypeId"] = AssociationTypes.IdOf(from, to),
            },
        };
    }

    private void Unlink(CrmObjectType from, string fromId, CrmObjectType to, string toId)
    {
        if (portal.Table(from).Find(null, fromId) is { } record && portal.Table(to).Find(null, toId) is { } target)
        {
            portal.Associations.Unlink(from, record.Id, to, target.Id);
            Log("delete", from, fromId, to, toId);
        }
    }

    private CrmRecord Require(CrmObjectType type, string id)
        => portal.Table(type).Find(null, id) is { IsArchived: false } record
            ? record
            : throw HubSpotRefusal.NotFound($"No {type.Singular} with id {id} exists.", new JsonObject { ["id"] = new JsonArray(id) });

    private static void RequireType(CrmObjectType from, CrmObjectType to, RequestBody[] types)
    {
        string known = AssociationTypes.IdOf(from, to)!.Value.ToString(CultureInfo.InvariantCulture);
        if (types.Length == 0 || types.Any(type => type.Text("associationTypeId") != known))
        {
            throw HubSpotRefusal.Invalid($"From {from.Name} to {to.Name} there is only association type {known}");
        }
    }

    private static (CrmObjectType From, CrmObjectType To) Sides(HubSpotCall call)
    {
        CrmObjectType from = call.ObjectType;
        CrmObjectType to = CrmObjectType.Require(call.Path("to"));
        call.Require([.. from.WriteScopes.Union(to.WriteScopes)]);
        return AssociationTypes.IdOf(from, to) is null
            ? throw HubSpotRefusal.Invalid($"{from.Name} and {to.Name} cannot be associated")
            : (from, to);
    }

    private void Log(string action, CrmObjectType from, string fromId, CrmObjectType to, string toId)
        => portal.Log.Add("hubspot", action, $"associations/{from.Name}/{to.Name}", $"{fromId}/{toId}", null, portal.Clock.GetUtcNow());
}
