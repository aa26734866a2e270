using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Sync-SalesforceActivityToHubSpot: writes Salesforce tasks, emails, calls and events to HubSpot as activities, each exactly once.</summary>
[Cmdlet(VerbsData.Sync, "SalesforceActivityToHubSpot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "New")]
[OutputType(typeof(SyncOutcome))]
public sealed class SyncSalesforceActivityToHubSpotCommand : SettingCmdlet
{
    private const int PageSize = 2_000;    // bounds memory, and fills twenty requests of 100

    private readonly List<Activity> _page = [];
    private readonly List<string> _keys = [];
    private readonly RunProgress _progress = new("HubSpot activities");
    private ConsentedRun? _run;

    /// <summary>The records to take, as Get-SalesforceActivity gives them. Without any, and without a choice, it is what is new since the last run.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "Activity")]
    public Activity? InputObject { get; set; }

    /// <summary>The keys of single activities to take, instead of what is new.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ActivityKey")]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string[] ActivityKey { get; set; } = [];

    /// <summary>A plan that was reviewed. Each of its records is read again, and written only if its change is still the same.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Plan")]
    [ValidateNotNullOrEmpty]
    public string? Plan { get; set; }

    /// <summary>Imports history, which switching a family on does not: all records of a time, whenever they changed. The next ordinary run goes on where the last one ended.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Backfill")]
    public SwitchParameter Backfill { get; set; }

    /// <summary>From when history is imported: tasks by their day, or their creation where they have none, events by their start. Without an offset it is in this machine's zone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Backfill")]
    public DateTimeOffset Since { get; set; }

    /// <summary>Until when history is imported; the present by default.</summary>
    [Parameter(ParameterSetName = "Backfill")]
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
    public TimeSpan? WaitTimeout { get; set; }

    /// <inheritdoc/>
    protected override void Take()
    {
        _keys.AddRange(ParameterSetName == "ActivityKey" ? ActivityKey : []);
        if (ParameterSetName == "Activity" && InputObject is { } activity)
        {
            _page.Add(Fitting(activity));
        }

        if (_page.Count == PageSize)
        {
            Carry();
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        // A pipeline that brought nothing asks for nothing.
        if (_page.Count > 0 || _keys.Count > 0 || !MyInvocation.ExpectingInput)
        {
            Carry();
        }

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

    internal static Activity Fitting(Activity activity) => ActivityFamily.Find(activity.Kind) is not null
        ? activity
        : throw new SyncException(FaultKind.PlanInvalid, activity.Key, $"'{activity.Key}' is an activity of HubSpot. Pipe it into Sync-ActivityToSalesforceTask.");

    private void Carry()
    {
        if (_page.Count > 0 && _keys.Count > 0)
        {
            throw new SyncException(FaultKind.PlanInvalid, "pipeline", "Activities and objects that only name some came through one pipeline. Pipe them one after the other.");
        }

        RunRequest request = Request();
        bool takesObjects = _page.Count > 0;
        RunHost host = NewHost() with { Waiting = said => Post(() => WriteWarning(said)) };
        try
        {
            Run(async cancel =>
            {
                ConsentedRun run = _run ??= await OpenAsync(request, host, cancel);
                await run.CarryAsync(takesObjects ? run.Run.PlanAsync(_page, cancel) : run.Run.PlanRequestAsync(cancel), cancel);
            });
        }
        catch (SyncException fault)
        {
            End(fault);
            throw;
        }

        _page.Clear();
    }

    private RunRequest Request() => new()
    {
        SettingPath = SettingFile,
        Kinds = Family,
        ActivityKeys = [.. _keys.Distinct()],
        PlanPath = Plan is null ? null : GetUnresolvedProviderPathFromPSPath(Plan),
        BackfillSince = Backfill ? Since.ToUniversalTime() : null,
        BackfillUntil = Backfill ? Until?.ToUniversalTime() : null,
        Force = Force,
        PlanOnly = IsWhatIf,
        Wait = WaitTimeout ?? (Wait ? Timeout.InfiniteTimeSpan : null),
    };

    private async Task<ConsentedRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
    {
        RecordRun run = await RecordRun.OpenAsync(request, host, cancel);
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
