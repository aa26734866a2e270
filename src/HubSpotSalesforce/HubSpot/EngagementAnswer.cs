using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>The answer to a batch of records, whose rows are in any order: matched by the id of the intent, by the record's id, by our key.</summary>
/// <remarks>HubSpot developer docs, "Using object APIs", read 2026-11-21: 207 when some rows were refused; results do not line up with inputs.</remarks>
internal sealed class EngagementAnswer
{
    private static readonly string[] Names = ["objectWriteTraceId", "ids", "id"];

    private readonly Dictionary<string, string> _written = [];
    private readonly Dictionary<string, JObject> _errors = [];

    public EngagementAnswer(ApiAnswer answer)
    {
        // A row that cannot be read is one the answer is silent about: it is looked up like any other.
        foreach (JObject result in (answer.Body.At("results") as JArray ?? []).OfType<JObject>())
        {
            if (result.Told("id") is not { Length: > 0 } id)
            {
                continue;
            }

            string?[] names = [result.Told("objectWriteTraceId"), result.Told("properties", HubSpotField.Key), id];
            foreach (string name in names.OfType<string>())
            {
                _written.TryAdd(name, id);
            }
        }

        foreach (JObject error in (answer.Body.At("errors") as JArray ?? []).OfType<JObject>())
        {
            string[] names = [.. Names.SelectMany(name => Texts(error.At("context", name)))];
            Unattributed ??= names.Length == 0 ? error : null;
            foreach (string name in names)
            {
                _errors.TryAdd(name, error);
            }
        }
    }

    /// <summary>An error that does not say whose it is; null when there is none.</summary>
    public JObject? Unattributed { get; }

    /// <summary>The name by which a change's row is known in the answer.</summary>
    public static string TraceOf(Change change) => change.IntentId ?? change.Activity.Key;

    /// <summary>The id of the record that was written for a change; null when the answer has none.</summary>
    public string? WrittenFor(Change change) => _errors.ContainsKey(TraceOf(change)) ? null : Named(_written, change);

    /// <summary>The error of a change; null when the answer has none.</summary>
    public JObject? ErrorOf(Change change) => _written.ContainsKey(TraceOf(change)) ? null : Named(_errors, change);

    private static T? Named<T>(Dictionary<string, T> rows, Change change)
        where T : class
        => rows.GetValueOrDefault(TraceOf(change))
            ?? (change.TargetId is { } id ? rows.GetValueOrDefault(id) : rows.GetValueOrDefault(change.Activity.Key));

    private static IEnumerable<string> Texts(JToken? value) => value switch
    {
        JArray list => list.OfType<JValue>().SelectMany(Texts),
        JValue { Value: not null } one => [one.ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };
}
