using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads the portal's owners, deactivated ones included.</summary>
public sealed class OwnerReader
{
    private const int PageSize = 500;

    private readonly HubSpotClient _client;

    /// <summary>Creates a reader.</summary>
    public OwnerReader(HubSpotClient client) => _client = client;

    /// <summary>Returns all owners by id.</summary>
    public async Task<IReadOnlyDictionary<string, HubSpotOwner>> AllAsync(CancellationToken cancel)
    {
        Dictionary<string, HubSpotOwner> owners = [];
        foreach (string archived in new[] { "false", "true" })
        {
            PageTurn turn = new();
            string? after = null;
            do
            {
                JObject answer = await _client.GetAsync(
                    $"/crm/owners/{HubSpotClient.Version}?limit={PageSize}&archived={archived}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", cancel);
                foreach (JObject owner in answer.Rows("results"))
                {
                    string id = owner.Need("id");
                    string? email = owner.Told("email");
                    owners.TryAdd(id, new HubSpotOwner(id, string.IsNullOrWhiteSpace(email) ? null : email, archived == "true"));
                }

                after = turn.After(answer, after);
            }
            while (after is not null);
        }

        return owners;
    }
}
