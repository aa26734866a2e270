using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading owners: users who can own records. Deactivated ones appear only among the archived.</summary>
/// <remarks>HubSpot developer docs, Owners, read 2026-11-21.</remarks>
internal sealed class OwnerReads(HubSpotPortal portal)
{
    private const string Scope = "crm.objects.owners.read";

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        IEnumerable<string> paths = HubSpotEndpoints.Versions("/crm/v3/owners", "/crm/owners/{date}");
        endpoints.Add("GET", paths, "", List);
        endpoints.Add("GET", paths, "/{id}", Read);
    }

    private HubSpotAnswer List(HubSpotCall call)
    {
        call.Require(Scope);
        int limit = call.Limit(100, 500);
        bool archived = call.Flag("archived");
        string? email = call.Text("email");
        JsonObject[] owners = [.. portal.Owners.Rows.Where(owner => IsArchived(owner) == archived
            && (email is null || string.Equals(owner["email"]?.ToString(), email, StringComparison.OrdinalIgnoreCase)))];
        return Paging.Page(call, owners, limit, Show);
    }

    private HubSpotAnswer Read(HubSpotCall call)
    {
        call.Require(Scope);
        string key = call.Text("idProperty") switch
        {
            null or "id" => "id",
            "userId" => "userIdIncludingInactive",
            { } other => throw HubSpotRefusal.Invalid($"There is no idProperty \"{other}\": id or userId was expected"),
        };
        bool archived = call.Flag("archived");
        JsonObject? owner = portal.Owners.Rows.FirstOrDefault(row => Show(row)[key]?.ToString() == call.Path("id") && IsArchived(row) == archived);
        return HubSpotAnswer.Ok(Show(owner ?? throw HubSpotRefusal.NotFound()));
    }

    private static bool IsArchived(JsonObject owner) => owner["archived"]?.GetValue<bool>() ?? false;

    private static JsonObject Show(JsonObject owner)
    {
        JsonObject shown = owner.DeepClone().AsObject();
        shown["userIdIncludingInactive"] ??= shown["userId"]?.DeepClone();
        return shown;
    }
}
