namespace HubSpotSalesforce.Runs;

/// <summary>How far the reading of a report came.</summary>
/// <param name="Done">Rows read.</param>
/// <param name="Total">Rows there are.</param>
/// <param name="Remaining">How long the rest will take at the pace so far; null before there is one.</param>
public sealed record ReportProgress(int Done, int Total, TimeSpan? Remaining);
