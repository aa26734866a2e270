using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>A status and its JSON body; no body for 204.</summary>
internal sealed record HubSpotAnswer(int Status, JsonNode? Body = null)
{
    /// <summary>Answers 200 with a body.</summary>
    public static HubSpotAnswer Ok(JsonNode body) => new(200, body);

    /// <summary>Answers 204.</summary>
    public static HubSpotAnswer Empty { get; } = new(204);
}
