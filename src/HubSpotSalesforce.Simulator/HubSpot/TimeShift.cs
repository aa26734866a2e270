using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Moves every instant of a row: ISO text anywhere, and the numbers of the older APIs by their names.</summary>
internal static class TimeShift
{
    private static readonly HashSet<string> Numbers =
    [
        "created", "submittedAt", "lastUpdatedTime", "lastProcessingFinishedAt", "lastProcessingStartedAt", "lastProcessingStateChangeAt",
    ];

    /// <summary>A copy of a row in which everything happened later by this much.</summary>
    public static JsonObject Of(JsonObject row, TimeSpan by)
        => new(row.Select(pair => KeyValuePair.Create(pair.Key, Of(pair.Key, pair.Value, by))));

    private static JsonNode? Of(string name, JsonNode? node, TimeSpan by) => node switch
    {
        JsonObject nested => Of(nested, by),
        JsonArray list => new JsonArray([.. list.Select(item => Of(name, item, by))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && Numbers.Contains(name)
            => value.GetValue<long>() + (long)by.TotalMilliseconds,
        JsonValue value when value.GetValueKind() == JsonValueKind.String && PortalTime.IsInstant(value.GetValue<string>())
            => PortalTime.Format(PortalTime.Read(value.GetValue<string>())!.Value + (long)by.TotalMilliseconds),
        _ => node?.DeepClone(),
    };
}
