using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>Answers queries. For one caller at a time.</summary>
internal sealed class SoqlEngine
{
    private readonly RecordStore _store;

    /// <summary>Creates an engine over a store.</summary>
    public SoqlEngine(RecordStore store) => _store = store;

    /// <summary>Answers a query.</summary>
    /// <param name="soql">The query.</param>
    /// <param name="user">Whose view of the org counts.</param>
    /// <param name="all">Whether deleted and archived records count: <c>queryAll</c>.</param>
    /// <param name="tooling">Whether the query goes to the Tooling API.</param>
    /// <exception cref="Endpoints.ApiFault">The query is refused.</exception>
    public SoqlResult Run(string soql, UserView user, bool all, bool tooling)
    {
        SoqlQuery query = SoqlParser.Parse(soql);
        SoqlBinder binder = new(query, _store.Catalogue, user, tooling);
        SoqlFilter? filter = query.Where is { } where ? SoqlFilter.Bind(query, where, binder, _store) : null;
        IEnumerable<Row> rows = Rows(binder.Type, filter, all);
        if (query.CountsOnly)
        {
            return new SoqlResult(Slice(rows, query).Count(), [], null, []);
        }

        if (query.Aggregates)
        {
            return new SoqlGrouping(query, binder, _store).Run(rows);
        }

        List<SoqlColumn> columns = Columns(query, binder);
        Row[] found = [.. Slice(Sort(rows, query, binder), query)];
        return new SoqlResult(found.Length, found, SoqlShape.Of(binder.Type, columns, _store.Catalogue), [])
        {
            Columns = columns,
        };
    }

    private IEnumerable<Row> Rows(ObjectType type, SoqlFilter? filter, bool all)
    {
        bool archives = type.TryGet("IsArchived", out Field? archived);
        DateTimeOffset now = _store.Now;
        IEnumerable<Row> rows = filter?.Candidates() is { } candidates ? candidates.Distinct() : _store[type].Rows;
        return rows.Where(row =>
            (all ? !_store.IsGone(row) : !row.IsDeleted && !(archives && row.Read(archived!, now) is true))
            && filter?.Holds(row) != false);
    }

    private static List<SoqlColumn> Columns(SoqlQuery query, SoqlBinder binder)
    {
        List<SoqlColumn> columns = [];
        HashSet<string> paths = [];
        foreach (SoqlOperand item in query.Select)
        {
            SoqlColumn column = item.Function is null ? binder.Column(item.Path) : throw SoqlFault.Unexpected(query.Text, item.Path);
            if (!paths.Add(column.Path))
            {
                throw SoqlFault.Field(query.Text, item.Path.Position, $"duplicate field selected: {column.Path}");
            }

            columns.Add(column);
        }

        return columns;
    }

    private IEnumerable<Row> Sort(IEnumerable<Row> rows, SoqlQuery query, SoqlBinder binder)
    {
        IOrderedEnumerable<Row>? sorted = null;
        foreach (SoqlOrder order in query.OrderBy)
        {
            SoqlColumn column = binder.Column(order.Operand.Path, "sorted");
            SoqlComparer comparer = new(column.Field);
            bool IsLast(Row row) => column.Read(row, _store) is null == order.NullsLast;
            object? Value(Row row) => column.Read(row, _store);
            sorted = sorted is null ? rows.OrderBy(IsLast) : sorted.ThenBy(IsLast);
            sorted = order.Descending ? sorted.ThenByDescending(Value, comparer) : sorted.ThenBy(Value, comparer);
        }

        return sorted ?? rows;
    }

    private static IEnumerable<T> Slice<T>(IEnumerable<T> rows, SoqlQuery query)
    {
        IEnumerable<T> rest = query.Offset > 0 ? rows.Skip(query.Offset) : rows;
        return query.Limit is { } limit ? rest.Take(limit) : rest;
    }
}
