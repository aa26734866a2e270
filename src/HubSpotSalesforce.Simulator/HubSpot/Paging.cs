using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Page tokens, and the <c>paging</c> part of answers.</summary>
internal static class Paging
{
    /// <summary>The <c>paging</c> member of an answer that has a next page.</summary>
    public static JsonObject Next(HubSpotCall call, string after)
        => new() { ["next"] = new JsonObject { ["after"] = after, ["link"] = call.NextLink(after) } };

    /// <summary>The record id that a page token is; null for no token.</summary>
    /// <exception cref="HubSpotRefusal">400 for what is no id.</exception>
    public static long? ReadId(string? after) => after switch
    {
        null or "" => null,
        _ when long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long id) => id,
        _ => throw HubSpotRefusal.Invalid($"Invalid paging token {after}"),
    };

    /// <summary>Answers with a page of a list, by position.</summary>
    /// <param name="call">The call with <c>after</c>.</param>
    /// <param name="rows">The whole list; it does not change between the calls of one walk.</param>
    /// <param name="limit">Rows on a page.</param>
    /// <param name="show">Makes a row of the answer.</param>
    public static HubSpotAnswer Page<T>(HubSpotCall call, IReadOnlyList<T> rows, int limit, Func<T, JsonNode> show)
    {
        string query = call.Text("archived") + call.Text("email");
        int start = call.Text("after") is { Length: > 0 } after
            ? int.Parse(Cursor.Read(query, after), CultureInfo.InvariantCulture)
            : 0;
        JsonObject answer = new() { ["results"] = new JsonArray([.. rows.Skip(start).Take(limit).Select(show)]) };
        if (start + limit < rows.Count)
        {
            answer["paging"] = Next(call, Cursor.Write(query, $"{start + limit}"));
        }

        return HubSpotAnswer.Ok(answer);
    }
}
