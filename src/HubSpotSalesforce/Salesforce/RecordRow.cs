using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Turns a row of a task or event, and the email message behind it, into an activity.</summary>
internal static class RecordRow
{
    /// <summary>Returns the activity.</summary>
    /// <param name="family">The family it belongs to.</param>
    /// <param name="row">The row as the API shows it.</param>
    /// <param name="message">The email message of its task; null when it has none.</param>
    public static Activity Read(ActivityFamily family, JObject row, JObject? message)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        Add(values, "", row);
        if (message is not null)
        {
            Add(values, RecordFields.MessagePrefix, message);
        }

        string id = NeedId(row, "Id");
        return new Activity
        {
            Key = KeyOf(values, Id(message?["Id"]) ?? id),
            Kind = family.Key,
            SourceId = id,
            OccurredAt = Time(values, $"{RecordFields.MessagePrefix}MessageDate") ?? Time(values, "CreatedDate") ?? DateTimeOffset.UnixEpoch,
            ModifiedAt = Later(Time(values, "LastModifiedDate"), Time(values, $"{RecordFields.MessagePrefix}LastModifiedDate")),
            ScheduledAt = Time(values, "StartDateTime") ?? Time(values, "ActivityDate"),
            Title = values.GetValueOrDefault("Subject"),
            Body = values.GetValueOrDefault("Description"),
            WhoId = Id(row["WhoId"]),
            WhatId = Id(row["WhatId"]),
            IsDeleted = row.Says("IsDeleted"),
            Origin = Id(row["CreatedById"]),
            Values = values,
        };
    }

    /// <summary>Returns the 18-character form of an id in a row; null for an empty one.</summary>
    public static string? Id(JToken? value) => value is JValue && (string?)value is { Length: > 0 } id ? RecordId.Normalize(id) ?? id : null;

    /// <summary>Returns the 18-character form of an id that a row must have.</summary>
    public static string NeedId(JToken row, string field)
    {
        string id = row.Need(field);
        return RecordId.Normalize(id) ?? id;
    }

    /// <summary>Returns when a row last changed, by anybody's hand or the system's.</summary>
    public static DateTimeOffset Stamp(JObject row)
        => SalesforceTime.Parse(row.Told("SystemModstamp"))
            ?? throw new SyncException(FaultKind.UnexpectedAnswer, "SystemModstamp", "Salesforce answered a row without SystemModstamp, by which changes are read. Run again; if it stays so, report it.");

    // Only what was born in HubSpot keeps the key it came with: a copy of a record may bring along any other value.
    private static string KeyOf(Dictionary<string, string?> values, string id)
        => values.GetValueOrDefault(TaskField.Key) is { } key && key.StartsWith(ActivityKey.Prefix, StringComparison.Ordinal) ? key : ActivityKey.OfRecord(id);

    private static void Add(Dictionary<string, string?> values, string prefix, JObject row)
    {
        foreach (JProperty field in row.Properties().Where(field => field.Value is JValue))
        {
            values[prefix + field.Name] = Text((JValue)field.Value);
        }
    }

    private static string? Text(JValue value) => value.Value switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => text.ToString() is { Length: > 0 } some ? some : null,
    };

    private static DateTimeOffset? Time(Dictionary<string, string?> values, string field) => SalesforceTime.Parse(values.GetValueOrDefault(field));

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
