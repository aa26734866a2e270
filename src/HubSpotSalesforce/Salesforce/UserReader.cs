using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads the users who may own tasks.</summary>
public sealed class UserReader
{
    private readonly SalesforceClient _client;

    /// <summary>Creates a reader.</summary>
    public UserReader(SalesforceClient client) => _client = client;

    /// <summary>Returns all standard users, inactive ones included: portal and guest users own no synced work.</summary>
    public async Task<IReadOnlyList<SalesforceUser>> AllAsync(CancellationToken cancel)
    {
        List<SalesforceUser> users = [];
        Soql soql = Soql.Select("User", "Id", "Username", "Email", "FederationIdentifier", "IsActive").Is("UserType", "Standard");
        await foreach (JObject user in _client.QueryAsync(soql, withDeleted: false, cancel))
        {
            users.Add(new SalesforceUser(
                user.Need("Id"),
                user.Need("Username"),
                NullIfEmpty(user.Told("Email")),
                NullIfEmpty(user.Told("FederationIdentifier")),
                user.Says("IsActive")));
        }

        return users;
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
