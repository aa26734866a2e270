using System.Text.RegularExpressions;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>The condition of WHERE, ready to be asked of records.</summary>
internal sealed class SoqlFilter
{
    private readonly Func<Row, bool> _holds;
    private readonly Func<IEnumerable<Row>?> _candidates;

    private SoqlFilter(Func<Row, bool> holds, Func<IEnumerable<Row>?> candidates)
    {
        _holds = holds;
        _candidates = candidates;
    }

    /// <summary>Whether the condition holds for a record.</summary>
    public bool Holds(Row row) => _holds(row);

    /// <summary>The records among which all those are for which it can hold, by index; null when no index helps. May repeat records.</summary>
    public IEnumerable<Row>? Candidates() => _candidates();

    /// <summary>Makes a condition ready.</summary>
    /// <exception cref="Endpoints.ApiFault">It names what is not there, or compares what cannot be compared.</exception>
    public static SoqlFilter Bind(SoqlQuery query, SoqlCondition condition, SoqlBinder binder, RecordStore store)
    {
        switch (condition)
        {
            case SoqlCondition.All all:
                SoqlFilter[] both = [.. all.Parts.Select(part => Bind(query, part, binder, store))];
                return new SoqlFilter(
                    row => both.All(part => part._holds(row)),
                    () => both.Select(part => part._candidates()).FirstOrDefault(rows => rows is not null));
            case SoqlCondition.Any any:
                SoqlFilter[] either = [.. any.Parts.Select(part => Bind(query, part, binder, store))];
                return new SoqlFilter(row => either.Any(part => part._holds(row)), () => Union(either));
            case SoqlCondition.Not not:
                SoqlFilter inner = Bind(query, not.Inner, binder, store);
                return new SoqlFilter(row => !inner._holds(row), () => null);
            default:
                return Bind(query, (SoqlCondition.Comparison)condition, binder, store);
        }
    }

    /// <summary>What a comparison says about a value of the field.</summary>
    /// <exception cref="Endpoints.ApiFault">Operator or literal do not fit the field.</exception>
    public static Func<object?, bool> Test(string soql, SoqlCondition.Comparison comparison, Field field)
    {
        string sign = comparison.Operator;
        int position = comparison.Operand.Path.Position;
        if ((field.Type == FieldType.Boolean && sign is not ("=" or "!=")) || (sign == "LIKE" && (!field.IsText || field.IsId)))
        {
            throw SoqlFault.Operator(soql, position, $"invalid operator on {field.Type.ToString().ToLowerInvariant()} field");
        }

        if (sign == "LIKE")
        {
            return Like(comparison.Values[0]) is { } like ? value => value is string text && like.IsMatch(text) : throw SoqlFault.Unexpected(soql, comparison.Values[0]);
        }

        SoqlComparer comparer = new(field);
        object?[] values = [.. comparison.Values.Select(literal => SoqlLiteral.Value(soql, field, literal))];
        if (sign is "IN" or "NOT IN")
        {
            SortedSet<object?> set = new(values, comparer);
            return value => set.Contains(value) == (sign == "IN");
        }

        object? bound = values[0];
        if (bound is null && sign is not ("=" or "!="))
        {
            throw SoqlFault.Operator(soql, position, $"invalid operator on null for field '{field.Name}'");
        }

        return sign switch
        {
            "=" => value => comparer.Compare(value, bound) == 0,
            "!=" => value => comparer.Compare(value, bound) != 0,
            "<" => value => value is not null && comparer.Compare(value, bound) < 0,
            "<=" => value => value is not null && comparer.Compare(value, bound) <= 0,
            ">" => value => value is not null && comparer.Compare(value, bound) > 0,
            _ => value => value is not null && comparer.Compare(value, bound) >= 0,
        };
    }

    private static SoqlFilter Bind(SoqlQuery query, SoqlCondition.Comparison comparison, SoqlBinder binder, RecordStore store)
    {
        if (comparison.Operand.Function is not null)
        {
            throw SoqlFault.Unexpected(query.Text, comparison.Operand.Path);
        }

        SoqlColumn column = binder.Column(comparison.Operand.Path, "filtered");
        Func<object?, bool> test = Test(query.Text, comparison, column.Field);
        Func<Row, bool> holds = column.Hops.Count == 0 ? row => test(row.Read(column.Field, store.Now)) : row => test(column.Read(row, store));
        return new SoqlFilter(holds, () => LookUp(query, comparison, column, store[binder.Type]));
    }

    private static IEnumerable<Row>? LookUp(SoqlQuery query, SoqlCondition.Comparison comparison, SoqlColumn column, Table table)
    {
        if (column.Hops.Count > 0 || comparison.Operator is not ("=" or "IN"))
        {
            return null;
        }

        string?[] keys = [.. comparison.Values.Select(literal => SoqlLiteral.Value(query.Text, column.Field, literal) as string)];
        if (keys.Any(key => key is null))
        {
            return null;
        }

        return column.Field.Type == FieldType.Id
            ? keys.Select(key => table.Find(key!)).OfType<Row>()
            : table.IndexOf(column.Field) is { } index ? keys.SelectMany(key => index[key!]).Where(row => row.Type == table.Type) : null;
    }

    private static IEnumerable<Row>? Union(SoqlFilter[] parts)
    {
        IEnumerable<Row>?[] candidates = [.. parts.Select(part => part._candidates())];
        return candidates.Any(rows => rows is null) ? null : candidates.SelectMany(rows => rows!);
    }

    // [SOQL], LIKE: percent stands for any text, underscore for one character, case does not count; read 2026-11-21.
    private static Regex? Like(SoqlToken pattern)
        => pattern.Kind != SoqlTokenKind.Text ? null : new Regex(
            "^" + Regex.Escape(pattern.Text)
                .Replace("%", ".*", StringComparison.Ordinal)
                .Replace("_", ".", StringComparison.Ordinal)
                .Replace(SoqlTokenizer.PlainPercent, "%", StringComparison.Ordinal)
                .Replace(SoqlTokenizer.PlainUnderscore, "_", StringComparison.Ordinal) + "$",
            RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
