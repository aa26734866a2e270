using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>What the requests of a composite answered so far, for the <c>@{reference.path}</c> of later ones.</summary>
internal sealed partial class CompositeReferences
{
    private readonly Dictionary<string, JsonNode?> _bodies = new(StringComparer.Ordinal);

    /// <summary>Keeps what a request answered; refused ones have no values.</summary>
    public void Keep(string reference, ApiAnswer answer) => _bodies[reference] = answer.Status < 300 ? answer.Body?.DeepClone() : null;

    /// <summary>A text with its references filled in.</summary>
    /// <exception cref="ApiFault">A reference has no value.</exception>
    public string Resolve(string text) => Reference().Replace(text, match => Value(match));

    /// <summary>A body with the references in all its texts filled in.</summary>
    /// <exception cref="ApiFault">A reference has no value.</exception>
    public JsonNode? Resolve(JsonNode node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value is { } value ? Resolve(value) : null))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Resolve(item))]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Resolve(text)),
        _ => node.DeepClone(),
    };

    private string Value(Match match)
    {
        JsonNode? at = _bodies.GetValueOrDefault(match.Groups["reference"].Value);
        foreach (Match step in Step().Matches(match.Groups["path"].Value))
        {
            at = step.Groups["index"].Success
                ? (at as JsonArray)?.ElementAtOrDefault(int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture))
                : (at as JsonObject)?[step.Groups["name"].Value];
        }

        return at?.ToString() ?? throw new ApiFault(
            400, "PROCESSING_HALTED", $"Invalid reference specified. No value for {match.Groups["reference"].Value}{match.Groups["path"].Value} found");
    }

    [GeneratedRegex(@"@\{(?<reference>\w+)(?<path>(\.\w+|\[\d+\])*)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\.(?<name>\w+)|\[(?<index>\d{1,4})\]")]
    private static partial Regex Step();
}
