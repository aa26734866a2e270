namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>A definition of a property as a client sent it, checked before it becomes one.</summary>
/// <remarks>
/// HubSpot developer docs, Properties, read 2026-11-21. That unique values are refused for activities is the safe reading: they are
/// documented for contacts, companies, deals and tickets alone.
/// </remarks>
internal static class PropertyDraft
{
    private const int MostUnique = 10;

    private static readonly Dictionary<string, string[]> FieldTypes = new()
    {
        ["bool"] = ["booleancheckbox", "calculation_equation"],
        ["date"] = ["date"],
        ["datetime"] = ["date"],
        ["enumeration"] = ["booleancheckbox", "checkbox", "radio", "select"],
        ["number"] = ["number", "calculation_equation"],
        ["phone_number"] = ["phonenumber"],
        ["string"] = ["text", "textarea", "html", "file", "phonenumber", "calculation_equation"],
    };

    /// <summary>Reads a definition.</summary>
    /// <exception cref="HubSpotRefusal">400 for a definition that is wrong, 409 for a name that is taken.</exception>
    public static CrmProperty Read(CrmTable table, RequestBody body, bool allowsUniqueActivities)
    {
        CrmProperty property = new(body.RequiredText("name"), body.RequiredText("type"))
        {
            Label = body.RequiredText("label"),
            FieldType = body.RequiredText("fieldType"),
            Group = body.RequiredText("groupName"),
            IsStandard = false,
            IsUnique = body.Text("hasUniqueValue") == "true",
            Options = [.. body.Objects("options").Select(option => option.RequiredText("value"))],
        };
        if (Fault(table, property, allowsUniqueActivities) is { } fault)
        {
            throw HubSpotRefusal.Invalid(fault);
        }

        return table.Definitions.ContainsKey(property.Name)
            ? throw new HubSpotRefusal(409, "OBJECT_ALREADY_EXISTS", $"A property named '{property.Name}' already exists.")
            : property;
    }

    private static string? Fault(CrmTable table, CrmProperty property, bool allowsUniqueActivities)
    {
        if (!FieldTypes.TryGetValue(property.Type, out string[]? fieldTypes))
        {
            return $"There is no property type \"{property.Type}\"";
        }

        bool isName = property.Name.Length > 0 && property.Name.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '_');
        return !isName ? $"Invalid property name \"{property.Name}\": lower-case letters, digits and underscores only"
            : !fieldTypes.Contains(property.FieldType) ? $"Field type \"{property.FieldType}\" does not go with type \"{property.Type}\""
            : !table.Groups.ContainsKey(property.Group) ? $"Property group \"{property.Group}\" does not exist"
            : property.Type == "enumeration" && property.Options.Count == 0 ? "An enumeration needs options"
            : property.IsUnique ? UniqueFault(table, property, allowsUniqueActivities) : null;
    }

    private static string? UniqueFault(CrmTable table, CrmProperty property, bool allowsActivities)
        => property.Type is not ("string" or "number") ? "Only text and numbers can have unique values"
            : table.Type.IsActivity && !allowsActivities ? $"Properties of {table.Type.Name} cannot have unique values"
            : table.Definitions.Values.Count(other => other is { IsUnique: true, IsStandard: false }) >= MostUnique
                ? $"No more than {MostUnique} properties of {table.Type.Name} can have unique values" : null;
}
