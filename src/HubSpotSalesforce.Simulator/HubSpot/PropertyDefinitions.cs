using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading and creating the definitions of properties, and the groups they are listed under.</summary>
/// <remarks>HubSpot developer docs, Properties, read 2026-11-21.</remarks>
internal sealed class PropertyDefinitions(HubSpotPortal portal)
{
    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        IEnumerable<string> paths = HubSpotEndpoints.Versions("/crm/v3/properties/{type}", "/crm/properties/{date}/{type}");
        endpoints.Add("GET", paths, "", List);
        endpoints.Add("POST", paths, "", Create);
        endpoints.Add("POST", paths, "/batch/create", BatchCreate);
        endpoints.Add("POST", paths, "/batch/read", BatchRead);
        endpoints.Add("GET", paths, "/groups", Groups);
        endpoints.Add("POST", paths, "/groups", CreateGroup);
        endpoints.Add("GET", paths, "/{name}", Read);
        endpoints.Add("DELETE", paths, "/{name}", Archive);
    }

    private HubSpotAnswer List(HubSpotCall call)
    {
        IEnumerable<CrmProperty> definitions = Table(call).Definitions.Values.OrderBy(property => property.Name, StringComparer.Ordinal);
        JsonArray results = call.Flag("archived") ? [] : [.. definitions.Select(property => property.ToJson())];
        return HubSpotAnswer.Ok(new JsonObject { ["results"] = results });
    }

    private HubSpotAnswer Read(HubSpotCall call)
    {
        string name = call.Path("name");
        return Table(call).Definitions.TryGetValue(name, out CrmProperty? property)
            ? HubSpotAnswer.Ok(property.ToJson())
            : throw HubSpotRefusal.NotFound($"Property \"{name}\" does not exist");
    }

    private HubSpotAnswer Create(HubSpotCall call) => new(201, Define(Writable(call), call.Body));

    private HubSpotAnswer BatchCreate(HubSpotCall call)
    {
        CrmTable table = Writable(call);
        return Batch(call, 201, input => Define(table, input));
    }

    private HubSpotAnswer BatchRead(HubSpotCall call)
    {
        CrmTable table = Table(call);
        return Batch(call, 200, input => table.Definitions.TryGetValue(input.RequiredText("name"), out CrmProperty? property)
            ? property.ToJson() : throw HubSpotRefusal.NotFound($"Property \"{input.RequiredText("name")}\" does not exist"));
    }

    private HubSpotAnswer Batch(HubSpotCall call, int status, Func<RequestBody, JsonObject> take)
    {
        (JsonArray results, JsonArray errors) = ([], []);
        foreach (RequestBody input in BatchAnswer.Inputs(call))
        {
            try
            {
                results.Add(take(input));
            }
            catch (HubSpotRefusal refusal)
            {
                JsonObject error = refusal.ToJson(correlationId: null);
                error["context"] = new JsonObject { ["name"] = new JsonArray(input.Text("name") ?? "") };
                errors.Add(error);
            }
        }

        return BatchAnswer.Of(portal, results, errors, status);
    }

    private HubSpotAnswer Groups(HubSpotCall call) => HubSpotAnswer.Ok(new JsonObject
    {
        ["results"] = new JsonArray([.. Table(call).Groups.Select(group => Group(group.Key, group.Value))]),
    });

    private HubSpotAnswer CreateGroup(HubSpotCall call)
    {
        CrmTable table = Writable(call);
        (string name, string label) = (call.Body.RequiredText("name"), call.Body.RequiredText("label"));
        if (!table.Groups.TryAdd(name, label))
        {
            throw new HubSpotRefusal(409, "OBJECT_ALREADY_EXISTS", $"A property group named '{name}' already exists.");
        }

        Log("create", $"property-groups/{table.Type.Name}", name, call.Body.ToJson());
        return new HubSpotAnswer(201, Group(name, label));
    }

    private HubSpotAnswer Archive(HubSpotCall call)
    {
        CrmTable table = Writable(call);
        string name = call.Path("name");
        if (table.Definitions.GetValueOrDefault(name) is { IsStandard: true })
        {
            throw HubSpotRefusal.Invalid($"\"{name}\" is defined by HubSpot and cannot be archived");
        }

        if (table.Definitions.Remove(name))
        {
            Log("delete", $"properties/{table.Type.Name}", name, null);
        }

        return HubSpotAnswer.Empty;
    }

    private JsonObject Define(CrmTable table, RequestBody body)
    {
        CrmProperty property = PropertyDraft.Read(table, body, portal.Options.UniqueActivityProperties);
        table.Definitions.Add(property.Name, property);
        Log("create", $"properties/{table.Type.Name}", property.Name, body.ToJson());
        return property.ToJson();
    }

    private static JsonObject Group(string name, string label)
        => new() { ["name"] = name, ["label"] = label, ["displayOrder"] = -1, ["archived"] = false };

    private void Log(string action, string type, string name, JsonObject? fields)
        => portal.Log.Add("hubspot", action, type, name, fields, portal.Clock.GetUtcNow());

    private CrmTable Table(HubSpotCall call)
    {
        call.Require(call.ObjectType.ReadScopes);
        return portal.Table(call.ObjectType);
    }

    // Activities have no schema scope of their own, as they have no object scope.
    private CrmTable Writable(HubSpotCall call)
    {
        CrmObjectType type = call.ObjectType;
        call.Require("crm.schemas.contacts.write");
        return portal.Table(type);
    }
}
