namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>Rows by the text they hold in a field; deleted rows too, so that <c>queryAll</c> finds them.</summary>
internal sealed class ValueIndex
{
    private readonly Dictionary<string, List<Row>> _rows;

    /// <summary>Creates an empty index.</summary>
    /// <param name="caseSensitive">Whether values that differ in case differ.</param>
    public ValueIndex(bool caseSensitive)
        => _rows = new Dictionary<string, List<Row>>(caseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>The rows with this value, oldest first; empty when there is none.</summary>
    public IReadOnlyList<Row> this[string value] => _rows.TryGetValue(value, out List<Row>? rows) ? rows : [];

    /// <summary>Puts a row under a value; null is not indexed.</summary>
    public void Add(object? value, Row row)
    {
        if (value is not string text)
        {
            return;
        }

        if (_rows.TryGetValue(text, out List<Row>? rows))
        {
            rows.Add(row);
        }
        else
        {
            _rows.Add(text, new List<Row>(1) { row });
        }
    }

    /// <summary>Takes a row away from a value.</summary>
    public void Remove(object? value, Row row)
    {
        if (value is string text && _rows.TryGetValue(text, out List<Row>? rows) && rows.Remove(row) && rows.Count == 0)
        {
            _rows.Remove(text);
        }
    }
}
