namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>One row of a file.</summary>
/// <param name="Cells">Its cells, without their quotes.</param>
/// <param name="Error">What is wrong with its form; null when nothing is.</param>
internal sealed record CsvRow(string[] Cells, string? Error = null);
