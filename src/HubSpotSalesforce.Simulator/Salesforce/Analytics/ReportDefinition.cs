using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>The metadata of a report, checked: what it asks of which columns.</summary>
/// <remarks>[Analytics], Create a Report, and [Analytics-Limits], read 2026-11-21. The code of refusals, BAD_REQUEST, is not documented.</remarks>
internal sealed class ReportDefinition
{
    private const int MostColumns = 100;
    private const int MostFilters = 20;

    private static readonly HashSet<string> Members =
    [
        "id", "name", "developerName", "description", "folderId", "reportType", "reportFormat", "detailColumns", "groupingsDown", "groupingsAcross",
        "aggregates", "reportFilters", "reportBooleanFilter", "standardDateFilter", "standardFilters", "scope", "sortBy", "showGrandTotal",
        "showSubtotals", "hasDetailRows", "hasRecordCount", "currency", "historicalSnapshotDates", "buckets", "crossFilters",
    ];

    private static readonly HashSet<string> Granularities = ["None", "Day", "Month", "Year"];

    private ReportDefinition(JsonObject metadata, ReportType type, Dictionary<string, ReportColumn> columns, Func<Func<int, bool>, bool> logic)
    {
        Metadata = metadata;
        Type = type;
        Columns = columns;
        Logic = logic;
    }

    /// <summary>The metadata, with what was missing filled in.</summary>
    public JsonObject Metadata { get; }

    /// <summary>What it is about.</summary>
    public ReportType Type { get; }

    /// <summary>The columns there are, by name.</summary>
    public IReadOnlyDictionary<string, ReportColumn> Columns { get; }

    /// <summary>How its filters hold together.</summary>
    public Func<Func<int, bool>, bool> Logic { get; }

    /// <summary>Reads metadata.</summary>
    /// <exception cref="ApiFault">It is not that of a report.</exception>
    public static ReportDefinition Read(JsonObject? sent, RecordStore store, UserView user)
    {
        JsonObject metadata = sent?.DeepClone().AsObject() ?? throw Bad("reportMetadata is missing");
        if (metadata.FirstOrDefault(member => !Members.Contains(member.Key)).Key is { } unknown)
        {
            throw new ApiFault(400, "JSON_PARSER_ERROR", $"Unrecognized field \"{unknown}\"");
        }

        string typeName = (metadata["reportType"] as JsonObject)?["type"]?.ToString() ?? throw Bad("A report needs a reportType");
        ReportType type = ReportType.All.FirstOrDefault(known => known.Type == typeName) ?? throw Bad($"There is no report type {typeName}");
        if (string.IsNullOrWhiteSpace(metadata["name"]?.ToString()))
        {
            throw Bad("A report needs a name");
        }

        metadata["reportType"] = new JsonObject { ["type"] = type.Type, ["label"] = type.Label };
        metadata["detailColumns"] ??= new JsonArray("SUBJECT", "DUE_DATE", "ASSIGNED");
        foreach (string list in (string[])["groupingsDown", "groupingsAcross", "reportFilters", "standardFilters"])
        {
            metadata[list] ??= new JsonArray();
            if (metadata[list] is not JsonArray parts || parts.Any(part => part is not JsonObject))
            {
                throw Bad($"{list} is a list of objects");
            }
        }

        if (metadata["detailColumns"] is not JsonArray)
        {
            throw Bad("detailColumns is a list of names");
        }

        metadata["reportFormat"] ??= "TABULAR";
        metadata["scope"] ??= "organization";
        metadata["aggregates"] ??= new JsonArray("RowCount");
        Dictionary<string, ReportColumn> columns = type.Columns(store, user).ToDictionary(column => column.Name, StringComparer.Ordinal);
        Check(metadata, columns);
        Func<Func<int, bool>, bool> logic = FilterLogic.Read(metadata["reportBooleanFilter"]?.ToString(), metadata["reportFilters"]!.AsArray().Count)
            ?? throw Bad("reportBooleanFilter does not name each filter once or is no logic");
        return new ReportDefinition(metadata, type, columns, logic);
    }

    /// <summary>A refusal of the request.</summary>
    public static ApiFault Bad(string message) => new(400, "BAD_REQUEST", message);

    private static void Check(JsonObject metadata, Dictionary<string, ReportColumn> columns)
    {
        JsonArray details = metadata["detailColumns"]!.AsArray();
        JsonArray filters = metadata["reportFilters"]!.AsArray();
        JsonNode?[] groupings = [.. metadata["groupingsDown"]!.AsArray()];
        JsonObject? date = metadata["standardDateFilter"] as JsonObject;
        IEnumerable<string?> named = details.Select(column => column?.ToString())
            .Concat(filters.Concat(groupings).Select(part => (part?["column"] ?? part?["name"])?.ToString()))
            .Concat(date is null ? [] : [date["column"]?.ToString()]);
        if (named.FirstOrDefault(name => name is null || !columns.ContainsKey(name)) is { } unknown)
        {
            throw Bad($"The column {unknown} is not one of the report type");
        }

        string format = metadata["reportFormat"]!.ToString();
        string? fault = details.Count > MostColumns ? $"A report has at most {MostColumns} columns"
            : filters.Count > MostFilters ? $"A report has at most {MostFilters} filters"
            : filters.Any(filter => !ReportFilter.IsOperator(filter!["operator"]?.ToString() ?? "")) ? "A filter has an operator that there is not"
            : format is not ("TABULAR" or "SUMMARY") ? $"Reports of format {format} are not simulated"
            : format == "TABULAR" == groupings.Length > 0 ? "A summary has groupings, and a tabular report has none"
            : groupings.Any(part => !Granularities.Contains(part!["dateGranularity"]?.ToString() ?? "None")) ? "A grouping has a granularity that there is not"
            : metadata["scope"]!.ToString() is not ("organization" or "user" or "team") ? "The scope is not one of the report type"
            : date is not null && !columns[date["column"]!.ToString()].IsTime ? "The standard date filter is not about a date"
            : metadata["standardFilters"]!.AsArray().Any(IsNoStandard) ? "A standard filter is not one of the report type" : null;
        if (fault is not null)
        {
            throw Bad(fault);
        }
    }

    private static bool IsNoStandard(JsonNode? filter)
        => !ReportType.StandardFilters.TryGetValue(filter?["name"]?.ToString() ?? "", out string[]? values) || !values.Contains(filter!["value"]?.ToString());
}
