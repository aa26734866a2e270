using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator;

/// <summary>A record of a generated portal, ready to be inserted.</summary>
/// <param name="Type">A type of the HubSpot side such as <c>meetings</c>, or of the Salesforce side such as <c>Contact</c>.</param>
/// <param name="Record">The record in the form of its API.</param>
/// <param name="IsHubSpot">Which side it belongs to.</param>
public sealed record GeneratedRecord(string Type, JsonObject Record, bool IsHubSpot);
