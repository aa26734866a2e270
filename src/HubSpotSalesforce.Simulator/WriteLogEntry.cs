using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator;

/// <summary>One write to one record.</summary>
/// <param name="Number">Its place in the order of all writes, from 1.</param>
/// <param name="At">When it was done, by the simulator's clock.</param>
/// <param name="System"><c>hubspot</c> or <c>salesforce</c>.</param>
/// <param name="Action"><c>create</c>, <c>update</c>, <c>delete</c> or <c>undelete</c>.</param>
/// <param name="Type">The object's API name.</param>
/// <param name="Id">The record's id.</param>
/// <param name="Fields">The fields as the client sent them; null for a delete.</param>
public sealed record WriteLogEntry(int Number, DateTimeOffset At, string System, string Action, string Type, string Id, JsonObject? Fields);
