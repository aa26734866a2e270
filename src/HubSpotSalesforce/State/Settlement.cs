using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>What became of an intent: exactly one of pair and issue, or neither when it never arrived.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Pair">The pair to save; null when nothing was written.</param>
/// <param name="Issue">The refusal; null when it was not refused.</param>
/// <param name="Retry">The activity to set aside with the issue, so that later runs send it again; null to leave it.</param>
public sealed record Settlement(Intent Intent, Pair? Pair, IssueRecord? Issue, WaitingActivity? Retry = null)
{
    /// <summary>How often a refused activity is sent in all: by the run that met the refusal and the three after it (O17).</summary>
    public const int MaxTries = 4;
}
