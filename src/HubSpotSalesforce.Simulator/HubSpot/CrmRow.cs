using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>A CRM record as a portal folder and <c>/_sim/records</c> hold it: the API's form, with contact ids instead of links.</summary>
internal static class CrmRow
{
    /// <summary>Reads the record of a row; what the row leaves out (ids and dates among the properties, flags) is filled.</summary>
    /// <param name="row">At least <c>id</c> and <c>properties</c>.</param>
    /// <param name="table">The table it is for; properties it has not heard of are added to its definitions.</param>
    /// <param name="now">The creation date of a row without one, in epoch milliseconds.</param>
    public static CrmRecord Read(JsonObject row, CrmTable table, long now)
    {
        CrmObjectType type = table.Type;
        long id = RowValue.RequiredNumber(row, "id");
        Dictionary<string, string?> values = Values(row["properties"]?.AsObject() ?? [], table);

        long createdAt = PortalTime.Read(values.GetValueOrDefault(type.CreateDate) ?? RowValue.Text(row["createdAt"])) ?? now;
        long updatedAt = PortalTime.Read(values.GetValueOrDefault(type.LastModified) ?? RowValue.Text(row["updatedAt"])) ?? createdAt;
        values["hs_object_id"] = id.ToString(CultureInfo.InvariantCulture);
        values[type.CreateDate] = PortalTime.Format(createdAt);
        values[type.LastModified] = PortalTime.Format(updatedAt);

        bool isArchived = row["archived"]?.GetValue<bool>() ?? false;
        return new CrmRecord(type, id)
        {
            Properties = values,
            History = History(row["propertiesWithHistory"]?.AsObject(), table),
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            ArchivedAt = isArchived ? PortalTime.Read(RowValue.Text(row["archivedAt"])) ?? updatedAt : null,
        };
    }

    /// <summary>The record ids a row names per type; types without a record are left out.</summary>
    public static IEnumerable<(CrmObjectType Type, long Id)> Links(JsonObject row)
    {
        if (row["associations"] is not JsonObject associations)
        {
            yield break;
        }

        foreach ((string name, JsonNode? ids) in associations)
        {
            CrmObjectType type = CrmObjectType.Find(name) ?? throw new FormatException($"There is no object type '{name}'.");
            foreach (JsonNode? id in ids?.AsArray() ?? [])
            {
                yield return (type, RowValue.Number(id)!.Value);
            }
        }
    }

    /// <summary>The record as a row with every value it has, as <see cref="Read"/> takes it.</summary>
    public static JsonObject Write(CrmRecord record, AssociationIndex associations)
    {
        JsonObject row = new()
        {
            ["id"] = record.Id.ToString(CultureInfo.InvariantCulture),
            ["properties"] = new JsonObject([.. record.Properties.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))]),
            ["createdAt"] = PortalTime.Format(record.CreatedAt),
            ["updatedAt"] = PortalTime.Format(record.UpdatedAt),
            ["archived"] = record.IsArchived,
        };
        if (record.ArchivedAt is { } archivedAt)
        {
            row["archivedAt"] = PortalTime.Format(archivedAt);
        }

        JsonObject links = [];
        foreach (CrmObjectType type in CrmObjectType.All)
        {
            if (associations.Of(record.Type, record.Id, type) is { Count: > 0 } ids && record.Type.IsActivity)
            {
                links[type.Name] = RowValue.List(ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
            }
        }

        row["associations"] = links;
        if (record.History.Count > 0)
        {
            row["propertiesWithHistory"] = new JsonObject(
                [.. record.History.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)PropertyVersion.List(pair.Value)))]);
        }

        return row;
    }

    private static Dictionary<string, string?> Values(JsonObject properties, CrmTable table)
    {
        Dictionary<string, string?> values = new(properties.Count + 3, StringComparer.Ordinal);
        foreach ((string name, JsonNode? value) in properties)
        {
            if (!table.Definitions.TryGetValue(name, out CrmProperty? property))
            {
                table.Definitions[name] = property = new CrmProperty(name, "string");
            }

            values[property.Name] = RowValue.Text(value);
        }

        return values;
    }

    private static IReadOnlyDictionary<string, PropertyVersion[]> History(JsonObject? history, CrmTable table)
    {
        if (history is null)
        {
            return CrmRecord.NoHistory;
        }

        Dictionary<string, PropertyVersion[]> versions = new(StringComparer.Ordinal);
        foreach ((string name, JsonNode? list) in history)
        {
            table.Definitions.TryAdd(name, new CrmProperty(name, "string"));
            IEnumerable<PropertyVersion> read = list!.AsArray().Select(version => PropertyVersion.Read(version!.AsObject()));
            versions[name] = [.. read.OrderByDescending(version => version.At)];
        }

        return versions;
    }
}
