using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Where a list goes on. A list that stands still would be read for ever, so that is a fault.</summary>
internal static class NextPage
{
    /// <summary>Returns the value of <c>after</c> for the next page; null at the end, which answers say by leaving out any part of the way there or by null.</summary>
    /// <param name="answer">The page.</param>
    /// <param name="last">The value by which this page was asked for; null for the first.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.UnexpectedAnswer"/>: the next page is this one.</exception>
    public static string? After(JToken? answer, string? last = null)
    {
        string? after = answer.Told("paging", "next", "after") is { Length: > 0 } given ? given : null;
        return after is null || after != last ? after : throw Standing();
    }

    /// <summary>Returns the last id of a page that was asked for by ids past another; the other one when the page is empty.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.UnexpectedAnswer"/>: the page does not lead past it.</exception>
    public static string? Past(string? last, string[] ids)
        => ids.Length == 0 ? last : ids[^1] != last ? ids[^1] : throw Standing();

    /// <summary>The fault of a list that does not go on.</summary>
    public static SyncException Standing() => AnswerReading.Unexpected("a next page that is the page before: it would be read for ever");
}
