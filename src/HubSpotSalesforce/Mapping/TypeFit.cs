using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>Which types of both sides fit together, and how their values are then converted.</summary>
/// <remarks>The table of HubSpot's own mapping screen ("Salesforce field mappings", compatible types, read 2026-11-21).</remarks>
internal static class TypeFit
{
    private static readonly string[] Texts = ["string", "textarea", "combobox"];
    private static readonly string[] Numbers = ["double", "int"];
    private static readonly string[] Days = ["date", "datetime"];

    /// <summary>Returns how values are converted; null when the types do not fit.</summary>
    public static FieldConversion? Of(SalesforceField field, HubSpotProperty property) => (Kind(property), field.Type) switch
    {
        ("choice", "picklist" or "reference") => FieldConversion.Choice,
        ("choices", "multipicklist") => FieldConversion.Choices,
        ("flag", "boolean") => FieldConversion.Flag,
        ("number", "double" or "int") => FieldConversion.Number,
        ("line", "string" or "textarea" or "combobox") => FieldConversion.Line,
        ("text", "textarea") => property.FieldType == "html" ? FieldConversion.Html : FieldConversion.Text,
        ("date", "date") => FieldConversion.Date,
        ("date", "datetime") => FieldConversion.DayOfInstant,
        ("datetime", "date") => FieldConversion.Day,
        ("datetime", "datetime") => FieldConversion.Instant,
        _ => null,
    };

    /// <summary>The types of Salesforce that fit a property; empty when none does.</summary>
    public static string[] Fitting(HubSpotProperty property) => Kind(property) switch
    {
        "choice" => ["picklist", "reference"],
        "choices" => ["multipicklist"],
        "flag" => ["boolean"],
        "number" => Numbers,
        "line" => Texts,
        "text" => ["textarea"],
        "date" or "datetime" => Days,
        _ => [],
    };

    private static string Kind(HubSpotProperty property) => (property.Type, property.FieldType) switch
    {
        ("bool", _) or (_, "booleancheckbox") => "flag",
        ("enumeration", "checkbox") => "choices",
        ("enumeration", _) => "choice",
        ("number", _) => "number",
        ("date", _) => "date",
        ("datetime", _) => "datetime",
        ("string", "textarea" or "html") => "text",
        ("string", _) => "line",
        _ => "",
    };
}
