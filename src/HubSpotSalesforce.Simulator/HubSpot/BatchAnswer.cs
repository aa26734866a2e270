using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>The envelope of a batch answer.</summary>
internal static class BatchAnswer
{
    /// <summary>Inputs of a batch of records at most.</summary>
    /// <remarks>HubSpot developer docs, Using object APIs, read 2026-11-21.</remarks>
    public const int MaxRecords = 100;

    /// <summary>Reads the inputs of a batch.</summary>
    /// <exception cref="HubSpotRefusal">400 for none or too many.</exception>
    public static RequestBody[] Inputs(HubSpotCall call, int most = MaxRecords)
    {
        if (!call.Body.Has("inputs"))
        {
            throw HubSpotRefusal.Invalid("Invalid input JSON: required field \"inputs\" is missing");
        }

        RequestBody[] inputs = call.Body.Objects("inputs");
        return inputs.Length <= most
            ? inputs
            : throw HubSpotRefusal.Invalid($"The maximum number of inputs in a batch request for these objects is {most}; {inputs.Length} were sent");
    }

    /// <summary>Answers with results and errors: 207 as soon as there is one error.</summary>
    public static HubSpotAnswer Of(HubSpotPortal portal, JsonArray results, JsonArray errors, int status = 200)
    {
        string now = PortalTime.Format(portal.Now);
        JsonObject body = new()
        {
            ["status"] = "COMPLETE",
            ["requestedAt"] = now,
            ["startedAt"] = now,
            ["completedAt"] = now,
            ["results"] = results,
        };
        if (errors.Count > 0)
        {
            body["numErrors"] = errors.Count;
            body["errors"] = errors;
        }

        return new HubSpotAnswer(errors.Count > 0 ? 207 : status, body);
    }

    /// <summary>The same things in another order, always the same one: results do not line up with inputs.</summary>
    public static IEnumerable<T> Unaligned<T>(IEnumerable<T> results, Func<T, long> id)
        => results.OrderBy(result => unchecked((ulong)id(result) * 0x9E3779B97F4A7C15));    // golden ratio: spreads neighbours far apart
}
