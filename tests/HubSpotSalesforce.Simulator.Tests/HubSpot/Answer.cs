using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

/// <summary>What the portal answered.</summary>
public sealed record Answer(int Status, string Text, string? ContentType, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException($"No JSON under status {Status}: {Text}");

    public string? Category => (string?)Json["category"];

    /// <summary>The ids of the results, in order.</summary>
    public string[] Ids => [.. Json["results"]!.AsArray().Select(result => (string)result!["id"]!)];

    /// <summary>The token of the next page, or null.</summary>
    public string? After => (string?)Json["paging"]?["next"]?["after"];
}
