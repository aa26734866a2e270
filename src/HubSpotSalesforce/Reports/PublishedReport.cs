namespace HubSpotSalesforce.Reports;

/// <summary>A report in Salesforce: as it is to be made, and, once it is made, where it stands.</summary>
public sealed record PublishedReport
{
    /// <summary>Its name, at most 40 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Its unique name, by which it is found again.</summary>
    public required string DeveloperName { get; init; }

    /// <summary>The name of its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The report type: <c>ContactActivity</c> or <c>LeadActivity</c>.</summary>
    public required string ReportType { get; init; }

    /// <summary>What is to be done, or was: <c>create</c> or <c>update</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The columns, by the names of the org.</summary>
    public required string[] Columns { get; init; }

    /// <summary>The column by which its rows are grouped; null for a plain list.</summary>
    public string? GroupedBy { get; init; }

    /// <summary>The filters as a person reads them.</summary>
    public required string[] Filters { get; init; }

    /// <summary>The folder's id; null for a folder that is not there yet.</summary>
    public string? FolderId { get; init; }

    /// <summary>The report's id; null for a report that is not there yet.</summary>
    public string? Id { get; init; }

    /// <summary>The report's page; null for a report that is not there yet.</summary>
    public string? Url { get; init; }
}
