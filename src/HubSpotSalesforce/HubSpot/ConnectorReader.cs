using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Looks for what HubSpot's own Salesforce integration writes, in three searches of one record each (O1).</summary>
/// <remarks>
/// Only what nobody else can write counts: the moment it keeps on each contact it syncs, and activities that HubSpot marks as come
/// from Salesforce. Activities count by their creation, since HubSpot moves the date of their last change for reasons of its own.
/// </remarks>
public sealed class ConnectorReader
{
    private const string SyncedAt = "salesforcelastsynctime";
    private const string Mark = "SALESFORCE";

    private readonly HubSpotClient _client;

    /// <summary>Creates a reader.</summary>
    public ConnectorReader(HubSpotClient client) => _client = client;

    /// <summary>Looks.</summary>
    /// <param name="contactsSince">Since when a contact's sync counts.</param>
    /// <param name="activitiesSince">Since when an activity's creation counts.</param>
    /// <param name="cancel">Ends the look.</param>
    public async Task<ConnectorTrace> LookAsync(DateTimeOffset contactsSince, DateTimeOffset activitiesSince, CancellationToken cancel) => new(
        await LastSyncAsync(contactsSince, cancel),
        await CountAsync("tasks", activitiesSince, cancel),
        await CountAsync("calls", activitiesSince, cancel));

    private async Task<DateTimeOffset?> LastSyncAsync(DateTimeOffset since, CancellationToken cancel)
    {
        JObject query = Query([Filter(SyncedAt, "GTE", HubSpotTime.Filter(since))]);
        query["properties"] = new JArray(SyncedAt);
        query["sorts"] = new JArray(new JObject { ["propertyName"] = SyncedAt, ["direction"] = "DESCENDING" });
        JObject? newest = (await SearchAsync("contacts", query, cancel))?.Rows("results").FirstOrDefault();
        return HubSpotTime.Parse(newest.Told("properties", SyncedAt));
    }

    private async Task<int> CountAsync(string type, DateTimeOffset since, CancellationToken cancel)
    {
        JObject made = Filter("hs_createdate", "GTE", HubSpotTime.Filter(since));
        JObject query = Query([Filter("hs_engagement_source", "EQ", Mark), made], [Filter("hs_object_source", "EQ", Mark), made.DeepClone()]);
        return (int)((await SearchAsync(type, query, cancel)).Whole("total") ?? 0);
    }

    // The contact's property is there only where the integration is or was installed; a search for one that is not is refused with 400.
    private async Task<JObject?> SearchAsync(string type, JObject query, CancellationToken cancel)
    {
        try
        {
            return await _client.PostAsync($"/crm/objects/{HubSpotClient.Version}/{type}/search", query, cancel, isSearch: true);
        }
        catch (SyncException refused) when (refused.Kind == FaultKind.UnexpectedAnswer && refused.ApiCode is "VALIDATION_ERROR" or "400")
        {
            return null;
        }
    }

    private static JObject Query(params JToken[][] groups) => new()
    {
        ["filterGroups"] = new JArray(groups.Select(filters => new JObject { ["filters"] = new JArray(filters) })),
        ["limit"] = 1,
    };

    private static JObject Filter(string property, string comparison, string value)
        => new() { ["propertyName"] = property, ["operator"] = comparison, ["value"] = value };
}
