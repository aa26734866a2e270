using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>A value of a Salesforce record, and where it was found.</summary>
/// <param name="Text">The value as the API writes it; null when there is none.</param>
/// <param name="Source">The field it was found in.</param>
/// <param name="Row">The record; null when it is not known.</param>
internal readonly record struct SalesforceValue(string? Text, string Source, Activity? Row)
{
    /// <summary>Another value of the same record; null when it has none.</summary>
    public string? Beside(string field) => Row?.Values.GetValueOrDefault(field) is { Length: > 0 } text ? text : null;

    /// <summary>Whether it is an event without times.</summary>
    public bool IsAllDay => string.Equals(Beside("IsAllDayEvent"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds the value of a mapping: the first of its sources that holds one.</summary>
    public static SalesforceValue Of(FieldMapping mapping, Activity? row)
    {
        string source = mapping.Sources.FirstOrDefault(source => row?.Values.GetValueOrDefault(source) is { Length: > 0 }) ?? mapping.Field;
        return new SalesforceValue(row?.Values.GetValueOrDefault(source) is { Length: > 0 } text ? text : null, source, row);
    }
}
