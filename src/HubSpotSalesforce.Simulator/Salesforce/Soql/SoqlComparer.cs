using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>Compares values of one field: text without regard to case, unless the field says otherwise.</summary>
internal sealed class SoqlComparer : IComparer<object?>
{
    private readonly StringComparer _text;

    /// <summary>Creates a comparer for a field.</summary>
    public SoqlComparer(Field field)
        => _text = field.CaseSensitive || field.IsId ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>Compares two values; null is the least.</summary>
    public int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string first, string second) => _text.Compare(first, second),
        (double or long or int, double or long or int) => Number(x).CompareTo(Number(y)),
        _ => Comparer<object>.Default.Compare(x, y),
    };

    private static double Number(object value) => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
}
