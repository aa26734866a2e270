using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>A field that a query names, with the way from the record to it.</summary>
/// <param name="Hops">The references on the way; empty for a field of the record itself.</param>
/// <param name="Holder">The type that has the field; the <c>Name</c> object after a reference to several types.</param>
/// <param name="Field">The field.</param>
internal sealed record SoqlColumn(IReadOnlyList<Field> Hops, ObjectType Holder, Field Field)
{
    /// <summary>The path, in the case of the catalogue.</summary>
    public string Path => string.Join('.', [.. Hops.Select(hop => hop.Relationship), Field.Name]);

    /// <summary>What the field reads as for a record; null when the way breaks off.</summary>
    public object? Read(Row row, RecordStore store)
    {
        Row? at = row;
        foreach (Field hop in Hops)
        {
            object? id = at[hop];
            at = store.Find(id);
            if (at is null)
            {
                return null;
            }
        }

        return Read(at, Holder, Field, store);
    }

    /// <summary>What a field of a type, or of the <c>Name</c> object, reads as for a record.</summary>
    public static object? Read(Row row, ObjectType holder, Field field, RecordStore store)
    {
        if (row.Type == holder)
        {
            return row.Read(field, store.Now);
        }

        return field.Name switch
        {
            "Type" => row.Type.Name,
            "Name" when row.Type.Name == "Case" => row["CaseNumber"],
            _ => row.Type.TryGet(field.Name, out Field? own) ? row.Read(own, store.Now) : null,
        };
    }
}
