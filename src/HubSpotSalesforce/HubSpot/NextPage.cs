using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Where an answer says that a list goes on.</summary>
internal static class NextPage
{
    /// <summary>Returns the value of <c>after</c> for the next page; null at the end, which answers say by leaving out any part of the way there or by null.</summary>
    public static string? After(JToken? answer) => answer.Told("paging", "next", "after") is { Length: > 0 } given ? given : null;
}
