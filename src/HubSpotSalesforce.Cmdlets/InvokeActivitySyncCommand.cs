using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Invoke-ActivitySync: keeps both sides in step, first HubSpot's news in Salesforce, then Salesforce's in HubSpot.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ActivitySync", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SyncOutcome))]
public sealed class InvokeActivitySyncCommand : ConnectedCmdlet
{
    /// <summary>A plan that was reviewed, with lines of either way. Each of its records is read again, and written only if its change is still the same.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Plan { get; set; }

    /// <summary>Goes past what stops a careful run: more creates than limits.maxCreates, more deletions than limits.maxDeletes, and activities of ours that the store does not know (they are taken as they are).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Waits while another runner works on the same store, instead of stopping at once.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest to wait for another runner, such as 00:10:00; implies -Wait. Without it -Wait takes as long as it takes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? WaitTimeout { get; set; }

    private protected override SyncException? Contradiction => WaitChoice.Contradiction(Wait, WaitTimeout, MyInvocation);

    /// <inheritdoc/>
    protected override void Finish()
    {
        RunProgress progress = new("Activities, both ways");
        RunRequest request = new()
        {
            SettingPath = SettingFile,
            PlanPath = Plan is null ? null : this.FullPath(Plan),
            Force = Force,
            PlanOnly = IsWhatIf,
            Wait = WaitChoice.Of(Wait, WaitTimeout),
        };
        RunHost host = NewHost() with { Waiting = said => Post(() => WriteWarning(said)) };
        Run(async cancel =>
        {
            await using BothWays both = await BothWays.OpenAsync(request, host, cancel);
            ConsentedRun? now = null;
            both.Skipped += line => now?.Skipped(line);
            both.Warned += warning => Post(() => WriteWarning(warning));
            await both.EachAsync(run => CarryAsync(now = new ConsentedRun(this, run, progress, request.PlanOnly), cancel), cancel);
            if (now is null)
            {
                Post(() => WriteWarning("Nothing is switched on, so there is nothing to do. Switch a kind on under timeline.kinds, or a family under salesforceToHubSpot."));
            }
        });
        progress.Complete(this);
    }

    private static async Task CarryAsync(ConsentedRun run, CancellationToken cancel)
    {
        SyncException? fault = null;
        try
        {
            await run.CarryAsync(run.Run.PlanRequestAsync(cancel), cancel);
        }
        catch (SyncException stopped)
        {
            fault = stopped;
            throw;
        }
        finally
        {
            await run.EndAsync(fault, cancel);
        }
    }
}
