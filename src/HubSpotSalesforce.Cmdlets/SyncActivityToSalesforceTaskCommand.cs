using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Sync-ActivityToSalesforceTask: writes HubSpot activities to Salesforce as tasks, each exactly once.</summary>
[Cmdlet(VerbsData.Sync, "ActivityToSalesforceTask", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "New")]
[OutputType(typeof(SyncOutcome))]
public sealed class SyncActivityToSalesforceTaskCommand : ActivityCmdlet
{
    private readonly RunProgress _progress = new("Salesforce tasks");
    private ConsentedRun? _run;

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
    public TimeSpan? WaitTimeout { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        base.Finish();
        End(fault: null);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Stopped, or left early by Select-Object -First: what is settled is recorded, and the store is free for the next run.
        if (disposing && _run is { } run)
        {
            _run = null;
            run.CloseAsync().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    private protected override void Carry()
    {
        RunRequest request = Request();
        bool takesObjects = TakesObjects;
        RunHost host = NewHost() with { Waiting = said => Post(() => WriteWarning(said)) };

        try
        {
            Run(async cancel =>
            {
                ConsentedRun run = _run ??= await OpenAsync(request, host, cancel);
                await run.CarryAsync(takesObjects ? run.Run.PlanAsync(Page, cancel) : run.Run.PlanRequestAsync(cancel), cancel);
            });
        }
        catch (SyncException fault)
        {
            End(fault);
            throw;
        }
    }

    private RunRequest Request() => Choice with
    {
        Force = Force,
        Rewrite = Rewrite,
        PlanOnly = IsWhatIf,
        Wait = WaitTimeout ?? (Wait ? Timeout.InfiniteTimeSpan : null),
        PlanPath = Plan is null ? null : GetUnresolvedProviderPathFromPSPath(Plan),
    };

    private async Task<ConsentedRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
    {
        TimelineRun run = await TimelineRun.OpenAsync(request, host, cancel);
        ConsentedRun shown = new(this, run, _progress, request.PlanOnly);
        run.Skipped += shown.Skipped;
        run.Warned += warning => Post(() => WriteWarning(warning));
        return shown;
    }

    private void End(SyncException? fault)
    {
        if (_run is not { } run)
        {
            return;
        }

        _run = null;
        Run(async cancel =>
        {
            await using (run.Run)
            {
                await run.EndAsync(fault, cancel);
            }
        });
        _progress.Complete(this);
    }
}
