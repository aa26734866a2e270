using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>What reports can be about, listed and described.</summary>
/// <remarks>[Analytics], Report Type List and Describe, read 2026-11-21.</remarks>
internal sealed class ReportTypes(RecordStore store)
{
    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("GET", "/analytics/reportTypes", List);
        routes.Add("GET", "/analytics/reportTypes/{type}", Describe);
    }

    private static ApiAnswer List(ApiRequest request) => ApiAnswer.Ok(new JsonArray(new JsonObject
    {
        ["label"] = "Activities",
        ["reportTypes"] = new JsonArray([.. ReportType.All.Select(type => new JsonObject
        {
            ["describeUrl"] = $"{request.Root}/analytics/reportTypes/{type.Type}",
            ["label"] = type.Label,
            ["type"] = type.Type,
        })]),
    }));

    private ApiAnswer Describe(ApiRequest request)
    {
        ReportType type = ReportType.All.FirstOrDefault(known => known.Type == request.Places["type"]) ?? throw ApiFault.NotFound();
        JsonObject columns = new(type.Columns(store, request.User).Select(column => KeyValuePair.Create<string, JsonNode?>(column.Name, new JsonObject
        {
            ["label"] = column.Label,
            ["dataType"] = column.DataType,
            ["filterable"] = true,
            ["filterValues"] = new JsonArray(),
        })));
        return ApiAnswer.Ok(new JsonObject
        {
            ["attributes"] = new JsonObject { ["type"] = type.Type },
            ["reportTypeMetadata"] = new JsonObject
            {
                ["categories"] = new JsonArray(new JsonObject { ["label"] = type.Label, ["columns"] = columns }),
                ["scopeInfo"] = new JsonObject { ["defaultValue"] = "organization" },
                ["standardFilterInfos"] = new JsonObject(ReportType.StandardFilters.Select(filter => KeyValuePair.Create<string, JsonNode?>(
                    filter.Key, new JsonObject { ["type"] = "PICKLIST", ["defaultValue"] = filter.Value[0], ["options"] = Options(filter.Value) }))),
            },
        });
    }

    private static JsonArray Options(string[] values) => [.. values.Select(value => new JsonObject { ["name"] = value, ["label"] = value })];
}
