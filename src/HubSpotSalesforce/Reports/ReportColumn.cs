namespace HubSpotSalesforce.Reports;

/// <summary>A column of the files that hold rows.</summary>
/// <param name="Name">Its head.</param>
/// <param name="Width">How wide it is in a workbook, in characters.</param>
/// <param name="Value">Its value in a row: a text, a day, a moment, a flag, or null.</param>
internal sealed record ReportColumn(string Name, int Width, Func<ReportRow, object?> Value)
{
    /// <summary>All of them, in order.</summary>
    public static readonly ReportColumn[] All =
    [
        new("Date", 12, row => row.Date),
        new("Kind", 22, row => row.Kind),
        new("Subject", 60, row => row.Subject),
        new("Person", 28, row => row.Person),
        new("Email", 32, row => row.Email),
        new("Account", 28, row => row.Account),
        new("Owner", 24, row => row.Owner),
        new("Status", 16, row => row.Status),
        new("Open", 8, row => row.IsOpen),
        new("Task type", 14, row => row.TaskType),
        new("Occurred at (UTC)", 20, row => row.OccurredAt),
        new("Created at (UTC)", 20, row => row.CreatedAt),
        new("Task", 22, row => row.TaskId),
        new("Key", 30, row => row.Key),
        new("Page", 50, row => row.Url),
    ];
}
