using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Reading CRM records: pages, one by id, many by id.</summary>
/// <remarks>HubSpot developer docs, Using object APIs, read 2026-11-21.</remarks>
internal sealed class ObjectReads(HubSpotPortal portal)
{
    /// <summary>Where record endpoints live, in every version.</summary>
    public static readonly IEnumerable<string> Paths = HubSpotEndpoints.Versions("/crm/v3/objects/{type}", "/crm/objects/{date}/{type}");

    private const int MaxPage = 100;
    private const int MaxWithHistory = 50;

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        endpoints.Add("GET", Paths, "", List);
        endpoints.Add("GET", Paths, "/{id}", Read);
        endpoints.Add("POST", Paths, "/batch/read", BatchRead);
    }

    private HubSpotAnswer List(HubSpotCall call)
    {
        CrmTable table = Table(call);
        string[] history = call.List("propertiesWithHistory");
        int limit = call.Limit(10, history.Length > 0 ? MaxWithHistory : MaxPage);
        bool archived = call.Flag("archived");
        RecordView view = new(portal, table, call.List("properties"), history, Associations(call));

        // A page token names the lowest id of the next page.
        long from = Paging.ReadId(call.Text("after")) ?? long.MinValue;
        JsonArray results = [];
        JsonObject answer = new() { ["results"] = results };
        foreach (CrmRecord record in table.Records[table.PositionOf(from)..])
        {
            if (record.IsArchived != archived)
            {
                continue;
            }

            if (results.Count == limit)
            {
                answer["paging"] = Paging.Next(call, record.Id.ToString(CultureInfo.InvariantCulture));
                break;
            }

            results.Add(view.Show(record));
        }

        return HubSpotAnswer.Ok(answer);
    }

    private HubSpotAnswer Read(HubSpotCall call)
    {
        CrmTable table = Table(call);
        string id = call.Path("id");
        bool archived = call.Flag("archived");
        CrmRecord? record = table.Find(call.Text("idProperty"), id);
        if (record is null || record.IsArchived != archived)
        {
            bool isPossible = long.TryParse(id, out _) || call.Text("idProperty") is not null;
            throw HubSpotRefusal.NotFound(
                isPossible ? "resource not found" : "Object not found.  objectId are usually numeric.",
                new JsonObject { ["id"] = new JsonArray(id) });
        }

        RecordView view = new(portal, table, call.List("properties"), call.List("propertiesWithHistory"), Associations(call));
        return HubSpotAnswer.Ok(view.Show(record));
    }

    private HubSpotAnswer BatchRead(HubSpotCall call)
    {
        CrmTable table = Table(call);
        string[] history = call.Body.Texts("propertiesWithHistory");
        RequestBody[] inputs = BatchAnswer.Inputs(call, history.Length > 0 ? MaxWithHistory : BatchAnswer.MaxRecords);
        string? idProperty = call.Body.Text("idProperty");
        bool archived = call.Flag("archived");

        List<CrmRecord> found = [];
        List<string> missing = [];
        foreach (string id in inputs.Select(input => input.RequiredText("id")).Distinct())
        {
            if (table.Find(idProperty, id) is { } record && record.IsArchived == archived)
            {
                found.Add(record);
            }
            else
            {
                missing.Add(id);
            }
        }

        RecordView view = new(portal, table, call.Body.Texts("properties"), history);
        JsonArray results = [.. BatchAnswer.Unaligned(found.DistinctBy(record => record.Id), record => record.Id).Select(view.Show)];
        return BatchAnswer.Of(portal, results, missing.Count > 0 ? [Missing(table.Type, missing)] : []);
    }

    private static JsonObject Missing(CrmObjectType type, List<string> ids) => new()
    {
        ["status"] = "error",
        ["category"] = "OBJECT_NOT_FOUND",
        ["message"] = $"Could not get some {type.Singular.ToUpperInvariant()} objects, they may be deleted or not exist. Check that ids are valid.",
        ["context"] = new JsonObject { ["ids"] = RowValue.List(ids) },
    };

    private static CrmObjectType[] Associations(HubSpotCall call) => [.. call.List("associations").Select(CrmObjectType.Require).Distinct()];

    private CrmTable Table(HubSpotCall call)
    {
        CrmObjectType type = call.ObjectType;
        call.Require(type.ReadScopes);
        return portal.Table(type);
    }
}
