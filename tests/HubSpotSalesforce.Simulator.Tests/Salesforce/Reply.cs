using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>What the org answered.</summary>
public sealed record Reply(int Status, JsonNode? Body, HttpResponseHeaders Headers)
{
    public JsonNode Json => Body ?? throw new InvalidOperationException($"No JSON body under status {Status}.");

    /// <summary>The error code of the first error, in the shape of REST resources.</summary>
    public string? ErrorCode => (string?)Json[0]!["errorCode"];

    /// <summary>The status codes of the rows of a collection; null for a row that was written.</summary>
    public IReadOnlyList<string?> RowCodes => [.. Json.AsArray().Select(row => (bool)row!["success"]! ? null : (string?)row["errors"]![0]!["statusCode"])];

    /// <summary>One field of all records of a query's answer.</summary>
    public IReadOnlyList<string?> Column(string field) => [.. Json["records"]!.AsArray().Select(record => record![field]?.ToString())];
}
