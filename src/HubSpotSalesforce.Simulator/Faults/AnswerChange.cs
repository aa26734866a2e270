using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Faults;

/// <summary>Changes the rows of an answer on its way, as a rule demands.</summary>
internal static class AnswerChange
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of an answer; null when it is none.</summary>
    public static JsonNode? Read(byte[] body)
    {
        try
        {
            return body.Length > 0 ? JsonNode.Parse(body) : null;
        }
        catch (JsonException)    // a file, or a page of HTML
        {
            return null;
        }
    }

    /// <summary>The answer as the rule wants it; the same one when it has no rows.</summary>
    /// <param name="rule">The rule that strikes the call.</param>
    /// <param name="answer">The answer as it would be.</param>
    /// <param name="before">The page before it; null for a first page.</param>
    public static byte[]? Apply(FaultRule rule, JsonNode answer, JsonObject? before)
    {
        JsonNode? changed = rule switch
        {
            { RepeatPage: true } => before,
            { ShiftPage: > 0 } => Shift(answer, before, rule.ShiftPage),
            { Reorder: true } => Reorder(answer, rule.Seed),
            { MissingRows: > 0 } => LeaveOut(answer, rule.MissingRows),
            _ => null,
        };
        return changed is null ? null : JsonSerializer.SerializeToUtf8Bytes(changed, Unescaped);
    }

    private static JsonNode? Shift(JsonNode answer, JsonObject? before, int count)
    {
        if (PageMemory.RowsOf(answer) is not { } rows || PageMemory.RowsOf(before) is not { } earlier)
        {
            return null;
        }

        foreach (JsonNode? row in earlier.TakeLast(count).Reverse())
        {
            rows.Insert(0, row?.DeepClone());
        }

        return answer;
    }

    private static JsonNode? Reorder(JsonNode answer, int seed)
    {
        if (PageMemory.RowsOf(answer) is not { } rows)
        {
            return null;
        }

        JsonNode?[] shuffled = [.. rows];
        rows.Clear();
        new Random(seed).Shuffle(shuffled);
        Array.ForEach(shuffled, rows.Add);
        return answer;
    }

    // The last ones: of a collection, whose rows are told by their place, any other would shift those behind it.
    private static JsonNode? LeaveOut(JsonNode answer, int count)
    {
        JsonArray? rows = answer as JsonArray
            ?? PageMemory.RowsOf(answer)
            ?? (answer["compositeResponse"] as JsonArray)?.Select(part => part?["body"]).OfType<JsonArray>().LastOrDefault();
        for (int left = 0; left < count && rows is { Count: > 0 }; left++)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows is null ? null : answer;
    }
}
