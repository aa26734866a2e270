using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>A column that reports of a type can have.</summary>
/// <param name="Name">Its API name, which is not that of a field.</param>
/// <param name="Label">What people see.</param>
/// <param name="DataType">Such as <c>string</c>, <c>date</c>, <c>datetime</c>, <c>boolean</c> or <c>int</c>.</param>
/// <param name="Read">What it shows for an activity; null for nothing.</param>
internal sealed record ReportColumn(string Name, string Label, string DataType, Func<Row, object?> Read)
{
    /// <summary>Whether its values are days or instants, by which reports bound time.</summary>
    public bool IsTime => DataType is "date" or "datetime";
}
