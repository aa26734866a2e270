namespace HubSpotSalesforce.Reports;

/// <summary>One of the formats in which a report is written to a file.</summary>
internal interface IReportFormat : IDisposable
{
    /// <summary>Adds a row.</summary>
    void Add(ReportRow row);

    /// <summary>Ends the file's content.</summary>
    /// <param name="summary">The figures of all rows.</param>
    void Complete(ReportSummary summary);
}
