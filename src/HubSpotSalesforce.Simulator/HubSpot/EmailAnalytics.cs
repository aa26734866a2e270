using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>The marketing email event log and the campaigns its events name.</summary>
/// <remarks>HubSpot developer docs, Get email events and Email analytics API v1, read 2026-11-21.</remarks>
internal sealed class EmailAnalytics(HubSpotPortal portal)
{
    private const string Scope = "content";
    private const int MaxPage = 1_000;
    private const string AboveAllKeys = "\uffff";

    private static readonly string[] EventTypes =
    [
        "SENT", "DROPPED", "PROCESSED", "DELIVERED", "DEFERRED", "BOUNCE", "OPEN", "CLICK", "PRINT", "FORWARD", "STATUSCHANGE",
        "SPAMREPORT", "SUPPRESSED", "UNBOUNCE",
    ];

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        endpoints.Add("GET", "/email/public/v1/events", ListEvents);
        endpoints.Add("GET", "/email/public/v1/events/{created}/{id}", ReadEvent);
        endpoints.Add("GET", "/email/public/v1/campaigns", ListRecentCampaigns);
        endpoints.Add("GET", "/email/public/v1/campaigns/by-id", ListCampaigns);
        endpoints.Add("GET", "/email/public/v1/campaigns/{id}", ReadCampaign);
    }

    private HubSpotAnswer ListEvents(HubSpotCall call)
    {
        call.Require(Scope);
        int limit = call.Limit(10, MaxPage);
        long start = call.Number("startTimestamp") ?? long.MinValue;
        long end = call.Number("endTimestamp") ?? long.MaxValue;
        Func<EmailEvent, bool> matches = Condition(call);
        string query = call.QueryWithout("offset");    // an offset is valid only with unchanged other parameters

        EmailEvent[] log = portal.EmailEvents.NewestFirst;
        int position = call.Text("offset") is { Length: > 0 } offset
            ? PositionAfter(Cursor.Read(query, offset))
            : portal.EmailEvents.PositionAfter(end, AboveAllKeys);
        List<EmailEvent> page = [];
        bool hasMore = false;
        for (; position < log.Length && log[position].At >= start; position++)
        {
            if (!matches(log[position]))
            {
                continue;
            }

            hasMore = page.Count == limit;
            if (hasMore)
            {
                break;
            }

            page.Add(log[position]);
        }

        string place = page.Count > 0 ? page[^1].Key : EmailEvent.KeyOf(start, "");
        return HubSpotAnswer.Ok(new JsonObject
        {
            ["hasMore"] = hasMore,
            ["offset"] = Cursor.Write(query, place),
            ["events"] = new JsonArray([.. page.Select(row => ((ITimedRow)row).ToJson())]),
        });
    }

    private HubSpotAnswer ReadEvent(HubSpotCall call)
    {
        call.Require(Scope);
        ITimedRow? found = long.TryParse(call.Path("created"), out long created)
            ? portal.EmailEvents.Find(EmailEvent.KeyOf(created, call.Path("id")))
            : null;
        return HubSpotAnswer.Ok((found ?? throw HubSpotRefusal.NotFound()).ToJson());
    }

    private HubSpotAnswer ListCampaigns(HubSpotCall call) => Campaigns(call, [.. portal.Campaigns.Rows]);

    private HubSpotAnswer ListRecentCampaigns(HubSpotCall call)
        => Campaigns(call, [.. portal.Campaigns.Rows.OrderByDescending(LastUpdated).ThenByDescending(row => row["id"]!.GetValue<long>())]);

    private static HubSpotAnswer Campaigns(HubSpotCall call, JsonObject[] campaigns)
    {
        call.Require(Scope);
        int limit = call.Limit(10, MaxPage);
        int start = call.Text("offset") is { Length: > 0 } offset ? int.Parse(Cursor.Read("campaigns", offset), CultureInfo.InvariantCulture) : 0;
        return HubSpotAnswer.Ok(new JsonObject
        {
            ["hasMore"] = start + limit < campaigns.Length,
            ["offset"] = Cursor.Write("campaigns", $"{start + limit}"),
            ["campaigns"] = new JsonArray([.. campaigns.Skip(start).Take(limit).Select(Summary)]),
        });
    }

    private HubSpotAnswer ReadCampaign(HubSpotCall call)
    {
        call.Require(Scope);
        long appId = call.Number("appId") ?? throw HubSpotRefusal.Invalid("Required query parameter \"appId\" is missing");
        JsonObject? campaign = portal.Campaigns.Rows.FirstOrDefault(
            row => row["id"]?.ToString() == call.Path("id") && row["appId"]?.GetValue<long>() == appId);
        return HubSpotAnswer.Ok((campaign ?? throw HubSpotRefusal.NotFound()).DeepClone());
    }

    private static long LastUpdated(JsonObject campaign) => campaign["lastUpdatedTime"]?.GetValue<long>() ?? 0;

    private static JsonObject Summary(JsonObject campaign) => new()
    {
        ["id"] = campaign["id"]?.DeepClone(),
        ["appId"] = campaign["appId"]?.DeepClone(),
        ["appName"] = campaign["appName"]?.DeepClone(),
        ["lastUpdatedTime"] = LastUpdated(campaign),
    };

    private static Func<EmailEvent, bool> Condition(HubSpotCall call)
    {
        string? type = call.Text("eventType");
        string? recipient = call.Text("recipient");
        long? campaignId = call.Number("campaignId");
        long? appId = call.Number("appId");
        bool leavesOutFiltered = call.Flag("excludeFilteredEvents");
        if (type is not null && !EventTypes.Contains(type))
        {
            throw HubSpotRefusal.Invalid($"There is no event type \"{type}\" (the case counts)");
        }

        if (campaignId is null != appId is null)
        {
            throw HubSpotRefusal.Invalid("campaignId and appId must be used together");
        }

        return row => (type is null || row.Type == type)
            && (recipient is null || string.Equals(row.Recipient, recipient, StringComparison.OrdinalIgnoreCase))
            && (campaignId is null || (row.CampaignId == campaignId && row.AppId == appId))
            && !(leavesOutFiltered && row.IsFiltered);
    }

    private int PositionAfter(string place)
    {
        string[] parts = place.Split('/', 2);
        return portal.EmailEvents.PositionAfter(long.Parse(parts[0], CultureInfo.InvariantCulture), place);
    }
}
