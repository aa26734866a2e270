using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>Reports of whole portals against a count of the writes that the simulator saw.</summary>
public sealed class ReportCountTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // R38, R39, R40, R41
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_totals_of_a_report_are_those_of_the_writes(int seed)
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now, Generate = new PortalSize(150, 1_500), Seed = seed });
        await sync.RunAsync();
        Written[] all = [.. sync.TaskWrites.Select(write => new Written(write.Fields!))];
        DateOnly from = new(2026, 11, 10);
        DateOnly to = new(2026, 11, 18);

        foreach (string who in new[] { "contacts", "leads" })
        {
            Written[] family = [.. all.Where(task => task.Who == who)];
            Written[] period = [.. family.Where(task => task.Day >= from && task.Day <= to)];
            ReportDefinition any = new() { Who = who, AnyDate = true };
            ReportSummary summary = await SummarizeAsync(sync, new ReportDefinition { Who = who, From = from, To = to });

            Assert.InRange(period.Length, 10, family.Length - 10);
            Assert.Equal(family.Length, (await RowsAsync(sync, any)).Length);
            Assert.Equal(Counted(family.Where(task => !task.IsClosed), task => task.Kind), Counted(await RowsAsync(sync, any with { Status = "open" }), row => row.Kind!));
            Assert.Equal(
                family.Count(task => task.Subject.StartsWith("Opened", StringComparison.OrdinalIgnoreCase)), (await RowsAsync(sync, any with { SubjectStartsWith = "opened" })).Length);
            Assert.Equal(Counted(period, task => task.Kind), summary.Kinds.ToDictionary(group => group.Name, group => group.Activities));
            Assert.Equal(Counted(period, task => task.Owner), summary.Owners.ToDictionary(group => group.Id!, group => group.Activities));
            Assert.Equal(
                Counted(period, task => $"{task.Day:yyyy-MM-dd} {task.Kind}"),
                summary.Days.ToDictionary(day => string.Create(CultureInfo.InvariantCulture, $"{day.Date:yyyy-MM-dd} {day.Kind}"), day => day.Activities));
            Assert.Equal(
                [period.Length, Before(family, from, to).Length, period.DistinctBy(task => task.WhoId).Count(), period.Count(task => !task.IsClosed)],
                [Figure(summary, "Activities").Value, Figure(summary, "Activities").Before, Figure(summary, "People").Value, Figure(summary, "Open tasks").Value]);
            AssertFunnels(period, summary);
        }
    }

    private static void AssertFunnels(Written[] period, ReportSummary summary)
    {
        foreach (ReportFunnel funnel in summary.Funnels.Where(funnel => !funnel.IsSalesEmail))
        {
            HashSet<string> sent = Who("marketingEmailSent", $"Sent: {funnel.Name}");
            HashSet<string> clicked = Who("marketingEmailClicked", $"Clicked: {funnel.Name}");
            HashSet<string> opened = [.. Who("marketingEmailOpened", $"Opened: {funnel.Name}"), .. clicked];
            HashSet<string> reached = [.. sent, .. opened];
            Assert.Equal((sent.Count == 0 ? 0 : reached.Count, opened.Count, clicked.Count, 0), (funnel.Sent, funnel.Opened, funnel.Clicked, funnel.Replied));
        }

        Assert.Contains(summary.Funnels, funnel => funnel is { IsSalesEmail: false, Opened: > 0, Clicked: > 0 });

        HashSet<string> Who(string kind, string subject) => [.. period.Where(task => task.Kind == kind && task.Subject == subject).Select(task => task.WhoId)];
    }

    private static Written[] Before(Written[] family, DateOnly from, DateOnly to)
        => [.. family.Where(task => task.Day < from && task.Day >= from.AddDays(from.DayNumber - to.DayNumber - 1))];

    private static ReportFigure Figure(ReportSummary summary, string name) => summary.Figures.Single(figure => figure.Name == name);

    private static Dictionary<string, int> Counted<T>(IEnumerable<T> items, Func<T, string> key) => items.GroupBy(key).ToDictionary(group => group.Key, group => group.Count());

    private static async Task<ReportRow[]> RowsAsync(SimulatedSync sync, ReportDefinition definition)
    {
        using ReportRun run = await OpenAsync(sync, definition);
        return [.. await run.RowsAsync(CancellationToken.None).ToListAsync()];
    }

    private static async Task<ReportSummary> SummarizeAsync(SimulatedSync sync, ReportDefinition definition)
    {
        using ReportRun run = await OpenAsync(sync, definition);
        return await run.SummarizeAsync(null, CancellationToken.None);
    }

    private static Task<ReportRun> OpenAsync(SimulatedSync sync, ReportDefinition definition)
        => ReportRun.OpenAsync(new ReportRequest { SettingPath = sync.SettingPath, Definition = definition }, sync.Host, CancellationToken.None);

    // A task as it was sent.
    private sealed record Written(JsonObject Fields)
    {
        public string Kind => Fields["HubSpot_Activity_Kind__c"]!.GetValue<string>();

        public string Subject => Fields[nameof(Subject)]!.GetValue<string>();

        public string WhoId => Fields[nameof(WhoId)]!.GetValue<string>();

        public string Who => WhoId.StartsWith("003", StringComparison.Ordinal) ? "contacts" : "leads";

        public string Owner => Fields["OwnerId"]!.GetValue<string>();

        public bool IsClosed => Fields["Status"]!.GetValue<string>() == "Completed";

        public DateOnly? Day => Fields["ActivityDate"]?.GetValue<string>() is { } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : null;
    }
}
