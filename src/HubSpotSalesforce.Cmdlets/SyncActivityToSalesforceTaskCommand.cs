using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Sync-ActivityToSalesforceTask: writes HubSpot activities to Salesforce as tasks, each exactly once.</summary>
[Cmdlet(VerbsData.Sync, "ActivityToSalesforceTask", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "New")]
[OutputType(typeof(SyncOutcome))]
public sealed class SyncActivityToSalesforceTaskCommand : ActivityCmdlet
{
    private readonly PipelineRun _run;

    /// <summary>Creates the cmdlet.</summary>
    public SyncActivityToSalesforceTaskCommand() => _run = new PipelineRun(this, Side.Salesforce);

    /// <summary>A plan that was reviewed. Each of its activities is read again, and written only if its change is still the same.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Plan")]
    [ValidateNotNullOrEmpty]
    public string? Plan { get; set; }

    /// <summary>Goes past what stops a careful run: more tasks than limits.maxCreates, and tasks of ours in the org that the store does not know (they are taken as they are).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Applies templates and task types that changed in the settings to tasks that stand already, too: everything is read again.</summary>
    [Parameter(ParameterSetName = "New")]
    public SwitchParameter Rewrite { get; set; }

    /// <summary>Waits while another runner works on the same store, instead of stopping at once.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest to wait for another runner, such as 00:10:00; implies -Wait. Without it -Wait takes as long as it takes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? WaitTimeout { get; set; }

    private protected override SyncException? Contradiction => WaitChoice.Contradiction(Wait, WaitTimeout, MyInvocation)
        ?? (Plan is not null && (IsGiven(nameof(Kind)) || IsGiven(nameof(IgnoreWindow)))
            ? new SyncException(FaultKind.PlanInvalid, Plan, "A plan is carried out as it was reviewed, so it goes with neither -Kind nor -IgnoreWindow. Give them to New-SyncPlan, or take lines out of the file.")
            : null);

    /// <inheritdoc/>
    protected override void Finish()
    {
        base.Finish();
        _run.End();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run.Close();
        }

        base.Dispose(disposing);
    }

    private protected override void Carry()
    {
        RunRequest request = Choice with
        {
            Force = Force,
            Rewrite = Rewrite,
            PlanOnly = IsWhatIf,
            Wait = WaitChoice.Of(Wait, WaitTimeout),
            PlanPath = Plan is null ? null : this.FullPath(Plan),
        };
        RunHost host = NewHost() with { Waiting = said => Post(() => WriteWarning(said)) };
        _run.Carry(async cancel => await TimelineRun.OpenAsync(request, host, cancel), request.PlanOnly, TakesObjects ? Page : null);
    }
}
