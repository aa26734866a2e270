using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>The headers of an email, JSON in a text, which fill the address properties that clients cannot write.</summary>
/// <remarks>HubSpot developer docs, Emails, read 2026-11-21: several addresses are joined with semicolons.</remarks>
internal static class EmailHeaders
{
    private static readonly string[] Parts = ["from", "sender", "to", "cc", "bcc"];

    /// <summary>Fills the properties; false for a text that is no such JSON.</summary>
    public static bool TryFill(Dictionary<string, string?> values, string headers)
    {
        JsonObject? json;
        try
        {
            json = JsonNode.Parse(headers) as JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }

        if (json is null || json.Any(part => !Parts.Contains(part.Key)))
        {
            return false;
        }

        foreach (string part in Parts)
        {
            JsonObject[] people = [.. (json[part] as JsonArray ?? [json[part]?.DeepClone()]).OfType<JsonObject>()];
            Set(values, $"hs_email_{part}_email", people, "email");
            if (part is "from" or "to")
            {
                Set(values, $"hs_email_{part}_firstname", people, "firstName");
                Set(values, $"hs_email_{part}_lastname", people, "lastName");
            }
        }

        return true;
    }

    private static void Set(Dictionary<string, string?> values, string property, JsonObject[] people, string member)
    {
        string joined = string.Join(';', people.Select(person => person[member]?.ToString()).Where(text => !string.IsNullOrEmpty(text)));
        if (joined.Length > 0)
        {
            values[property] = joined;
        }
    }
}
