using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>Finds the fields that a query names, as its user sees them.</summary>
internal sealed class SoqlBinder
{
    private const int MostLevels = 5;    // [SOQL], child-to-parent relationships, read 2026-11-21

    private readonly string _soql;
    private readonly Catalogue _catalogue;
    private readonly UserView _user;

    /// <summary>Creates a binder for one query.</summary>
    /// <exception cref="Endpoints.ApiFault">The object type does not exist.</exception>
    public SoqlBinder(SoqlQuery query, Catalogue catalogue, UserView user, bool tooling)
    {
        _soql = query.Text;
        _catalogue = catalogue;
        _user = user;
        Type = catalogue.TryGet(query.From.Text, out ObjectType? type) && type.Tooling == tooling
            ? type : throw SoqlFault.Type(_soql, query.From.Position, query.From.Text);
    }

    /// <summary>The type of the records.</summary>
    public ObjectType Type { get; }

    /// <summary>The field a path leads to.</summary>
    /// <exception cref="Endpoints.ApiFault">It leads nowhere.</exception>
    public SoqlColumn Column(SoqlToken path)
    {
        string[] parts = path.Text.Split('.');
        // A path may begin with the type itself.
        int first = parts.Length > 1 && parts[0].Equals(Type.Name, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (parts.Length - 1 - first > MostLevels)
        {
            throw SoqlFault.Field(_soql, path.Position, $"Only {MostLevels} levels of relationships are supported: {path.Text}");
        }

        ObjectType holder = Type;
        List<Field> hops = [];
        foreach (string relationship in parts[first..^1])
        {
            Field hop = holder.Fields.FirstOrDefault(field => relationship.Equals(field.Relationship, StringComparison.OrdinalIgnoreCase))
                ?? throw SoqlFault.NoRelationship(_soql, path.Position, relationship);
            hops.Add(hop);
            holder = hop.Polymorphic ? _catalogue.Name : _catalogue[hop.ReferenceTo[0]];
        }

        return _user.TryGet(holder, parts[^1], out Field? field)
            ? new SoqlColumn(hops, holder, field)
            : throw SoqlFault.NoColumn(_soql, path.Position, parts[^1], holder.Name);
    }

    /// <summary>The field a path leads to, which must be fit for WHERE, ORDER BY or GROUP BY.</summary>
    /// <param name="path">The path.</param>
    /// <param name="use">What is done with it: <c>filtered</c>, <c>sorted</c> or <c>grouped</c>.</param>
    /// <exception cref="Endpoints.ApiFault">It leads nowhere, or the field is long text.</exception>
    public SoqlColumn Column(SoqlToken path, string use)
    {
        SoqlColumn column = Column(path);
        return column.Field.Filterable
            ? column : throw SoqlFault.Field(_soql, path.Position, $"field '{path.Text}' can not be {use} in a query call");
    }
}
