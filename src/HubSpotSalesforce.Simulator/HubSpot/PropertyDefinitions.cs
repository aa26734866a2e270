using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading and creating the definitions of properties.</summary>
/// <remarks>HubSpot developer docs, Properties, read 2026-11-21.</remarks>
internal sealed class PropertyDefinitions(HubSpotPortal portal)
{
    private static readonly string[] PropertyTypes = ["bool", "date", "datetime", "enumeration", "number", "phone_number", "string"];

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        IEnumerable<string> paths = HubSpotEndpoints.Versions("/crm/v3/properties/{type}", "/crm/properties/{date}/{type}");
        endpoints.Add("GET", paths, "", List);
        endpoints.Add("GET", paths, "/{name}", Read);
        endpoints.Add("POST", paths, "", Create);
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

    private HubSpotAnswer Create(HubSpotCall call)
    {
        CrmObjectType type = call.ObjectType;
        // Activities have no schema scope of their own, as they have no object scope.
        call.Require("crm.schemas.contacts.write");
        CrmTable table = portal.Table(type);
        RequestBody body = call.Body;
        CrmProperty property = new(body.RequiredText("name"), body.RequiredText("type"))
        {
            Label = body.RequiredText("label"),
            FieldType = body.RequiredText("fieldType"),
            Group = body.RequiredText("groupName"),
            IsStandard = false,
            IsUnique = body.Text("hasUniqueValue") == "true",
            Options = [.. body.Objects("options").Select(option => option.RequiredText("value"))],
        };
        if (!PropertyTypes.Contains(property.Type))
        {
            throw HubSpotRefusal.Invalid($"There is no property type \"{property.Type}\"");
        }

        if (property.Name.Length == 0 || property.Name.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '_'))
        {
            throw HubSpotRefusal.Invalid($"Invalid property name \"{property.Name}\": lower-case letters, digits and underscores only");
        }

        if (!table.Definitions.TryAdd(property.Name, property))
        {
            throw new HubSpotRefusal(409, "OBJECT_ALREADY_EXISTS", $"A property named '{property.Name}' already exists.");
        }

        portal.Log.Add("hubspot", "create", $"properties/{type.Name}", property.Name, body.ToJson(), portal.Clock.GetUtcNow());
        return new HubSpotAnswer(201, property.ToJson());
    }

    private CrmTable Table(HubSpotCall call)
    {
        call.Require(call.ObjectType.ReadScopes);
        return portal.Table(call.ObjectType);
    }
}
