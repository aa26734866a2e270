using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary><c>/_sim/bulk</c>: how long jobs take, and how they end.</summary>
internal sealed class BulkControl(SalesforceOrg org, IngestEndpoints ingest)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Adds the routes to an application.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/_sim/bulk", () => Results.Json(ingest.Pace, Json));
        app.MapPut("/_sim/bulk", (JsonObject pace) => Set(pace));
        app.MapPost("/_sim/bulk/finish", Finish);
    }

    private IResult Set(JsonObject sent)
    {
        try
        {
            BulkPace pace = sent.Deserialize<BulkPace>(Json)!;
            if (pace.Fault() is { } fault)
            {
                return Refuse(fault);
            }

            lock (org.Gate)
            {
                ingest.Pace = pace;
            }

            return Results.Json(pace, Json);
        }
        catch (JsonException trouble)
        {
            return Refuse(trouble.Message);
        }
    }

    private IResult Finish()
    {
        lock (org.Gate)
        {
            ingest.Finish();
            org.Store.Unit.Settle();
        }

        return Results.NoContent();
    }

    private static IResult Refuse(string message) => Results.Json(new JsonObject { ["error"] = message }, statusCode: 400);
}
