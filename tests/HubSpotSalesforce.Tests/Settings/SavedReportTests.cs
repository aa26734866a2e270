using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

/// <summary>Saved reports as the settings file has them.</summary>
public sealed class SavedReportTests
{
    // R43
    [Fact]
    public void A_saved_report_is_a_block_with_a_name()
    {
        using SettingFile file = new(SettingFile.Shortest + """
            reports:
              - { name: Opens this quarter, who: contacts, kinds: [marketingEmailOpened], from: 2026-10-01, subjectStartsWith: Opened }
              - name: Calls of Anna
                who: leads
                source: all
                taskTypes: [Call]
                status: completed
                statuses: [Completed]
                owners: [anna@acme.com]
                days: 7
                subjectContains: pricing
                person: Dana
                account: Acme
              - { name: Everything, anyDate: true }
            """);

        ReportDefinition[] reports = file.Read().Reports;

        Assert.Equal(["Opens this quarter", "Calls of Anna", "Everything"], reports.Select(report => report.Name));
        Assert.Equal(["marketingEmailOpened"], reports[0].Kinds);
        Assert.Equal((new DateOnly(2026, 10, 1), "Opened"), (reports[0].From, reports[0].SubjectStartsWith));
        Assert.Equal(
            ["2026-11-15 to 2026-11-21", "From HubSpot and Salesforce", "Completed", "Task type: Call", "Status: Completed", "Owner: anna@acme.com", "Subject contains: pricing", "Person: Dana", "Account: Acme"],
            reports[1].Resolved(new DateOnly(2026, 11, 21)).Describe());
        Assert.True(reports[2].AnyDate);
    }

    // R43
    [Theory]
    [InlineData("reports:\n  - { who: leads }", 8, 5, "reports.0 has no name. Write name: Opens this quarter.")]
    [InlineData("reports:\n  - { name: Opens, who: accounts }", 8, 25, "reports.0.who must be contacts or leads, not 'accounts'.")]
    [InlineData("reports:\n  - { name: Opens, kinds: [marketingEmailOpend] }", 8, 27, "reports.0.kinds must be")]
    [InlineData("reports:\n  - { name: Opens, from: 2026-02-30 }", 8, 26, "reports.0.from must be a day of the calendar, not '2026-02-30'. Write it as year, month and day: 2026-10-01.")]
    [InlineData("reports:\n  - { name: Opens, from: 2026-10-01, days: 7 }", 8, 44, "reports.0.from and reports.0.days exclude each other. Keep from or days.")]
    [InlineData("reports:\n  - { name: Opens, anyDate: true, to: 2026-10-01 }", 8, 39, "reports.0.anyDate and reports.0.to exclude each other. Keep anyDate or to.")]
    [InlineData("reports:\n  - name: Opens\n  - name: opens", 9, 11, "reports.1.name is 'opens', as that of a report before it. Give each report a name of its own.")]
    public void A_saved_report_that_cannot_be_is_refused_with_its_place(string text, int line, int column, string told)
    {
        using SettingFile file = new(SettingFile.Shortest + text);

        SettingFault fault = Assert.Single(file.Check());

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.StartsWith(told, $"{fault.Message} {fault.Suggestion}", StringComparison.Ordinal);
    }
}
