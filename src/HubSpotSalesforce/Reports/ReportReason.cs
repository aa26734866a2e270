namespace HubSpotSalesforce.Reports;

/// <summary>Why activities were skipped.</summary>
/// <param name="Code">The skip code.</param>
/// <param name="Skips">How many skips of it the runs counted; an activity that waits is counted by each run.</param>
/// <param name="Example">The reason of one of them, as a sentence; null when none was kept.</param>
/// <param name="Key">The key of that one.</param>
public sealed record ReportReason(string Code, int Skips, string? Example, string? Key);
