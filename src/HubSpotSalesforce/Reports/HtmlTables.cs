using System.Globalization;

namespace HubSpotSalesforce.Reports;

/// <summary>The tables of a page.</summary>
internal static class HtmlTables
{
    /// <summary>Returns them in order.</summary>
    /// <param name="summary">The figures.</param>
    /// <param name="rows">The newest activities.</param>
    public static HtmlTable[] All(ReportSummary summary, IReadOnlyList<ReportRow> rows) =>
    [
        People("most", "Most engaged", "Who opened, clicked and responded most.", summary.MostEngaged),
        People("least", "Least engaged", "Who was reached by email and phone, and did least.", summary.LeastEngaged),
        .. Sync(summary.Sync),
        Activities(summary.Activities, rows),
    ];

    private static HtmlTable People(string id, string title, string hint, ReportPerson[] people) => new()
    {
        Id = id,
        Size = "wide",
        Title = title,
        Hint = hint,
        None = "Nobody in this period.",
        Heads = ["Person", "Company", "#Reached", "#Opened", "#Clicked", "#Responded"],
        Rows = HtmlTable.Of(people, person =>
        [
            HtmlCell.Link(person.Name, person.Url), HtmlCell.Of(person.Company), HtmlCell.Of(person.Reached), HtmlCell.Of(person.Opened), HtmlCell.Of(person.Clicked), HtmlCell.Of(person.Responded),
        ]),
    };

    private static IEnumerable<HtmlTable> Sync(ReportSync? sync)
    {
        yield return new HtmlTable
        {
            Id = "skipped",
            Size = "wide",
            Title = "What was skipped, and why",
            Lead = Lead(sync),
            Hint = "Each run counts its own skips: an activity that waits is counted by each.",
            None = sync is null ? "There is no state file here to ask." : "Nothing was skipped.",
            Heads = ["Reason", "#Skips", "For example"],
            Rows = HtmlTable.Of(sync?.Skipped ?? [], reason => [HtmlCell.Of(reason.Code), HtmlCell.Of(reason.Skips), HtmlCell.Long(reason.Example is null ? "" : $"{reason.Key}: {reason.Example}")]),
        };
        yield return new HtmlTable
        {
            Id = "failed",
            Size = "wide",
            Title = "What failed",
            Hint = "What Salesforce or HubSpot refused and nobody has resolved, whenever that was.",
            None = sync is null ? "There is no state file here to ask." : "Nothing is open.",
            Heads = ["Activity", "Kind", "Code", "What was said", "#Tries", "Last try (UTC)"],
            Rows = HtmlTable.Of(sync?.Failed ?? [], failure =>
            [
                HtmlCell.Of(failure.Key), HtmlCell.Of(KindLabels.Of(failure.Kind)), HtmlCell.Of(failure.Code), HtmlCell.Long(failure.Message), HtmlCell.Of(failure.Tries), HtmlCell.Of(failure.At),
            ]),
        };
    }

    private static string Lead(ReportSync? sync) => sync switch
    {
        null => "",
        { Runs: 0 } => "No run started in this period.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{sync.Runs:#,0} {(sync.Runs == 1 ? "run" : "runs")} in this period, the last on {sync.LastAt:yyyy-MM-dd HH:mm} (UTC){(sync.Stopped == 0 ? "" : $", {sync.Stopped:#,0} of them not completed")}: {sync.Read:#,0} activities read, {sync.Created:#,0} tasks created, {sync.Updated:#,0} updated, {sync.Deleted:#,0} deleted{Back(sync)}."),
    };

    private static string Back(ReportSync sync) => sync.CreatedInHubSpot + sync.UpdatedInHubSpot + sync.DeletedInHubSpot == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; in HubSpot {sync.CreatedInHubSpot:#,0} activities created, {sync.UpdatedInHubSpot:#,0} updated, {sync.DeletedInHubSpot:#,0} deleted");

    private static HtmlTable Activities(int count, IReadOnlyList<ReportRow> rows) => new()
    {
        Id = "activities",
        Title = "Activities",
        Size = "wide",
        Hint = rows.Count < count ? string.Create(CultureInfo.InvariantCulture, $"The newest {rows.Count:#,0} of {count:#,0}. All of them: the same report as .xlsx or .csv.") : "",
        None = "None.",
        Heads = ["Date", "Kind", "Subject", "Person", "Account", "Owner", "Status"],
        Rows = HtmlTable.Of(rows, row =>
        [
            HtmlCell.Of(row.Date), HtmlCell.Of(KindLabels.Of(row.Kind)), HtmlCell.Link(row.Subject, row.Url) with { Class = "long" }, HtmlCell.Of(row.Person), HtmlCell.Of(row.Account), HtmlCell.Of(row.Owner), HtmlCell.Of(row.Status),
        ]),
    };
}
