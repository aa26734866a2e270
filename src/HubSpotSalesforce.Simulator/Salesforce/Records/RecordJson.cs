using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>Records as responses carry them.</summary>
internal static class RecordJson
{
    /// <summary>A record with every field, and nothing else.</summary>
    public static JsonObject Full(Row row, DateTimeOffset now) => Put(new JsonObject(), row, row.Type.Fields, now);

    /// <summary>A record with its address and these fields.</summary>
    public static JsonObject Addressed(Row row, IEnumerable<Field> fields, DateTimeOffset now, string root)
        => Put(new JsonObject { ["attributes"] = Attributes(row.Type.Name, row, root) }, row, fields, now);

    /// <summary>The type and the address of a record; the type may be the one a relationship leads to.</summary>
    public static JsonObject Attributes(string type, Row row, string root) => new()
    {
        ["type"] = type,
        ["url"] = $"{root}/sobjects/{row.Type.Name}/{row.Id}",
    };

    private static JsonObject Put(JsonObject json, Row row, IEnumerable<Field> fields, DateTimeOffset now)
    {
        foreach (Field field in fields)
        {
            json[field.Name] = FieldValue.ToJson(row.Read(field, now));
        }

        return json;
    }
}
