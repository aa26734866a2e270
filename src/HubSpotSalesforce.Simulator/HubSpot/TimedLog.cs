using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Rows that are read newest first; of one instant, the higher key comes first.</summary>
/// <param name="read">Makes a row of its JSON.</param>
internal sealed class TimedLog<TRow>(Func<JsonObject, TRow> read) : IRowStore
    where TRow : class, ITimedRow
{
    private readonly Dictionary<string, TRow> _byKey = new(StringComparer.Ordinal);
    private TRow[]? _newestFirst;

    /// <summary>All rows, newest first.</summary>
    public TRow[] NewestFirst
        => _newestFirst ??= [.. _byKey.Values.Order(Comparer<TRow>.Create(static (left, right) => Compare(left.At, left.Key, right)))];

    /// <inheritdoc/>
    public void Put(JsonObject row)
    {
        TRow made = read(row);
        _byKey[made.Key] = made;
        _newestFirst = null;
    }

    /// <summary>Finds a row; null when there is none.</summary>
    public TRow? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <inheritdoc/>
    public bool Remove(string id)
    {
        TRow[] found = [.. _byKey.Values.Where(row => row.Id == id)];
        _newestFirst = null;
        return found.Length > 0 && found.All(row => _byKey.Remove(row.Key));
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _byKey.Clear();
        _newestFirst = null;
    }

    /// <inheritdoc/>
    public JsonObject[] Copies() => [.. NewestFirst.Select(row => row.ToJson())];

    /// <summary>The position of the first row that is older than this instant and key.</summary>
    public int PositionAfter(long at, string key)
    {
        TRow[] rows = NewestFirst;
        int low = 0;
        for (int high = rows.Length; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = Compare(at, key, rows[middle]) < 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    // Negative when the instant and key come before the row.
    private static int Compare(long at, string key, TRow row)
        => at != row.At ? row.At.CompareTo(at) : string.CompareOrdinal(row.Key, key);
}
