using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;

namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>What describe says of an object type: only the fields that the caller may see.</summary>
internal static class ObjectDescription
{
    /// <summary>The short form, as the list of all types has it.</summary>
    public static JsonObject Brief(ObjectType type, string root) => new()
    {
        ["name"] = type.Name,
        ["label"] = type.Label,
        ["labelPlural"] = type.Label + "s",
        ["keyPrefix"] = type.Prefix,
        ["custom"] = false,
        ["createable"] = type.Writable,
        ["updateable"] = type.Writable,
        ["deletable"] = type.Writable,
        ["queryable"] = true,
        ["retrieveable"] = true,
        ["urls"] = new JsonObject
        {
            ["sobject"] = $"{root}/sobjects/{type.Name}",
            ["describe"] = $"{root}/sobjects/{type.Name}/describe",
            ["rowTemplate"] = $"{root}/sobjects/{type.Name}/{{ID}}",
        },
    };

    /// <summary>The whole description.</summary>
    /// <param name="type">The type.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="root">Where the resources of the version begin.</param>
    /// <param name="isRequired">Whether the org made a field of a type required.</param>
    public static JsonObject Full(ObjectType type, UserView user, string root, Func<string, string, bool> isRequired)
    {
        JsonObject description = Brief(type, root);
        description["fields"] = new JsonArray([.. type.Fields.Where(field => user.Sees(type, field)).Select(field => Describe(type, field, user, isRequired(type.Name, field.Name)))]);
        return description;
    }

    private static JsonObject Describe(ObjectType type, Field field, UserView user, bool isRequired)
    {
        bool edits = type.Writable && user.Edits(type, field);
        return new JsonObject
        {
            ["name"] = field.Name,
            ["label"] = field.Label,
            ["type"] = field.Type.ToString().ToLowerInvariant(),
            ["length"] = field.IsText ? field.Length : 0,
            ["digits"] = field.Type == FieldType.Int ? field.Length : 0,
            ["createable"] = edits && field.Createable,
            ["updateable"] = edits && field.Updateable,
            ["nillable"] = field.Nillable && !isRequired,
            ["defaultedOnCreate"] = field.DefaultedOnCreate,
            ["filterable"] = field.Filterable,
            ["sortable"] = field.Filterable,
            ["groupable"] = field.Filterable && field.Type is not (FieldType.Datetime or FieldType.Double),
            ["externalId"] = field.ExternalId,
            ["idLookup"] = field.IdLookup,
            ["unique"] = field.Unique,
            ["caseSensitive"] = field.CaseSensitive,
            ["restrictedPicklist"] = field.Restricted,
            ["picklistValues"] = new JsonArray([.. field.Values.Select(Describe)]),
            ["referenceTo"] = new JsonArray([.. field.ReferenceTo.Select(name => JsonValue.Create(name))]),
            ["relationshipName"] = field.Relationship,
            ["namePointing"] = field.Polymorphic,
            ["custom"] = field.Custom,
            ["calculated"] = false,
        };
    }

    private static JsonObject Describe(PicklistValue value) => new()
    {
        ["active"] = true,
        ["defaultValue"] = value.IsDefault,
        ["label"] = value.Value,
        ["validFor"] = null,
        ["value"] = value.Value,
    };
}
