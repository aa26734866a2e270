using System.Management.Automation;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Publish-ActivityReport: makes a report in Salesforce, or changes the one it made before.</summary>
[Cmdlet(VerbsData.Publish, "ActivityReport", SupportsShouldProcess = true)]
[OutputType(typeof(PublishedReport))]
public sealed class PublishActivityReportCommand : ReportCmdlet
{
    /// <summary>The folder of the report. It is made when it is not there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Folder { get; set; } = ReportPublication.DefaultFolder;

    /// <summary>The report's name in Salesforce, by which it is found again; the saved report's name by default. Salesforce keeps 40 characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>By what its rows are grouped: kind, which is the default, owner, status, taskType, account, day, month, or none.</summary>
    [Parameter]
    [ValidateSet("kind", "owner", "status", "taskType", "account", "day", "month", "none")]
    [OneWord("month")]
    public string GroupBy { get; set; } = "kind";

    /// <inheritdoc/>
    protected override void Finish()
    {
        ReportRequest request = Request() with { Title = Title };
        string? groupBy = "none".Equals(GroupBy, StringComparison.OrdinalIgnoreCase) ? null : GroupBy;
        RunHost host = NewHost();
        Run(async cancel =>
        {
            using ReportPublication publication = await ReportPublication.OpenAsync(request, host, cancel);
            PublishedReport plan = await publication.PlanAsync(Folder, groupBy, cancel);
            if (await Ask(() => ShouldProcess($"report '{plan.Name}' in folder '{plan.Folder}'", plan.Action), cancel))
            {
                PublishedReport made = await publication.ApplyAsync(plan, groupBy, cancel);
                Post(() => WriteObject(made));
            }
        });
    }
}
