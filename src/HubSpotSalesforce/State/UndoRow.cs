using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>A pair that a run made or wrote, and what an undo of that run must know of it.</summary>
/// <param name="Pair">The pair as it is now.</param>
/// <param name="LastRunId">The run that wrote it last.</param>
/// <param name="Before">What both sides held before the run changed it, in canonical form; null when the run made it.</param>
public sealed record UndoRow(Pair Pair, string LastRunId, IReadOnlyDictionary<string, string?>? Before);
