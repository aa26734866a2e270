using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>A write that is about to be sent: durable before the request leaves.</summary>
/// <param name="Id">Unique over all runs.</param>
/// <param name="Pair">The pair as it will be when the write succeeds; the id on the side that is written to is empty for a create.</param>
/// <param name="Action"><c>create</c>, <c>update</c> or <c>delete</c>.</param>
public sealed record Intent(string Id, Pair Pair, string Action)
{
    /// <summary>The run that opened it, as the store tells it; empty before it was stored.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The records that what is created hangs on, as <c>type/id</c>: where it is looked for when its answer is lost (O14).</summary>
    public string[] Beside { get; init; } = [];

    /// <summary>The type of record that is written: <c>Task</c> or <c>Event</c>, or a HubSpot object type.</summary>
    public string Target { get; init; } = "Task";

    /// <summary>Of a create, the ids of the activity's earlier records, which were deleted and asked for again, as the store tells them; empty before it was stored.</summary>
    public string[] Former { get; init; } = [];

    /// <summary>The side that is written to.</summary>
    public Side Side => ActivityFamily.Find(Target) is null ? Side.Salesforce : Side.HubSpot;

    /// <summary>What to look for when its outcome is unknown.</summary>
    public SoughtKey Sought => new(Pair.Key, Pair.Kind, Beside) { Former = Former };
}
