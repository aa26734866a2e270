using System.Management.Automation;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Sync-ActivityToSalesforceTask: writes HubSpot activities to Salesforce as tasks, each exactly once.</summary>
[Cmdlet(VerbsData.Sync, "ActivityToSalesforceTask", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "New")]
[OutputType(typeof(SyncOutcome))]
public sealed class SyncActivityToSalesforceTaskCommand : ActivityCmdlet
{
    private readonly RunProgress _progress = new("Salesforce tasks");
    private TimelineRun? _run;
    private int _planned;

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
            Close(run).GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    private static async Task Close(TimelineRun run)
    {
        try
        {
            await using (run)
            {
                await run.CompleteAsync(fault: null, new CancellationToken(canceled: true));
            }
        }
        catch (SyncException)
        {
            // Nobody listens any more. What was not recorded is in the journal, and the next run settles it.
        }
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
                TimelineRun run = _run ??= await OpenAsync(request, host, cancel);
                IAsyncEnumerable<Decision> plan = takesObjects ? run.PlanAsync(Page, cancel) : run.PlanRequestAsync(cancel);

                // A plan is data, so consent is a filter on it: -WhatIf and -Confirm need no second path.
                await CarryAsync(run, Consented(plan, cancel), request.PlanOnly, cancel);
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

    private async Task<TimelineRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
    {
        TimelineRun run = await TimelineRun.OpenAsync(request, host, cancel);
        run.Skipped += line => Post(() =>
        {
            WriteVerbose($"Skipped {line.Key} ({line.Reason}): {line.Sentence}");
            Tell(run, line.Kind);
        });
        run.Warned += warning => Post(() => WriteWarning(warning));
        return run;
    }

    private async Task CarryAsync(TimelineRun run, IAsyncEnumerable<Change> changes, bool isPlanOnly, CancellationToken cancel)
    {
        if (isPlanOnly)
        {
            await foreach (Change _ in changes.WithCancellation(cancel))
            {
            }

            return;    // -WhatIf has told of each, and consented to none
        }

        await foreach (SyncOutcome outcome in run.WriteAsync(changes, cancel))
        {
            Post(() => Show(run, outcome));
        }
    }

    private async IAsyncEnumerable<Change> Consented(IAsyncEnumerable<Decision> plan, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Decision decision in plan.WithCancellation(cancel))
        {
            if (decision is not Change change)
            {
                continue;
            }

            _planned++;
            if (await Ask(() => ShouldProcess(change.Activity.Key, $"{change.Action} task '{change.Subject}'"), cancel))
            {
                yield return change;
            }
        }
    }

    private void Show(TimelineRun run, SyncOutcome outcome)
    {
        Tell(run, outcome.Kind);
        if (outcome.Fault is { } fault)
        {
            WriteError(Record(fault, outcome.Change));    // one record failed; the run goes on
        }
        else
        {
            WriteObject(outcome);
        }
    }

    private void Tell(TimelineRun run, string kind) => _progress.Show(this, () =>
    {
        RunResult now = run.Result;
        string counts = $"{now.Read} read, {now.Created} created, {now.Updated} updated, {now.Unchanged} unchanged, {now.Skipped.Values.Sum()} skipped, {now.Failed} failed";
        return new RunStep(counts, now.Read, kind, run.Kinds);
    });

    private void End(SyncException? fault)
    {
        if (_run is not { } run)
        {
            return;
        }

        _run = null;
        Run(async cancel =>
        {
            await using (run)
            {
                RunResult result = await run.CompleteAsync(fault, cancel);
                object summary = IsWhatIf ? $"What if: {_planned} tasks to write. {result}" : result;
                Post(() => Milestone("Run", summary));
            }
        });
        _progress.Complete(this);
    }
}
