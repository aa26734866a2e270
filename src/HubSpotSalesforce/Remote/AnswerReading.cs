using System.Globalization;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Remote;

/// <summary>Reads answers without trust: what must be there and is not, or is of another type, is an <see cref="FaultKind.UnexpectedAnswer"/>.</summary>
/// <remarks>A list that is missing must not read as an empty one: a cursor would move past what was never seen.</remarks>
internal static class AnswerReading
{
    /// <summary>Returns the objects of a list that must be there.</summary>
    public static IEnumerable<JObject> Rows(this JToken? answer, string name)
        => answer.At(name) is JArray rows && rows.All(row => row is JObject)
            ? rows.Cast<JObject>()
            : throw Unexpected($"no list '{name}' of records");

    /// <summary>Returns a text or number that must be there and not be empty, as text.</summary>
    public static string Need(this JToken? row, params ReadOnlySpan<string> path)
        => row.Told(path) is { Length: > 0 } text ? text : throw Unexpected($"a record without '{string.Join('.', path.ToArray())}'");

    /// <summary>Returns a whole number that must be there.</summary>
    public static long NeedWhole(this JToken? row, params ReadOnlySpan<string> path)
        => row.Whole(path) ?? throw Unexpected($"a record without a number '{string.Join('.', path.ToArray())}'");

    /// <summary>Returns a text, number or flag, as text; null when the path leads nowhere, to null, or to a list or object.</summary>
    public static string? Told(this JToken? row, params ReadOnlySpan<string> path)
        => row.At(path) is JValue { Value: not null } value ? value.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>Returns a whole number, which may have come as text; null when the path leads to none.</summary>
    public static long? Whole(this JToken? row, params ReadOnlySpan<string> path)
        => long.TryParse(row.Told(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Whether a flag is there and set.</summary>
    public static bool Says(this JToken? row, params ReadOnlySpan<string> path) => row.At(path) is JValue { Value: true };

    /// <summary>Returns what a path leads to; null when any part of it is missing or no object.</summary>
    public static JToken? At(this JToken? token, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            token = (token as JObject)?[name];
        }

        return token;
    }

    /// <summary>The fault of an answer that holds something else than the documentation says.</summary>
    public static SyncException Unexpected(string what) => new(
        FaultKind.UnexpectedAnswer, "answer", $"An answer holds {what}. Nothing was taken from it; run again, and if it stays so, report it with the last request that -Verbose shows.");
}
