using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>What is wrong with one property of a write.</summary>
/// <param name="Property">The property's name as the client sent it.</param>
/// <param name="Code">Such as <c>PROPERTY_DOESNT_EXIST</c>.</param>
/// <param name="Message">The same for people.</param>
internal sealed record PropertyFault(string Property, string Code, string Message)
{
    /// <summary>The fault as it stands in the <c>errors</c> of an answer.</summary>
    public JsonObject ToJson() => new()
    {
        ["message"] = Message,
        ["code"] = Code,
        ["context"] = new JsonObject { ["propertyName"] = new JsonArray(Property) },
    };
}
