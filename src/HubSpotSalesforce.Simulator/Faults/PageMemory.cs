using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Faults;

/// <summary>Remembers pages by the call that follows them, so that a page can come again in the place of the next.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PageMemory
{
    private static readonly string[] Cursors = ["after", "offset"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonObject> _pages = new(StringComparer.Ordinal);

    /// <summary>The rows of a page; null for an answer that is none.</summary>
    public static JsonArray? RowsOf(JsonNode? page)
        => page is JsonObject answer ? (answer["results"] ?? answer["records"] ?? answer["events"]) as JsonArray : null;

    /// <summary>What identifies a call among the pages of one read.</summary>
    /// <param name="http">The call.</param>
    /// <param name="body">What it sent.</param>
    public static string KeyOf(HttpContext http, string body)
    {
        HttpRequest request = http.Request;
        string query = string.Join('&', request.Query
            .Where(pair => !Cursors.Contains(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        (string rest, string? after) = WithoutCursor(body);
        string cursor = Cursors.Select(name => (string?)request.Query[name]).Append(after).FirstOrDefault(value => value is not null) ?? "";
        return $"{request.Path}?{query}\n{rest}\n{cursor}";
    }

    /// <summary>The page before that of this call; null for the first one, or when it was not seen.</summary>
    public JsonObject? Before(string key)
    {
        lock (_gate)
        {
            return _pages.GetValueOrDefault(key)?.DeepClone().AsObject();
        }
    }

    /// <summary>Remembers a page under the call that it leads to.</summary>
    /// <param name="key">What identifies the call it answers.</param>
    /// <param name="page">The page as it would be without a fault.</param>
    public void Keep(string key, JsonObject page)
    {
        string? next = page["nextRecordsUrl"] is JsonValue url ? $"{url}?\n\n"
            : Cursor(page) is { } cursor ? key[..(key.LastIndexOf('\n') + 1)] + cursor : null;
        if (next is not null)
        {
            lock (_gate)
            {
                _pages[next] = page.DeepClone().AsObject();
            }
        }
    }

    private static string? Cursor(JsonObject page)
        => page["paging"]?["next"]?["after"]?.ToString() ?? ((bool?)page["hasMore"] == true ? page["offset"]?.ToString() : null);

    private static (string Others, string? After) WithoutCursor(string body)
    {
        try
        {
            if (body.Length > 0 && JsonNode.Parse(body) is JsonObject sent)
            {
                string? after = sent["after"]?.ToString();
                sent.Remove("after");
                return (sent.ToJsonString(), after);
            }
        }
        catch (JsonException)    // the endpoint itself will say so
        {
        }

        return (body, null);
    }
}
