using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>How the records of an answer look: fields, and parents with fields of their own, in the order they were asked for.</summary>
internal sealed class SoqlShape
{
    private readonly List<(string Name, Field? Reference, Field? Field, SoqlShape? Parent)> _members = [];
    private readonly ObjectType _holder;

    private SoqlShape(ObjectType holder) => _holder = holder;

    /// <summary>The shape that columns make.</summary>
    public static SoqlShape Of(ObjectType type, IEnumerable<SoqlColumn> columns, Catalogue catalogue)
    {
        SoqlShape shape = new(type);
        foreach (SoqlColumn column in columns)
        {
            SoqlShape at = shape;
            foreach (Field hop in column.Hops)
            {
                at = at.Parent(hop, catalogue);
            }

            at._members.Add((column.Field.Name, null, column.Field, null));
        }

        return shape;
    }

    /// <summary>A record in this shape.</summary>
    public JsonObject Write(Row row, RecordStore store, string root)
    {
        JsonObject json = new() { ["attributes"] = RecordJson.Attributes(_holder.Name, row, root) };
        foreach ((string name, Field? reference, Field? field, SoqlShape? parent) in _members)
        {
            json[name] = field is not null
                ? FieldValue.ToJson(SoqlColumn.Read(row, _holder, field, store))
                : store.Find(row[reference!]) is { } up ? parent!.Write(up, store, root) : null;
        }

        return json;
    }

    private SoqlShape Parent(Field hop, Catalogue catalogue)
    {
        foreach ((_, Field? reference, _, SoqlShape? known) in _members)
        {
            if (reference == hop)
            {
                return known!;
            }
        }

        SoqlShape parent = new(hop.Polymorphic ? catalogue.Name : catalogue[hop.ReferenceTo[0]]);
        _members.Add((hop.Relationship!, hop, null, parent));
        return parent;
    }
}
