using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Runs;

/// <summary>Signs in to one system and asks it who it is.</summary>
public static class ConnectionCheck
{
    /// <summary>Asks HubSpot.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Unauthorized"/>: the token was refused.</exception>
    public static async Task<ConnectionReport> AskAsync(HubSpotOptions options, bool allowsLoopback, RunHost host, CancellationToken cancel)
    {
        using HubSpotClient client = new(options, new HostGuard(allowsLoopback), host.Clock, host.Chance);
        client.Requested += host.Requested;
        HubSpotAccount account = await client.AccountAsync(cancel);
        return new ConnectionReport
        {
            System = "HubSpot",
            Id = account.PortalId,
            Url = options.BaseUrl.ToString(),
            Kind = account.AccountType,
            Scopes = [.. (account.Scopes ?? []).Order(StringComparer.Ordinal)],
            CallsLeft = client.Meter.LeftToday,
        };
    }

    /// <summary>Asks Salesforce.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Unauthorized"/>: the credentials were refused.</exception>
    public static async Task<ConnectionReport> AskAsync(SalesforceOptions options, bool allowsLoopback, RunHost host, CancellationToken cancel)
    {
        using SalesforceClient client = new(options, new HostGuard(allowsLoopback), host.Clock, host.Chance);
        client.Requested += host.Requested;
        string orgId = await client.SignInAsync(cancel);

        // A token alone says little: one describe proves that the API answers it.
        await TaskDescribe.ReadAsync(client, cancel);
        return new ConnectionReport
        {
            System = "Salesforce",
            Id = orgId,
            Url = client.InstanceUrl.ToString(),
            Kind = $"v{options.ApiVersion}",
            User = client.UserId,
            CallsLeft = client.Meter.LeftToday,
        };
    }
}
