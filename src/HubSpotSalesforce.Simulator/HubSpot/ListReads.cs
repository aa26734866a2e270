using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading the members of a list.</summary>
/// <remarks>HubSpot developer docs, Lists, read 2026-11-21.</remarks>
internal sealed class ListReads(HubSpotPortal portal)
{
    /// <summary>Adds the endpoint.</summary>
    public void Register(HubSpotEndpoints endpoints)
        => endpoints.Add(
            "GET", HubSpotEndpoints.Versions("/crm/v3/lists", "/crm/lists/{date}").Append("/crm/lists/v3"), "/{listId}/memberships", ListMembers);

    private HubSpotAnswer ListMembers(HubSpotCall call)
    {
        call.Require("crm.lists.read");
        int limit = call.Limit(100, 250);
        string listId = call.Path("listId");
        JsonObject[] members = [.. portal.ListMemberships.Rows.Where(row => row["listId"]?.ToString() == listId)];
        return members.Length > 0
            ? Paging.Page(call, members, limit, Show)
            : throw HubSpotRefusal.NotFound($"List does not exist with ID {listId}.");
    }

    private static JsonObject Show(JsonObject member) => new()
    {
        ["recordId"] = member["recordId"]!.ToString(),
        ["membershipTimestamp"] = member["membershipTimestamp"]?.DeepClone() ?? PortalTime.Format(0),
    };
}
