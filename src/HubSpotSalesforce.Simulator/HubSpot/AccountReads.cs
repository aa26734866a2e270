using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading the account's details and use of the limits, and what a token is good for.</summary>
/// <remarks>HubSpot developer docs, Account information and v1 OAuth API Deprecation, read 2026-11-21.</remarks>
internal sealed class AccountReads(HubSpotPortal portal, RateLimits limits)
{
    private const long UserId = 900100;
    private const long AppId = 4100100;

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        IEnumerable<string> paths = HubSpotEndpoints.Versions("/account-info/v3", "/account-info/{date}");
        endpoints.Add("GET", paths, "/details", ReadDetails);
        endpoints.Add("GET", paths, "/api-usage/daily/private-apps", ReadUsage);
        endpoints.Add("POST", "/oauth/v2/private-apps/get/access-token-info", ReadToken, EndpointKind.Open);
    }

    private HubSpotAnswer ReadDetails(HubSpotCall call)
    {
        call.Require("oauth");
        TimeSpan offset = TimeZoneInfo.FindSystemTimeZoneById(portal.Options.PortalTimeZone).GetUtcOffset(portal.Clock.GetUtcNow());
        return HubSpotAnswer.Ok(new JsonObject
        {
            ["portalId"] = portal.Options.PortalId,
            ["accountType"] = "STANDARD",
            ["timeZone"] = portal.Options.PortalTimeZone,
            ["companyCurrency"] = "USD",
            ["additionalCurrencies"] = new JsonArray(),
            ["utcOffset"] = $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}",
            ["utcOffsetMilliseconds"] = (long)offset.TotalMilliseconds,
            ["uiDomain"] = "app.hubspot.com",
            ["dataHostingLocation"] = "na1",
        });
    }

    private HubSpotAnswer ReadUsage(HubSpotCall call)
    {
        call.Require("oauth");
        JsonObject usage = new()
        {
            ["name"] = "private-apps-api-calls-daily",
            ["usageLimit"] = portal.Options.CallsPerDay,
            ["currentUsage"] = limits.CallsToday,
            ["collectedAt"] = PortalTime.Format(portal.Now),
            ["resetsAt"] = PortalTime.Format(limits.ResetsAt),
            ["fetchStatus"] = "SUCCESS",
        };
        return HubSpotAnswer.Ok(new JsonObject { ["results"] = new JsonArray(usage) });
    }

    private HubSpotAnswer ReadToken(HubSpotCall call)
        => call.Body.RequiredText("tokenKey") == portal.Options.HubSpotToken
            ? HubSpotAnswer.Ok(new JsonObject
            {
                ["userId"] = UserId,
                ["hubId"] = portal.Options.PortalId,
                ["appId"] = AppId,
                ["scopes"] = RowValue.List(portal.Options.HubSpotScopes),
            })
            : throw HubSpotRefusal.NotFound("Token was not found");
}
