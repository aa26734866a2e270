using System.Globalization;
using System.Text;

namespace HubSpotSalesforce.Salesforce;

/// <summary>A SOQL query under construction: the one place where SOQL is written.</summary>
/// <remarks>Names are checked, values are quoted: nothing that came from outside can change a query's shape.</remarks>
public sealed class Soql
{
    private readonly string _select;
    private readonly List<string> _conditions = [];
    private string _order = "";
    private string _limit = "";

    private Soql(string select, bool hasId)
    {
        _select = select;
        IsById = hasId;
    }

    /// <summary>Whether its rows come in the order of their ids, so that it can go on past any of them: so it is unless it has another order or a limit.</summary>
    public bool IsById { get; private set; }

    /// <summary>Starts a query.</summary>
    public static Soql Select(string from, params ReadOnlySpan<string> fields)
        => new($"SELECT {string.Join(", ", fields.ToArray().Select(Name))} FROM {Name(from)}", fields.Contains("Id"));

    /// <summary>Adds a condition that a field has one of some values; no value at all finds nothing.</summary>
    public Soql In(string field, IEnumerable<string> values)
    {
        _conditions.Add(OneOf(field, values));
        return this;
    }

    /// <summary>Adds a condition that one field or another has one of some values; no value at all finds nothing.</summary>
    public Soql InEither(string field, IReadOnlyCollection<string> values, string other, IReadOnlyCollection<string> otherValues)
    {
        _conditions.Add((values.Count, otherValues.Count) switch
        {
            (_, 0) => OneOf(field, values),
            (0, _) => OneOf(other, otherValues),
            _ => $"({OneOf(field, values)} OR {OneOf(other, otherValues)})",
        });
        return this;
    }

    /// <summary>Adds a condition that a field has a value.</summary>
    public Soql Is(string field, string value)
    {
        _conditions.Add($"{Name(field)} = {Quote(value)}");
        return this;
    }

    /// <summary>Adds a condition that a field is true or false.</summary>
    public Soql Is(string field, bool value)
    {
        _conditions.Add($"{Name(field)} = {(value ? "TRUE" : "FALSE")}");
        return this;
    }

    /// <summary>Adds a condition that a field is empty or has a value.</summary>
    public Soql IsOrEmpty(string field, string value)
    {
        _conditions.Add($"({Name(field)} = {Quote(value)} OR {Name(field)} = NULL)");
        return this;
    }

    /// <summary>Adds a condition that a field lies at or after an instant.</summary>
    public Soql From(string field, DateTimeOffset since)
    {
        _conditions.Add($"{Name(field)} >= {SalesforceTime.Literal(since)}");
        return this;
    }

    /// <summary>Adds a condition that a field lies within a time; the days count where the record has one, the instants where it has none.</summary>
    /// <param name="day">A field with a date.</param>
    /// <param name="instant">A field with an instant that every record has.</param>
    /// <param name="since">The first instant that counts.</param>
    /// <param name="until">The first instant that counts no more.</param>
    public Soql Within(string? day, string instant, DateTimeOffset since, DateTimeOffset until)
    {
        string instants = $"{Name(instant)} >= {SalesforceTime.Literal(since)} AND {Name(instant)} < {SalesforceTime.Literal(until)}";
        _conditions.Add(day is null
            ? instants
            : $"(({Name(day)} >= {SalesforceTime.DayLiteral(since)} AND {Name(day)} <= {SalesforceTime.DayLiteral(until)}) OR ({Name(day)} = NULL AND {instants}))");
        return this;
    }

    /// <summary>Adds a condition that a record comes after another in the order of a stamp and the id.</summary>
    public Soql After(string stamp, DateTimeOffset at, string id)
    {
        string last = SalesforceTime.Literal(at);
        _conditions.Add($"({Name(stamp)} > {last} OR ({Name(stamp)} = {last} AND Id > {Quote(id)}))");
        return this;
    }

    /// <summary>Adds a condition that a record comes after another in the order of ids.</summary>
    public Soql AfterId(string id)
    {
        _conditions.Add($"Id > {Quote(id)}");
        return this;
    }

    /// <summary>Adds a condition that a field is not empty.</summary>
    public Soql IsSet(string field)
    {
        _conditions.Add($"{Name(field)} != NULL");
        return this;
    }

    /// <summary>Adds a condition that one of these fields has one of some values; no value at all finds nothing.</summary>
    public Soql InAny(IReadOnlyCollection<string> values, params ReadOnlySpan<string> fields)
    {
        _conditions.Add(values.Count == 0 ? OneOf(fields[0], values) : $"({string.Join(" OR ", fields.ToArray().Select(field => OneOf(field, values)))})");
        return this;
    }

    /// <summary>Adds a condition that a field is empty.</summary>
    public Soql IsNotSet(string field)
    {
        _conditions.Add($"{Name(field)} = NULL");
        return this;
    }

    /// <summary>Adds a condition that a day lies between two, which both count.</summary>
    public Soql Between(string field, DateOnly first, DateOnly last)
    {
        _conditions.Add(string.Create(CultureInfo.InvariantCulture, $"{Name(field)} >= {first:yyyy-MM-dd} AND {Name(field)} <= {last:yyyy-MM-dd}"));
        return this;
    }

    /// <summary>Adds a condition that a text holds another one anywhere, in any case.</summary>
    public Soql Contains(string field, string text) => Like(field, $"%{Pattern(text)}%");

    /// <summary>Adds a condition that a text begins with another one, in any case.</summary>
    public Soql StartsWith(string field, string text) => Like(field, $"{Pattern(text)}%");

    /// <summary>Orders by a field, the greatest first and empty ones last, then by another, ascending.</summary>
    public Soql OrderByDescending(string field, string then)
    {
        IsById = false;
        _order = $" ORDER BY {Name(field)} DESC NULLS LAST, {Name(then)}";
        return this;
    }

    /// <summary>Orders by fields, ascending.</summary>
    public Soql OrderBy(params ReadOnlySpan<string> fields)
    {
        IsById = false;
        _order = $" ORDER BY {string.Join(", ", fields.ToArray().Select(Name))}";
        return this;
    }

    /// <summary>Takes only so many rows.</summary>
    public Soql Limit(int rows)
    {
        IsById = false;
        _limit = string.Create(CultureInfo.InvariantCulture, $" LIMIT {rows}");
        return this;
    }

    /// <summary>The query's text.</summary>
    public override string ToString() => Text(_conditions);

    /// <summary>The text of the same query, for the records past one.</summary>
    internal string Past(string id) => Text([.. _conditions, $"Id > {Quote(id)}"]);

    /// <summary>Returns a value as a literal in single quotes.</summary>
    internal static string Quote(string value)
    {
        StringBuilder text = new("'", value.Length + 2);
        foreach (char letter in value)
        {
            text.Append(letter switch
            {
                '\\' => @"\\",
                '\'' => @"\'",
                '"' => "\\\"",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\b' => @"\b",
                '\f' => @"\f",
                _ when char.IsControl(letter) => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)letter:X4}"),
                _ => letter.ToString(),
            });
        }

        return text.Append('\'').ToString();
    }

    private Soql Like(string field, string pattern)
    {
        _conditions.Add($"{Name(field)} LIKE '{pattern}'");
        return this;
    }

    // The signs that stand for others in LIKE are escaped beside those of every literal.
    private static string Pattern(string text) => Quote(text)[1..^1].Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private string Text(List<string> conditions)
    {
        string where = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        return _select + where + (IsById ? " ORDER BY Id" : _order) + _limit;
    }

    private static string OneOf(string field, IEnumerable<string> values)
    {
        string[] quoted = [.. values.Select(Quote)];
        return quoted.Length == 0 ? $"{Name(field)} = NULL AND {Name(field)} != NULL" : $"{Name(field)} IN ({string.Join(",", quoted)})";
    }

    private static string Name(string name)
        => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.')
            ? name
            : throw new ArgumentException($"'{name}' is no field or object name.", nameof(name));
}
