using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>Answers a query for groups: GROUP BY, COUNT(field), MIN and MAX.</summary>
internal sealed class SoqlGrouping
{
    private const int MostGroups = 2_000;

    private static readonly Field Number = new("Count", FieldType.Int);

    private readonly SoqlQuery _query;
    private readonly SoqlBinder _binder;
    private readonly RecordStore _store;
    private readonly SoqlColumn[] _keys;

    /// <summary>Creates the grouping of a query.</summary>
    /// <exception cref="ApiFault">The query groups by what cannot be grouped by, or selects what is in no group.</exception>
    public SoqlGrouping(SoqlQuery query, SoqlBinder binder, RecordStore store)
    {
        _query = query;
        _binder = binder;
        _store = store;
        _keys = [.. query.GroupBy.Select(operand => operand.Function is null
            ? binder.Column(operand.Path, "grouped") : throw SoqlFault.Unexpected(query.Text, operand.Path))];
    }

    /// <summary>Groups records.</summary>
    public SoqlResult Run(IEnumerable<Row> rows)
    {
        Func<Row[], object?>[] values = [.. _query.Select.Select(Value)];
        Func<Row[], bool> having = _query.Having is { } condition ? Having(condition) : _ => true;
        (Func<Row[], object?> Value, SoqlOrder Order)[] orders = [.. _query.OrderBy.Select(order => (Value(order.Operand), order))];

        // Without GROUP BY everything is one group, even if there is nothing.
        IEnumerable<Row[]> groups = _keys.Length == 0
            ? [[.. rows]]
            : rows.GroupBy(row => string.Join('\u001F', _keys.Select(key => GroupKey(key, row)))).Select(group => group.ToArray());
        IEnumerable<Row[]> sorted = groups.Where(having);
        foreach ((Func<Row[], object?> value, SoqlOrder order) in orders.Reverse())    // the sort is stable: the last key first
        {
            SoqlComparer comparer = new(Of(order.Operand));
            sorted = order.Descending ? sorted.OrderByDescending(value, comparer) : sorted.OrderBy(value, comparer);
        }

        IEnumerable<Row[]> slice = sorted.Skip(_query.Offset).Take(_query.Limit ?? int.MaxValue);
        JsonObject[] results = [.. slice.Select(group => Write(group, values))];
        return results.Length <= MostGroups
            ? new SoqlResult(results.Length, [], null, results)
            : throw new ApiFault(400, "EXCEEDED_ID_LIMIT", "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
    }

    private string GroupKey(SoqlColumn key, Row row)
    {
        string text = FieldValue.ToJson(key.Read(row, _store))?.ToJsonString() ?? "";
        return key.Field.CaseSensitive || key.Field.IsId ? text : text.ToUpperInvariant();
    }

    private Field Of(SoqlOperand operand) => operand.Function is "COUNT" or "COUNT()" ? Number : _binder.Column(operand.Path).Field;

    private Func<Row[], object?> Value(SoqlOperand operand)
    {
        if (operand.Function == "COUNT()")
        {
            throw SoqlFault.Malformed("COUNT() must be the only element in the SELECT list");
        }

        SoqlColumn column = _binder.Column(operand.Path, "aggregated");
        SoqlComparer comparer = new(column.Field);
        switch (operand.Function)
        {
            case "COUNT":
                return group => (long)group.Count(row => column.Read(row, _store) is not null);
            case "MIN":
                return group => group.Select(row => column.Read(row, _store)).Where(value => value is not null).Min(comparer);
            case "MAX":
                return group => group.Select(row => column.Read(row, _store)).Where(value => value is not null).Max(comparer);
        }

        return _keys.Any(key => key.Path == column.Path)
            ? group => column.Read(group[0], _store)
            : throw SoqlFault.Malformed($"Field must be grouped or aggregated: {operand.Path.Text}");
    }

    private Func<Row[], bool> Having(SoqlCondition condition)
    {
        switch (condition)
        {
            case SoqlCondition.All all:
                Func<Row[], bool>[] both = [.. all.Parts.Select(Having)];
                return group => both.All(part => part(group));
            case SoqlCondition.Any any:
                Func<Row[], bool>[] either = [.. any.Parts.Select(Having)];
                return group => either.Any(part => part(group));
            case SoqlCondition.Not not:
                Func<Row[], bool> inner = Having(not.Inner);
                return group => !inner(group);
            default:
                SoqlCondition.Comparison comparison = (SoqlCondition.Comparison)condition;
                Func<Row[], object?> value = Value(comparison.Operand);
                Func<object?, bool> test = SoqlFilter.Test(_query.Text, comparison, Of(comparison.Operand));
                return group => test(value(group));
        }
    }

    private JsonObject Write(Row[] group, Func<Row[], object?>[] values)
    {
        JsonObject json = new() { ["attributes"] = new JsonObject { ["type"] = "AggregateResult" } };
        int unnamed = 0;
        for (int place = 0; place < values.Length; place++)
        {
            SoqlOperand item = _query.Select[place];
            string name = item.Alias ?? (item.Function is null ? _binder.Column(item.Path).Field.Name : $"expr{unnamed++}");
            json[name] = FieldValue.ToJson(values[place](group));
        }

        return json;
    }
}
