using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading event occurrences: web, form, sequence, document and app events, but no marketing email events.</summary>
/// <remarks>
/// HubSpot developer docs, Event analytics guide, read 2026-11-21. Page sizes, default order and the refusal's text are not
/// documented.
/// </remarks>
internal sealed class EventAnalytics(HubSpotPortal portal)
{
    private const int MaxPage = 100;

    // The list is the same for all accounts and says nothing about occurrences.
    private static readonly string[] ListedTypes =
    [
        "e_visited_page", "e_form_submission", "e_form_submission_v2", "e_form_view", "e_v2_sequence_step_executed",
        "e_v2_contact_replied_sequence_email", "e_document_shared_v2", "e_document_viewed_v2", "e_document_completed_v2",
        "e_call_started", "e_call_ended",
    ];

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        IEnumerable<string> paths = HubSpotEndpoints.Versions("/events/v3/events", "/events/event-occurrences/{date}");
        endpoints.Add("GET", paths, "", List);
        endpoints.Add("GET", paths, "/event-types", ListTypes);
    }

    private HubSpotAnswer List(HubSpotCall call)
    {
        RequireEnterprise(call);
        int limit = call.Limit(20, MaxPage);
        bool isAscending = call.List("sort") switch
        {
            [] or ["-occurredAt"] => false,
            ["occurredAt"] => true,
            _ => throw HubSpotRefusal.Invalid("sort must be occurredAt or -occurredAt"),
        };

        EventOccurrence[] found = [.. portal.Occurrences.NewestFirst.Where(Condition(call))];
        if (isAscending)
        {
            Array.Reverse(found);
        }

        string query = call.QueryWithout("after", "limit");
        int start = call.Text("after") is { Length: > 0 } after ? int.Parse(Cursor.Read(query, after), CultureInfo.InvariantCulture) : 0;
        JsonObject answer = new() { ["results"] = new JsonArray([.. found.Skip(start).Take(limit).Select(row => ((ITimedRow)row).ToJson())]) };
        if (start + limit < found.Length)
        {
            answer["paging"] = Paging.Next(call, Cursor.Write(query, $"{start + limit}"));
        }

        return HubSpotAnswer.Ok(answer);
    }

    private HubSpotAnswer ListTypes(HubSpotCall call)
    {
        RequireEnterprise(call);
        IEnumerable<string> types = ListedTypes.Union(portal.Occurrences.NewestFirst.Select(row => row.EventType)).Order(StringComparer.Ordinal);
        return HubSpotAnswer.Ok(new JsonObject { ["eventTypes"] = RowValue.List(types) });
    }

    private void RequireEnterprise(HubSpotCall call)
    {
        call.Require("oauth");
        if (!portal.Options.Enterprise)
        {
            throw new HubSpotRefusal(403, "FORBIDDEN", "This account does not have access to event analytics: an Enterprise subscription is needed.");
        }
    }

    private Func<EventOccurrence, bool> Condition(HubSpotCall call)
    {
        string? eventType = call.Text("eventType");
        string[] ids = call.List("id");
        long after = Instant(call, "occurredAfter") ?? long.MinValue;
        long before = Instant(call, "occurredBefore") ?? long.MaxValue;
        (string? objectType, string[] objectIds) = Object(call);
        return row => (eventType is null || row.EventType == eventType)
            && (ids.Length == 0 || ids.Contains(row.Id))
            && row.At >= after && row.At <= before
            && (objectType is null || string.Equals(row.ObjectType, objectType, StringComparison.OrdinalIgnoreCase))
            && (objectType is null || objectIds.Contains(row.ObjectId));
    }

    private (string? Type, string[] Ids) Object(HubSpotCall call)
    {
        string? type = call.Text("objectType");
        string? id = call.Text("objectId");
        (string Name, string Value)[] properties = [.. call.WithPrefix("objectProperty.")];
        if (type is null)
        {
            return id is null && properties.Length == 0
                ? (null, [])
                : throw HubSpotRefusal.Invalid("objectType is needed with objectId and objectProperty");
        }

        if (id is not null)
        {
            return (type, [id]);
        }

        CrmTable table = portal.Table(CrmObjectType.Require(type));
        return properties is [var (name, value)]
            ? (type, table.Find(name, value) is { } record ? [record.Id.ToString(CultureInfo.InvariantCulture)] : [])
            : throw HubSpotRefusal.Invalid("objectId or one objectProperty is needed with objectType");
    }

    private static long? Instant(HubSpotCall call, string name) => call.Text(name) switch
    {
        null or "" => null,
        { } text => PortalTime.Read(text)
            ?? throw HubSpotRefusal.Invalid($"Invalid value \"{text}\" for parameter \"{name}\": a date-time was expected"),
    };
}
