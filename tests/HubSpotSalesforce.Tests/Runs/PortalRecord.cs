using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Records as HubSpot shows them, for portals that a test builds by hand.</summary>
internal static class PortalRecord
{
    public static JsonObject Contact(long id, string email, DateTimeOffset createdAt, string? salesforceContactId = null, string? ownerId = null)
    {
        string at = Time(createdAt);
        JsonObject record = Record(id, at, new JsonObject
        {
            ["email"] = email,
            ["createdate"] = at,
            ["lastmodifieddate"] = at,
            ["hubspot_owner_id"] = ownerId,
            ["salesforcecontactid"] = salesforceContactId,
            ["salesforceleadid"] = null,
        });
        if (salesforceContactId is not null)
        {
            record["propertiesWithHistory"] = new JsonObject
            {
                ["salesforcecontactid"] = new JsonArray(new JsonObject { ["value"] = salesforceContactId, ["timestamp"] = at, ["sourceType"] = "SALESFORCE" }),
            };
        }

        return record;
    }

    public static JsonObject Call(long id, DateTimeOffset at, string title, params long[] contacts) => Activity(id, at, contacts, new JsonObject
    {
        ["hs_timestamp"] = Time(at),
        ["hs_call_title"] = title,
        ["hs_call_body"] = "<p>Asked for a quote</p>",
        ["hs_call_direction"] = "OUTBOUND",
        ["hs_call_duration"] = "420000",
    });

    public static JsonObject Task(long id, DateTimeOffset createdAt, string subject, string status, DateTimeOffset? due, params long[] contacts) => Activity(id, createdAt, contacts, new JsonObject
    {
        ["hs_timestamp"] = due is { } day ? Time(day) : null,
        ["hs_task_subject"] = subject,
        ["hs_task_status"] = status,
    });

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static JsonObject Activity(long id, DateTimeOffset at, long[] contacts, JsonObject properties)
    {
        properties["hs_createdate"] = Time(at);
        properties["hs_lastmodifieddate"] = Time(at);
        JsonObject record = Record(id, Time(at), properties);
        record["associations"] = new JsonObject
        {
            ["contacts"] = new JsonArray([.. contacts.Select(contact => JsonValue.Create(contact.ToString(CultureInfo.InvariantCulture)))]),
        };
        return record;
    }

    private static JsonObject Record(long id, string at, JsonObject properties)
    {
        string text = id.ToString(CultureInfo.InvariantCulture);
        properties["hs_object_id"] = text;
        return new JsonObject { ["id"] = text, ["properties"] = properties, ["createdAt"] = at, ["updatedAt"] = at, ["archived"] = false };
    }
}
