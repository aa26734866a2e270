using System.Management.Automation;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>New-ActivityReport: reports the activities that stand in Salesforce, as objects or as a file.</summary>
[Cmdlet(VerbsCommon.New, "ActivityReport", SupportsShouldProcess = true, DefaultParameterSetName = "Row")]
[OutputType(typeof(ReportRow), ParameterSetName = ["Row"])]
[OutputType(typeof(ReportGroup), ParameterSetName = ["Group"])]
[OutputType(typeof(ReportSummary), ParameterSetName = ["Summary"])]
[OutputType(typeof(FileInfo), ParameterSetName = ["File"])]
public sealed class NewActivityReportCommand : ReportCmdlet
{
    /// <summary>Counts the activities by what they have in common, instead of giving each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Group")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReportGroupingCompleter))]
    [OneWord("week")]
    public string? GroupBy { get; set; }

    /// <summary>Gives the report in figures, with those of the period before, instead of each activity.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Summary")]
    [ValidateOn(nameof(Summary))]
    public SwitchParameter Summary { get; set; }

    /// <summary>The file to write the report to. Its extension says the format: .html, .csv, .xlsx or .json. A relative path starts at the current location.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "File")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter(ParameterSetName = "File")]
    public SwitchParameter Force { get; set; }

    /// <summary>What the file is headed with; the saved report's name by default.</summary>
    [Parameter(ParameterSetName = "File")]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        string? file = OutFile is null ? null : this.FullPath(OutFile);
        if (file is not null && !ShouldProcess(file, "write report"))
        {
            return;
        }

        ReportRequest request = Request() with { Title = Title };
        RunHost host = NewHost();
        RunProgress progress = new("Report");
        Run(async cancel =>
        {
            using ReportRun run = await ReportRun.OpenAsync(request, host, cancel);
            run.Progressed += came => Post(() => progress.Show(this, came));
            Post(() => WriteVerbose($"Report of activities with {run.Definition.Who}: {string.Join("; ", run.Definition.Describe())}."));
            await GiveAsync(run, file, cancel);
        });
        progress.Complete(this);
    }

    private async Task GiveAsync(ReportRun run, string? file, CancellationToken cancel)
    {
        if (file is not null)
        {
            FileInfo written = await run.WriteAsync(file, Force, cancel);
            Post(() => WriteFile(written));
        }
        else if (GroupBy is not null)
        {
            ReportGroup[] groups = await run.GroupsAsync(GroupBy, cancel);
            Post(() => WriteObject(groups, enumerateCollection: true));
        }
        else if (Summary)
        {
            ReportSummary summary = await run.SummarizeAsync(null, cancel);
            Post(() => WriteObject(summary));
        }
        else
        {
            await foreach (ReportRow row in run.RowsAsync(cancel))
            {
                Post(() => WriteObject(row));
            }
        }
    }
}
