using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>New-SyncPlan: says of each activity what a run would do with it, and why; writes nothing to either side.</summary>
[Cmdlet(VerbsCommon.New, "SyncPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = "New")]
[OutputType(typeof(PlanLine), typeof(FileInfo))]
public sealed class NewSyncPlanCommand : ActivityCmdlet
{
    private readonly SortedDictionary<string, int> _actions = new(StringComparer.Ordinal) { ["create"] = 0, ["skip"] = 0, ["update"] = 0 };
    private readonly RunProgress _progress = new("Plan");
    private bool? _isConsented;
    private PlanWriter? _file;
    private TimelineRun? _run;

    /// <summary>The file to write the plan to, one JSON object a line. A relative path starts at the current location.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Replaces a plan file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the lines of a plan that is written to a file, instead of the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool IsShown => OutFile is null || PassThru;

    /// <inheritdoc/>
    protected override void Finish()
    {
        base.Finish();
        if (OpenFile()?.Complete() is { } saved && !IsShown)
        {
            WriteObject(saved);
        }

        _progress.Complete(this);
        Milestone("Plan", $"Plan: {_actions["create"]} to create, {_actions["update"]} to update, {_actions["skip"]} to skip.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CloseAsync().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    // A plan that was stopped half way leaves no file.
    private async Task CloseAsync()
    {
        if (_file is { } file)
        {
            await file.DisposeAsync();
        }

        if (_run is { } run)
        {
            await run.DisposeAsync();
        }
    }

    private protected override void Carry()
    {
        PlanWriter? file = OpenFile();
        RunRequest request = Choice with { PlanOnly = true };
        bool takesObjects = TakesObjects;
        RunHost host = NewHost();
        if (IsShown || file is not null)
        {
            Run(async cancel =>
            {
                TimelineRun run = _run ??= await OpenAsync(request, host, cancel);
                await foreach (Decision decision in takesObjects ? run.PlanAsync(Page, cancel) : run.PlanRequestAsync(cancel))
                {
                    PlanLine line = PlanLine.Of(decision);
                    file?.Add(line);
                    Post(() => Show(line));
                }
            });
        }
    }

    private async Task<TimelineRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
    {
        TimelineRun run = await TimelineRun.OpenAsync(request, host, cancel);
        run.Warned += warning => Post(() => WriteWarning(warning));
        return run;
    }

    // Refused before anything is read, when the file is there already.
    private PlanWriter? OpenFile()
    {
        if (OutFile is null)
        {
            return null;
        }

        string path = GetUnresolvedProviderPathFromPSPath(OutFile);
        _isConsented ??= ShouldProcess(path, "write plan");
        return _isConsented.Value ? _file ??= PlanWriter.Create(path, Force) : null;
    }

    private void Show(PlanLine line)
    {
        _actions[line.Action]++;
        _progress.Show(this, () =>
        {
            int planned = _actions.Values.Sum();
            return new RunStep($"{planned} planned", planned, line.Kind, _run?.Kinds ?? []);
        });
        if (IsShown)
        {
            WriteObject(line);
        }
    }
}
