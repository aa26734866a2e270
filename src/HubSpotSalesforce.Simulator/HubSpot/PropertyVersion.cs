using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>A value a property had, and since when.</summary>
/// <param name="Value">The value; empty where it was cleared.</param>
/// <param name="At">When it was set, in epoch milliseconds.</param>
/// <param name="Source">Who set it, such as <c>SALESFORCE</c> or <c>CRM_UI</c>.</param>
/// <param name="SourceId">Which of those, such as an app id.</param>
internal sealed record PropertyVersion(string Value, long At, string Source, string? SourceId = null)
{
    /// <summary>Reads a version as the API shows it.</summary>
    public static PropertyVersion Read(JsonObject version) => new(
        version["value"]?.ToString() ?? "",
        PortalTime.Read(version["timestamp"]?.ToString()) ?? 0,
        version["sourceType"]?.ToString() ?? "CRM_UI",
        version["sourceId"]?.ToString());

    /// <summary>Versions as the API shows them.</summary>
    public static JsonArray List(IEnumerable<PropertyVersion> versions) => [.. versions.Select(version => version.ToJson())];

    /// <summary>The version as the API shows it.</summary>
    public JsonObject ToJson()
    {
        JsonObject version = new() { ["value"] = Value, ["timestamp"] = PortalTime.Format(At), ["sourceType"] = Source };
        if (SourceId is not null)
        {
            version["sourceId"] = SourceId;
        }

        return version;
    }
}
