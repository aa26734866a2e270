using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>Which records of a type changed, or were deleted, between two minutes.</summary>
/// <remarks>[RESTDoc-Updated] and [RESTDoc-Deleted], REST API Developer Guide, Get Updated and Get Deleted, read 2026-11-21.</remarks>
internal sealed class ReplicationEndpoints
{
    private const int MostIds = 600_000;

    private static readonly TimeSpan UpdatedReach = TimeSpan.FromDays(30);
    private static readonly TimeSpan DeletedReach = TimeSpan.FromDays(15);

    private readonly RecordStore _store;

    /// <summary>Creates the endpoints.</summary>
    public ReplicationEndpoints(RecordStore store) => _store = store;

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("GET", "/sobjects/{type}/updated", Updated);
        routes.Add("GET", "/sobjects/{type}/deleted", Deleted);
    }

    private ApiAnswer Updated(ApiRequest request)
    {
        (DateTimeOffset start, DateTimeOffset end) = Window(request, UpdatedReach);
        Row[] rows = [.. Within(request, start, end).Where(row => !row.IsDeleted)];
        return ApiAnswer.Ok(new JsonObject
        {
            ["ids"] = new JsonArray([.. rows.Select(row => JsonValue.Create(row.Id))]),
            ["latestDateCovered"] = FieldValue.Text(end),
        });
    }

    private ApiAnswer Deleted(ApiRequest request)
    {
        (DateTimeOffset start, DateTimeOffset end) = Window(request, DeletedReach);
        Row[] rows = [.. Within(request, start, end).Where(row => row.IsDeleted)];
        return ApiAnswer.Ok(new JsonObject
        {
            ["deletedRecords"] = new JsonArray([.. rows.Select(row => new JsonObject
            {
                ["id"] = row.Id,
                ["deletedDate"] = FieldValue.ToJson(row["SystemModstamp"]),
            })]),
            ["earliestDateAvailable"] = FieldValue.Text(Minute(_store.Now - DeletedReach)),
            ["latestDateCovered"] = FieldValue.Text(end),
        });
    }

    private Row[] Within(ApiRequest request, DateTimeOffset start, DateTimeOffset end)
    {
        ObjectType type = RequestedType.Of(request, _store.Catalogue);
        Row[] rows = [.. _store[type].Rows.Where(row => row["SystemModstamp"] is DateTimeOffset stamp && stamp >= start && stamp < end)];
        return rows.Length <= MostIds ? rows : throw new ApiFault(400, "EXCEEDED_ID_LIMIT", "too many records for one answer; ask for a shorter time");
    }

    private (DateTimeOffset Start, DateTimeOffset End) Window(ApiRequest request, TimeSpan reach)
    {
        DateTimeOffset start = Moment(request, "start");
        DateTimeOffset end = Moment(request, "end");
        if (start >= end)
        {
            throw new ApiFault(400, "INVALID_REPLICATION_DATE", "startDate must be at least one minute before endDate");
        }

        if (start < Minute(_store.Now - reach))
        {
            throw new ApiFault(400, "INVALID_REPLICATION_DATE", $"startDate cannot be more than {reach.TotalDays} days ago");
        }

        DateTimeOffset now = Minute(_store.Now);
        return (start, end < now ? end : now);
    }

    private static DateTimeOffset Moment(ApiRequest request, string name)
        => Minute(FieldValue.Instant(request.Query.GetValueOrDefault(name) ?? "")
            ?? throw new ApiFault(400, "INVALID_REPLICATION_DATE", $"{name} must be an instant, such as 2026-11-20T10:00:00Z"));

    private static DateTimeOffset Minute(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
