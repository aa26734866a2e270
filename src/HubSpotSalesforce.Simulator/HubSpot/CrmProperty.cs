using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>The definition of one property.</summary>
/// <param name="Name">The internal name.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>datetime</c>, <c>date</c>, <c>enumeration</c> or <c>bool</c>.</param>
internal sealed record CrmProperty(string Name, string Type)
{
    /// <summary>What people see; the name when nothing better is known.</summary>
    public string Label { get; init; } = Name;

    /// <summary>How forms show it.</summary>
    public string FieldType { get; init; } = Type switch
    {
        "number" => "number",
        "datetime" or "date" => "date",
        "enumeration" => "select",
        "bool" => "booleancheckbox",
        _ => "text",
    };

    /// <summary>The group it is listed under.</summary>
    public string Group { get; init; } = "information";

    /// <summary>Whether clients may not write it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether no two records may share a value, so that it serves as <c>idProperty</c>.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether HubSpot made it, and not the account.</summary>
    public bool IsStandard { get; init; } = true;

    /// <summary>The values of an enumeration, in order; empty for owners, whose values are not listed.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether values compare as numbers (instants too), not as text.</summary>
    public bool IsOrdered => Type is "number" or "datetime" or "date";

    /// <summary>The definition as the properties API shows it.</summary>
    public JsonObject ToJson()
    {
        JsonArray options = [];
        foreach ((int order, string value) in Options.Index())
        {
            options.Add(new JsonObject { ["label"] = value, ["value"] = value, ["displayOrder"] = order, ["hidden"] = false });
        }

        JsonObject definition = new()
        {
            ["name"] = Name,
            ["label"] = Label,
            ["type"] = Type,
            ["fieldType"] = FieldType,
            ["description"] = "",
            ["groupName"] = Group,
            ["options"] = options,
            ["displayOrder"] = -1,
            ["calculated"] = false,
            ["externalOptions"] = Name == "hubspot_owner_id",
            ["hasUniqueValue"] = IsUnique,
            ["hidden"] = false,
            ["hubspotDefined"] = IsStandard,
            ["formField"] = false,
            ["dataSensitivity"] = "non_sensitive",
            ["archived"] = false,
            ["modificationMetadata"] = new JsonObject
            {
                ["archivable"] = !IsStandard,
                ["readOnlyDefinition"] = IsStandard,
                ["readOnlyValue"] = IsReadOnly,
            },
        };
        if (Name == "hubspot_owner_id")
        {
            definition["referencedObjectType"] = "OWNER";
        }

        return definition;
    }
}
