using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary>The JSON of runs; its names are the ones scripts read, and stay.</summary>
internal static class Json
{
    // Subjects are read by people too: letters stay letters. The output is a file or a stream, never a page.
    public static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
            ["target"] = run.Target,
            ["ending"] = run.Ending,
            ["read"] = run.Read,
            ["created"] = run.Created,
            ["updated"] = run.Updated,
            ["deleted"] = run.Deleted,
            ["unchanged"] = run.Unchanged,
            ["skipped"] = skipped,
            ["failed"] = run.Failed,
            ["conflicts"] = run.Conflicts,
            ["calls"] = new JsonObject { ["hubspot"] = run.Calls.HubSpot, ["salesforce"] = run.Calls.Salesforce },
        };
    }
}
