using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>A write that is about to be sent: durable before the request leaves.</summary>
/// <param name="Id">Unique over all runs.</param>
/// <param name="Pair">The pair as it will be when the write succeeds; its Salesforce id is empty for a create.</param>
/// <param name="Action"><c>create</c> or <c>update</c>.</param>
public sealed record Intent(string Id, Pair Pair, string Action);
