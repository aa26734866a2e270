using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>The fields that administrators make.</summary>
internal sealed class CustomFields
{
    private readonly RecordStore _store;

    /// <summary>Creates the fields of a store, none at first.</summary>
    public CustomFields(RecordStore store) => _store = store;

    /// <summary>When the last field was made.</summary>
    public DateTimeOffset Changed { get; private set; } = OrgFoundation.Day;

    /// <summary>Makes a field and returns the id of its definition.</summary>
    /// <param name="definedOn">The object it is defined on; <c>Activity</c> for those of Task and Event.</param>
    /// <param name="field">The field.</param>
    public string Add(string definedOn, Field field)
    {
        _store.AddField(definedOn, field);
        Changed = _store.Now;
        Table table = _store["CustomField"];
        Row row = new(table.Type, table.NextId());
        row["DeveloperName"] = field.Name[..^"__c".Length];
        row["TableEnumOrId"] = definedOn;
        ServerFields.StampCreated(row, OrgFoundation.IntegrationUserId, Changed);
        _store.Add(row);
        return row.Id;
    }

    /// <summary>The field that a definition of the Metadata API means; null when its type is not known here.</summary>
    public static Field? Define(string name, JsonObject metadata)
    {
        FieldType? type = Text(metadata, "type") switch
        {
            "Text" => FieldType.String,
            "TextArea" => FieldType.Textarea,
            "Email" => FieldType.Email,
            "Phone" => FieldType.Phone,
            "Url" => FieldType.Url,
            "DateTime" => FieldType.Datetime,
            "Date" => FieldType.Date,
            "Number" => FieldType.Double,
            "Checkbox" => FieldType.Boolean,
            _ => null,
        };
        if (type is null)
        {
            return null;
        }

        bool key = Is(metadata, "externalId") || Is(metadata, "unique");
        return new Field(name, type.Value)
        {
            Label = Text(metadata, "label") ?? name,
            Length = type == FieldType.String ? (int?)metadata["length"] ?? 0 : type == FieldType.Email ? 80 : type == FieldType.Boolean ? 0 : 255,
            Custom = true,
            Nillable = type != FieldType.Boolean && !Is(metadata, "required"),
            DefaultedOnCreate = type == FieldType.Boolean,
            Default = type == FieldType.Boolean ? Is(metadata, "defaultValue") : null,
            ExternalId = Is(metadata, "externalId"),
            IdLookup = key,
            Indexed = key,
            Unique = Is(metadata, "unique"),
            CaseSensitive = Is(metadata, "caseSensitive"),
        };
    }

    private static string? Text(JsonObject metadata, string name) => metadata[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static bool Is(JsonObject metadata, string name) => metadata[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
