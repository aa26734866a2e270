using System.Globalization;
using HubSpotSalesforce.Salesforce;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Reports;

/// <summary>Writes a definition as Salesforce's reports have it.</summary>
/// <remarks>Analytics REST API, "Create a Report": operators, formats and the date filter, read 2026-11-21.</remarks>
internal sealed class ReportMetadata(ReportColumns columns, ReportDefinition definition)
{
    /// <summary>Returns the metadata.</summary>
    /// <param name="report">What it is called, and by which column it is grouped.</param>
    /// <param name="byMonth">Whether a day it is grouped by is taken as its month.</param>
    /// <param name="owners">The full names of the users to whom it is narrowed.</param>
    public JObject Write(PublishedReport report, bool byMonth, string[] owners)
    {
        JObject metadata = new()
        {
            ["name"] = report.Name,
            ["developerName"] = report.DeveloperName,
            ["reportType"] = new JObject { ["type"] = report.ReportType },
            ["reportFormat"] = report.GroupedBy is null ? "TABULAR" : "SUMMARY",
            ["detailColumns"] = new JArray(report.Columns),
            ["groupingsDown"] = report.GroupedBy is { } column
                ? new JArray(new JObject { ["name"] = column, ["sortOrder"] = "Asc", ["dateGranularity"] = column != columns.Date ? "None" : byMonth ? "Month" : "Day" })
                : [],
            ["reportFilters"] = new JArray(Filters(owners)),
            ["standardFilters"] = new JArray(StandardFilters()),
            ["scope"] = "organization",
        };
        if (definition is { From: { } from, To: { } to })
        {
            metadata["standardDateFilter"] = new JObject { ["column"] = columns.Date, ["durationValue"] = "CUSTOM", ["startDate"] = Iso(from), ["endDate"] = Iso(to) };
        }

        return metadata;
    }

    private IEnumerable<JObject> Filters(string[] owners)
    {
        if (definition.Source is "hubspot" or "salesforce")
        {
            yield return Filter(columns.Key, definition.Source == "hubspot" ? "notEqual" : "equals", "");
        }

        foreach ((string[] values, Func<string> column) in new (string[], Func<string>)[]
        {
            (definition.Kinds, () => columns.Kind), (definition.TaskTypes, () => columns.TaskType), (definition.Statuses, () => columns.Status), (owners, () => columns.Owner),
        })
        {
            if (values.Length > 0)
            {
                yield return Filter(column(), "equals", values);
            }
        }

        if (definition.SubjectContains is { } part)
        {
            yield return Filter(columns.Subject, "contains", part);
        }

        if (definition.SubjectStartsWith is { } start)
        {
            yield return Filter(columns.Subject, "startsWith", start);
        }

        if (definition.Person is { } person)
        {
            yield return person.Contains('@', StringComparison.Ordinal)
                ? Filter(columns.Email, "equals", person)
                : throw new SyncException(FaultKind.ReportInvalid, person, $"A report in Salesforce finds a person by address, not by '{person}'. Give the address.");
        }

        if (definition.Account is { } account)
        {
            yield return RecordId.Normalize(account) is { } id ? Filter(columns.AccountId, "equals", id) : Filter(columns.Account, "contains", account);
        }
    }

    // Tasks and events share the report type, and this product writes tasks.
    private IEnumerable<JObject> StandardFilters()
    {
        if (definition.Status is "open" or "completed")
        {
            string name = columns.StandardFilter("open", "closed")
                ?? throw new SyncException(FaultKind.FieldMissing, "open", "This org's report type offers no filter for open and closed activities. Leave the status open, and set it in Salesforce.");
            yield return new JObject { ["name"] = name, ["value"] = definition.Status == "open" ? "open" : "closed" };
        }

        if (columns.StandardFilter("te", "t", "e") is { } tasks)
        {
            yield return new JObject { ["name"] = tasks, ["value"] = "t" };
        }
    }

    // Commas part the values; one that has a comma of its own stands in quotes.
    private static JObject Filter(string column, string sign, params string[] values) => new()
    {
        ["column"] = column,
        ["operator"] = sign,
        ["value"] = string.Join(',', values.Select(value => value.Contains(',', StringComparison.Ordinal) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value)),
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
