using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Something that happened once: an email event, a form submission, an event occurrence.</summary>
internal interface ITimedRow
{
    /// <summary>Its id as people give it.</summary>
    string Id { get; }

    /// <summary>What tells it from all others of its kind.</summary>
    string Key { get; }

    /// <summary>When it happened, in epoch milliseconds.</summary>
    long At { get; }

    /// <summary>The row as its portal file has it, in UTF-8: kept as text, for there may be very many.</summary>
    byte[] Json { get; }

    /// <summary>The row as its portal file has it.</summary>
    JsonObject ToJson() => JsonNode.Parse(Json)!.AsObject();
}
