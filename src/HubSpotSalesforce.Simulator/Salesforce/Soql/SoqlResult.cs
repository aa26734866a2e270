using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>What a query found.</summary>
/// <param name="Size">How many records or groups.</param>
/// <param name="Rows">The records, to be shaped when they are sent; empty for groups and counts.</param>
/// <param name="Shape">How records look; null for groups and counts.</param>
/// <param name="Groups">The groups; empty for records and counts.</param>
internal sealed record SoqlResult(int Size, IReadOnlyList<Row> Rows, SoqlShape? Shape, IReadOnlyList<JsonObject> Groups)
{
    /// <summary>The columns of records, in the order they were asked for; empty for groups and counts.</summary>
    public IReadOnlyList<SoqlColumn> Columns { get; init; } = [];
}
