using System.Globalization;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>What one filter of a report says about a value.</summary>
/// <remarks>[Analytics], Report filters, read 2026-11-21: several values, separated by commas, are alternatives. <c>within</c> and the multi-selects are not simulated.</remarks>
internal static class ReportFilter
{
    private static readonly string[] Known =
        ["equals", "notEqual", "lessThan", "greaterThan", "lessOrEqual", "greaterOrEqual", "contains", "notContain", "startsWith"];

    /// <summary>Whether there is such an operator.</summary>
    public static bool IsOperator(string name) => Known.Contains(name);

    /// <summary>Whether a value meets the filter.</summary>
    public static bool Holds(object? value, string sign, string wanted)
    {
        string text = Text(value);
        string[] values = wanted.Split(',');
        return sign switch
        {
            "equals" => values.Any(other => Same(text, other)),
            "notEqual" => !values.Any(other => Same(text, other)),
            "contains" => values.Any(other => text.Contains(other, StringComparison.OrdinalIgnoreCase)),
            "notContain" => !values.Any(other => text.Contains(other, StringComparison.OrdinalIgnoreCase)),
            "startsWith" => values.Any(other => text.StartsWith(other, StringComparison.OrdinalIgnoreCase)),
            _ => text.Length > 0 && Compared(Compare(text, wanted), sign),
        };
    }

    /// <summary>A value as filters and cells know it; empty for none.</summary>
    public static string Text(object? value) => FieldValue.ToJson(value)?.ToString() ?? "";

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    // Days and instants compare as the text they are written in.
    private static int Compare(string left, string right)
        => decimal.TryParse(left, CultureInfo.InvariantCulture, out decimal number) && decimal.TryParse(right, CultureInfo.InvariantCulture, out decimal other)
            ? number.CompareTo(other) : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool Compared(int order, string sign) => sign switch
    {
        "lessThan" => order < 0,
        "greaterThan" => order > 0,
        "lessOrEqual" => order <= 0,
        _ => order >= 0,
    };
}
