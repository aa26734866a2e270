using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>Works a report out.</summary>
/// <remarks>[Analytics-Limits], read 2026-11-21: the first 2,000 rows come. Whether archived activities do is not documented.</remarks>
internal sealed class ReportRun(ReportDefinition report, RecordStore store, string userId, bool showsArchived)
{
    private const int MostRows = 2_000;

    private readonly JsonObject _facts = [];

    /// <summary>The result, but for what identifies the report.</summary>
    public JsonObject Run(bool withDetails)
    {
        Row[] rows = [.. Rows()];
        Row[] shown = [.. rows.Take(MostRows)];
        JsonArray groupings = Group(shown, 0, "", withDetails);
        _facts["T!T"] = Fact(rows, withDetails && Groupings.Length == 0 ? shown : null);
        return new JsonObject
        {
            ["allData"] = rows.Length <= MostRows,
            ["hasDetailRows"] = withDetails,
            ["factMap"] = _facts,
            ["groupingsDown"] = new JsonObject { ["groupings"] = groupings },
            ["groupingsAcross"] = new JsonObject { ["groupings"] = new JsonArray() },
            ["reportMetadata"] = report.Metadata.DeepClone(),
            ["reportExtendedMetadata"] = Extended(),
        };
    }

    /// <summary>The columns it shows.</summary>
    public JsonObject Extended() => new()
    {
        ["detailColumnInfo"] = new JsonObject(report.Metadata["detailColumns"]!.AsArray().Select(name => report.Columns[name!.ToString()])
            .Select(column => KeyValuePair.Create<string, JsonNode?>(column.Name, new JsonObject { ["label"] = column.Label, ["dataType"] = column.DataType }))),
        ["aggregateColumnInfo"] = new JsonObject { ["RowCount"] = new JsonObject { ["label"] = "Record Count", ["dataType"] = "int" } },
        ["groupingColumnInfo"] = new JsonObject(Groupings.Select((grouping, level) => KeyValuePair.Create<string, JsonNode?>(
            grouping["name"]!.ToString(), new JsonObject { ["label"] = report.Columns[grouping["name"]!.ToString()].Label, ["groupingLevel"] = level }))),
    };

    private JsonObject[] Groupings => [.. report.Metadata["groupingsDown"]!.AsArray().Select(grouping => grouping!.AsObject())];

    private IEnumerable<Row> Rows()
    {
        DateTimeOffset now = store.Now;
        JsonObject[] filters = [.. report.Metadata["reportFilters"]!.AsArray().Select(filter => filter!.AsObject())];
        return store["Task"].Rows.Concat(store["Event"].Rows).Where(row =>
            !row.IsDeleted
            && (showsArchived || row.Read(row.Type["IsArchived"], now) is not true)
            && report.Type.Holds(row, store)
            && MeetsStandard(row)
            && report.Logic(number => ReportFilter.Holds(
                report.Columns[filters[number]["column"]!.ToString()].Read(row), filters[number]["operator"]!.ToString(), filters[number]["value"]?.ToString() ?? "")));
    }

    private bool MeetsStandard(Row row)
    {
        string Standard(string name) => report.Metadata["standardFilters"]!.AsArray()
            .FirstOrDefault(filter => filter!["name"]!.ToString() == name)?["value"]?.ToString() ?? ReportType.StandardFilters[name][0];
        string closed = Standard("closed");
        string type = Standard("type");
        return (closed == "all" || row["IsClosed"] is true == (closed == "closed"))
            && (type == "te" || row.Type.Name == "Task" == (type == "t"))
            && (report.Metadata["scope"]!.ToString() != "user" || Equals(row["OwnerId"], userId))
            && MeetsDate(row);
    }

    private bool MeetsDate(Row row)
    {
        if (report.Metadata["standardDateFilter"] is not JsonObject filter || (filter["startDate"] is null && filter["endDate"] is null))
        {
            return true;
        }

        string text = ReportFilter.Text(report.Columns[filter["column"]!.ToString()].Read(row));
        string day = text.Length >= 10 ? text[..10] : "";
        return day.Length > 0
            && (filter["startDate"]?.ToString() is not { } start || string.CompareOrdinal(day, start) >= 0)
            && (filter["endDate"]?.ToString() is not { } end || string.CompareOrdinal(day, end) <= 0);
    }

    private JsonArray Group(Row[] rows, int level, string path, bool withDetails)
    {
        if (level == Groupings.Length)
        {
            return [];
        }

        JsonArray groups = [];
        foreach ((int place, IGrouping<string, Row> group) in rows.GroupBy(row => Value(row, Groupings[level])).OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase).Index())
        {
            string key = path + place.ToString(CultureInfo.InvariantCulture);
            Row[] members = [.. group];
            groups.Add(new JsonObject
            {
                ["key"] = key,
                ["label"] = group.Key.Length > 0 ? group.Key : "-",
                ["value"] = group.Key.Length > 0 ? group.Key : null,
                ["groupings"] = Group(members, level + 1, key + "_", withDetails),
            });
            _facts[key + "!T"] = Fact(members, withDetails && level == Groupings.Length - 1 ? members : null);
        }

        return groups;
    }

    private string Value(Row row, JsonObject grouping)
    {
        string text = ReportFilter.Text(report.Columns[grouping["name"]!.ToString()].Read(row));
        int signs = grouping["dateGranularity"]?.ToString() switch { "Day" => 10, "Month" => 7, "Year" => 4, _ => text.Length };
        return text[..Math.Min(signs, text.Length)];
    }

    private JsonObject Fact(Row[] rows, Row[]? details)
    {
        JsonObject fact = new() { ["aggregates"] = new JsonArray(new JsonObject { ["label"] = $"{rows.Length}", ["value"] = rows.Length }) };
        if (details is not null)
        {
            ReportColumn[] columns = [.. report.Metadata["detailColumns"]!.AsArray().Select(name => report.Columns[name!.ToString()])];
            fact["rows"] = new JsonArray([.. details.Select(row => new JsonObject
            {
                ["dataCells"] = new JsonArray([.. columns.Select(column => Cell(column.Read(row)))]),
            })]);
        }

        return fact;
    }

    private static JsonObject Cell(object? value)
    {
        string label = ReportFilter.Text(value);
        return new JsonObject { ["label"] = label.Length > 0 ? label : "-", ["value"] = FieldValue.ToJson(value) };
    }
}
