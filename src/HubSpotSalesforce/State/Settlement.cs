using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>What became of an intent: exactly one of pair and issue, or neither when it never arrived.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Pair">The pair to save; null when nothing was written.</param>
/// <param name="Issue">The refusal; null when it was not refused.</param>
public sealed record Settlement(Intent Intent, Pair? Pair, IssueRecord? Issue);
