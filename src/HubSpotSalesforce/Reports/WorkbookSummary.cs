namespace HubSpotSalesforce.Reports;

/// <summary>The rows of a workbook's sheet of figures.</summary>
internal static class WorkbookSummary
{
    /// <summary>Returns the rows, and of each whether it is a head.</summary>
    public static IEnumerable<(object?[] Values, bool IsHead)> Rows(ReportSummary summary)
    {
        yield return ([summary.Name], true);
        yield return (["Made at (UTC)", summary.MadeAt], false);
        yield return (["Org", summary.Org], false);
        foreach (string filter in summary.Filters)
        {
            yield return ([null, filter], false);
        }

        foreach ((object?[], bool) row in Table(["Figure", "Value", "Period before", null, "What it counts"], summary.Figures.Select(figure => new[] { figure.Name, Figure(figure.Value, figure), Figure(figure.Before, figure), null, figure.Note }))
            .Concat(Groups("Kind", summary.Kinds)).Concat(Groups("Owner", summary.Owners)).Concat(Groups("Email or form", summary.Campaigns))
            .Concat(Table(["Email", "Sent", "Opened", "Clicked", "Replied"], summary.Funnels.Select(funnel => new object?[] { funnel.Name, funnel.Sent, funnel.Opened, funnel.Clicked, funnel.Replied })))
            .Concat(People("Most engaged", summary.MostEngaged)).Concat(People("Least engaged", summary.LeastEngaged))
            .Concat(Sync(summary.Sync)))
        {
            yield return row;
        }

        foreach (string note in summary.Notes)
        {
            yield return ([note], false);
        }
    }

    private static object? Figure(double? value, ReportFigure figure) => value switch
    {
        null => null,
        { } share when figure.IsShare => share,
        { } count => (int)count,
    };

    private static IEnumerable<(object?[], bool)> Groups(string head, ReportGroup[] groups)
        => Table([head, "Activities", "Open", "Completed"], groups.Select(group => new object?[] { group.Name.Length == 0 ? "(not from HubSpot)" : group.Name, group.Activities, group.Open, group.Completed }));

    private static IEnumerable<(object?[], bool)> People(string head, ReportPerson[] people)
        => Table([head, "Reached", "Opened", "Clicked", "Responded"], people.Select(person => new object?[] { person.Name, person.Reached, person.Opened, person.Clicked, person.Responded }));

    private static IEnumerable<(object?[], bool)> Sync(ReportSync? sync) => sync is null ? [] :
        Table(["Skipped", "Times", null, null, "An example"], sync.Skipped.Select(reason => new object?[] { reason.Code, reason.Skips, null, null, reason.Example }))
            .Concat(Table(["Failed", "Code", "Tries", null, "What was said"], sync.Failed.Select(failure => new object?[] { failure.Key, failure.Code, failure.Tries, null, failure.Message })));

    private static IEnumerable<(object?[], bool)> Table(object?[] head, IEnumerable<object?[]> rows)
        => [([], false), (head, true), .. rows.Select(row => (row, false))];
}
