using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator;

/// <summary>What an automation of an account does to each record of a type that somebody saved (<c>/_sim/automation</c>).</summary>
public sealed record FieldTouch
{
    /// <summary>The type, such as <c>Task</c> or <c>tasks</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Values it gives fields; null clears.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Set { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Text it puts at the end of fields that do not end so yet: a second save changes nothing more.</summary>
    public IReadOnlyDictionary<string, string> Append { get; init; } = new Dictionary<string, string>();

    /// <summary>The fields it changes, with their new values.</summary>
    /// <param name="current">The text of a field as it is.</param>
    public Dictionary<string, JsonNode?> Changes(Func<string, string?> current)
    {
        Dictionary<string, JsonNode?> changes = new(StringComparer.Ordinal);
        foreach ((string field, JsonNode? value) in Set)
        {
            if (current(field) != value?.ToString())
            {
                changes[field] = value;
            }
        }

        foreach ((string field, string end) in Append)
        {
            string text = current(field) ?? "";
            if (!text.EndsWith(end, StringComparison.Ordinal))
            {
                changes[field] = text + end;
            }
        }

        return changes;
    }
}
