using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Something that happened once: an email event, a form submission, an event occurrence.</summary>
internal interface ITimedRow
{
    /// <summary>Its id as people give it.</summary>
    public string Id { get; }

    /// <summary>What tells it from all others of its kind.</summary>
    public string Key { get; }

    /// <summary>When it happened, in epoch milliseconds.</summary>
    public long At { get; }

    /// <summary>The row as its portal file has it, in UTF-8: kept as text, for there may be very many.</summary>
    public byte[] Json { get; }

    /// <summary>The row as its portal file has it.</summary>
    public JsonObject ToJson() => JsonNode.Parse(Json)!.AsObject();
}
