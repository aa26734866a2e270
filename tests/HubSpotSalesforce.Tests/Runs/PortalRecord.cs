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

    /// <summary>A sales email that was sent; its counters come without history unless they are given one.</summary>
    public static JsonObject Email(long id, DateTimeOffset sentAt, string subject, params long[] contacts) => Activity(id, sentAt, contacts, new JsonObject
    {
        ["hs_timestamp"] = Time(sentAt),
        ["hs_email_direction"] = "EMAIL",
        ["hs_email_status"] = "SENT",
        ["hs_email_subject"] = subject,
        ["hs_email_text"] = "Please find our offer attached.",
    });

    /// <summary>The record with a counter at this value, and when it had which.</summary>
    public static JsonObject Counting(this JsonObject email, string counter, int value, params (int Value, DateTimeOffset At)[] history)
    {
        string property = $"hs_email_{counter}_count";
        email["properties"]![property] = $"{value}";
        email["propertiesWithHistory"] ??= new JsonObject();
        email["propertiesWithHistory"]![property] = new JsonArray(
            [.. history.Reverse().Select(version => new JsonObject { ["value"] = $"{version.Value}", ["timestamp"] = Time(version.At), ["sourceType"] = "CALCULATED" })]);
        return email;
    }

    /// <summary>An event of the marketing log, of the one campaign.</summary>
    public static JsonObject MailEvent(string id, string type, DateTimeOffset at, string recipient, string? sentBy = null) => new()
    {
        ["id"] = id,
        ["created"] = at.ToUnixTimeMilliseconds(),
        ["type"] = type,
        ["recipient"] = recipient,
        ["appId"] = 113,
        ["emailCampaignId"] = 98_765,
        ["sentBy"] = sentBy is null ? null : new JsonObject { ["id"] = sentBy, ["created"] = at.AddHours(-1).ToUnixTimeMilliseconds() },
        ["filteredEvent"] = false,
    };

    /// <summary>A submission of a form.</summary>
    public static JsonObject Submission(string formId, string id, DateTimeOffset at, string email) => new()
    {
        ["formId"] = formId,
        ["conversionId"] = id,
        ["submittedAt"] = at.ToUnixTimeMilliseconds(),
        ["values"] = new JsonArray(new JsonObject { ["name"] = "email", ["value"] = email, ["objectTypeId"] = "0-1" }),
    };

    /// <summary>An occurrence of an event on a contact.</summary>
    public static JsonObject Occurrence(string id, string type, DateTimeOffset at, long contact, JsonObject? properties = null) => new()
    {
        ["id"] = id,
        ["eventType"] = type,
        ["objectType"] = "CONTACT",
        ["objectId"] = contact.ToString(CultureInfo.InvariantCulture),
        ["occurredAt"] = Time(at),
        ["properties"] = properties ?? [],
    };

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
