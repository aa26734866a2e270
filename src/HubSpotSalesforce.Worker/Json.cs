using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary>The JSON of plans and runs; its names are the ones scripts read, and stay.</summary>
internal static class Json
{
    // Subjects are read by people too: letters stay letters. The output is a file or a stream, never a page.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One activity of a plan, on one line.</summary>
    public static string Line(PlanLine line) => new JsonObject
    {
        ["key"] = line.Key,
        ["kind"] = line.Kind,
        ["action"] = line.Action,
        ["reason"] = line.Reason,
        ["sentence"] = line.Sentence,
        ["contact"] = line.Contact,
        ["who"] = line.Who,
        ["subject"] = line.Subject,
        ["occurredAt"] = line.OccurredAt.UtcDateTime,
        ["leftOut"] = new JsonArray([.. line.LeftOut.Select(id => JsonValue.Create(id))]),
        ["notes"] = new JsonArray([.. line.Notes.Select(note => JsonValue.Create(note))]),
    }.ToJsonString(Format);

    /// <summary>Runs, in their order, on one line.</summary>
    public static string Runs(IEnumerable<RunResult> runs) => new JsonObject
    {
        ["runs"] = new JsonArray([.. runs.Select(Run)]),
    }.ToJsonString(Format);

    private static JsonObject Run(RunResult run)
    {
        JsonObject skipped = [];
        foreach ((string code, int count) in run.Skipped)
        {
            skipped[code] = count;
        }

        return new JsonObject
        {
            ["runId"] = run.RunId,
            ["ending"] = run.Ending,
            ["read"] = run.Read,
            ["created"] = run.Created,
            ["updated"] = run.Updated,
            ["unchanged"] = run.Unchanged,
            ["skipped"] = skipped,
            ["failed"] = run.Failed,
            ["calls"] = new JsonObject { ["hubspot"] = run.Calls.HubSpot, ["salesforce"] = run.Calls.Salesforce },
        };
    }
}
