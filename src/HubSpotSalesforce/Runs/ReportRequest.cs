using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Runs;

/// <summary>What a report is asked for.</summary>
public sealed record ReportRequest
{
    /// <summary>The settings file.</summary>
    public required string SettingPath { get; init; }

    /// <summary>The name of a saved report (R43), in any case; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>What is asked for by itself; goes before what the saved report says, filter by filter.</summary>
    public ReportDefinition Definition { get; init; } = new();

    /// <summary>What the report is called; null for the saved report's name, or a name made from the family.</summary>
    public string? Title { get; init; }
}
