namespace HubSpotSalesforce.Reports;

/// <summary>How many activities of one kind there were on one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Kind">The kind's settings key; null for tasks that this product did not write.</param>
/// <param name="Activities">How many.</param>
public sealed record ReportCount(DateOnly Date, string? Kind, int Activities);
