using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>New-SyncPlan: says of each activity what a run would do with it, and why; writes nothing to either side.</summary>
[Cmdlet(VerbsCommon.New, "SyncPlan", SupportsShouldProcess = true, DefaultParameterSetName = "New")]
[OutputType(typeof(PlanLine), typeof(FileInfo))]
public sealed class NewSyncPlanCommand : SettingCmdlet
{
    private const int PageSize = 2_000;    // bounds memory

    private readonly List<Activity> _page = [];
    private readonly SortedDictionary<string, int> _actions = new(StringComparer.Ordinal) { ["create"] = 0, ["skip"] = 0, ["update"] = 0 };
    private readonly RunProgress _progress = new("Plan");
    private bool? _isConsented;
    private PlanWriter? _file;
    private TimelineRun? _run;

    /// <summary>The activities to plan. Without any, and without a choice, the plan is that of the next run.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "Activity")]
    public Activity? InputObject { get; set; }

    /// <summary>The ids or addresses of HubSpot contacts whose activities are planned, instead of what is new.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Contact")]
    [ValidateNotNullOrEmpty]
    public string[] Contact { get; set; } = [];

    /// <summary>The keys of single activities to plan, instead of what is new.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ActivityKey")]
    [ValidateNotNullOrEmpty]
    public string[] ActivityKey { get; set; } = [];

    /// <summary>The kinds to take, of those that are on; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKind]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>Plans activities that lie outside the window of their contact, too.</summary>
    [Parameter]
    public SwitchParameter IgnoreWindow { get; set; }

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
    protected override void Take()
    {
        if (InputObject is { } activity)
        {
            _page.Add(activity);
        }

        if (_page.Count == PageSize)
        {
            Plan();
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (_page.Count > 0 || !MyInvocation.ExpectingInput)
        {
            Plan();
        }

        if (OpenFile()?.Complete() is { } saved && !IsShown)
        {
            WriteObject(saved);
        }

        _progress.Complete(this);
        WriteInformation($"Plan: {_actions["create"]} to create, {_actions["update"]} to update, {_actions["skip"]} to skip.", ["HubSpotSalesforce", "Plan"]);
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

    private void Plan()
    {
        PlanWriter? file = OpenFile();
        RunRequest request = Request();
        RunHost host = NewHost();
        if (IsShown || file is not null)
        {
            Run(async cancel =>
            {
                TimelineRun run = _run ??= await OpenAsync(request, host, cancel);
                await foreach (Decision decision in MyInvocation.ExpectingInput ? run.PlanAsync(_page, cancel) : run.PlanRequestAsync(cancel))
                {
                    PlanLine line = PlanLine.Of(decision);
                    file?.Add(line);
                    Post(() => Show(line));
                }
            });
        }

        _page.Clear();
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

    private RunRequest Request() => new()
    {
        SettingPath = SettingFile,
        PlanOnly = true,
        Kinds = Kind,
        Contacts = Contact,
        ActivityKeys = ActivityKey,
        IgnoreWindow = IgnoreWindow,
    };

    private void Show(PlanLine line)
    {
        _actions[line.Action]++;
        _progress.Show(this, () => $"{_actions.Values.Sum()} planned");
        if (IsShown)
        {
            WriteObject(line);
        }
    }
}
