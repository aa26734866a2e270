using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Sync-SalesforceActivityToHubSpot: writes Salesforce tasks, emails, calls and events to HubSpot as activities, each exactly once.</summary>
[Cmdlet(VerbsData.Sync, "SalesforceActivityToHubSpot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "New")]
[OutputType(typeof(SyncOutcome))]
public sealed class SyncSalesforceActivityToHubSpotCommand : PageCmdlet
{
    private readonly PipelineRun _run;

    /// <summary>Creates the cmdlet.</summary>
    public SyncSalesforceActivityToHubSpotCommand() => _run = new PipelineRun(this, Side.HubSpot);

    /// <summary>A plan that was reviewed. Each of its records is read again, and written only if its change is still the same.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Plan")]
    [ValidateNotNullOrEmpty]
    public string? Plan { get; set; }

    /// <summary>Imports history, which switching a family on does not: all records of a time, whenever they changed. The next ordinary run goes on where the last one ended.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Backfill")]
    [ValidateOn(nameof(Backfill))]
    public SwitchParameter Backfill { get; set; }

    /// <summary>From when history is imported: tasks by their day, or their creation where they have none, events by their start. Without an offset it is in this machine's zone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Backfill")]
    [Moment]
    public DateTimeOffset Since { get; set; }

    /// <summary>Until when history is imported: tasks by their day, events by their start. Without it there is no end, and what is due in the future comes too.</summary>
    [Parameter(ParameterSetName = "Backfill")]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    /// <summary>The families to take, of those that are on; all of them by default.</summary>
    [Parameter]
    [ValidateSet("tasks", "emails", "calls", "meetings")]
    public string[] Family { get; set; } = [];

    /// <summary>Goes past what stops a careful run: more deletions than limits.maxDeletes, and activities of ours in the portal that the store does not know (they are taken as they are).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Waits while another runner works on the same store, instead of stopping at once.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest to wait for another runner, such as 00:10:00; implies -Wait. Without it -Wait takes as long as it takes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? WaitTimeout { get; set; }

    private protected override SyncException? Contradiction => WaitChoice.Contradiction(Wait, WaitTimeout, MyInvocation) ?? this switch
    {
        { Plan: { } plan } when IsGiven(nameof(Family)) => new SyncException(FaultKind.PlanInvalid, plan, "A plan is carried out as it was reviewed, so it does not go with -Family. Give it to New-SyncPlan, or take lines out of the file."),
        { Backfill.IsPresent: true } => Period.Contradiction(Since, Until),
        _ => null,
    };

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

    internal static Activity OfSalesforce(Activity activity) => ActivityFamily.Find(activity.Kind) is not null
        ? activity
        : throw new SyncException(FaultKind.PlanInvalid, activity.Key, $"'{activity.Key}' is an activity of HubSpot. Pipe it into Sync-ActivityToSalesforceTask.");

    private protected override Activity Fitting(Activity activity) => OfSalesforce(activity);

    private protected override void Carry()
    {
        RunRequest request = Choice with
        {
            Kinds = Family,
            PlanPath = Plan is null ? null : this.FullPath(Plan),
            BackfillSince = Backfill ? Since.ToUniversalTime() : null,
            BackfillUntil = Backfill ? Until?.ToUniversalTime() : null,
            Force = Force,
            PlanOnly = IsWhatIf,
            Wait = WaitChoice.Of(Wait, WaitTimeout),
        };
        RunHost host = NewHost() with { Waiting = said => Post(() => WriteWarning(said)) };
        _run.Carry(async cancel => await RecordRun.OpenAsync(request, host, cancel), request.PlanOnly, TakesObjects ? Page : null);
    }
}
