using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>New-SyncPlan: says of each activity what a run would do with it, and why; writes nothing to either side.</summary>
[Cmdlet(VerbsCommon.New, "SyncPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = "New")]
[OutputType(typeof(PlanLine), typeof(FileInfo))]
public sealed class NewSyncPlanCommand : ActivityCmdlet
{
    private const string ToSalesforce = "ToSalesforce";
    private const string ToHubSpot = "ToHubSpot";
    private const string Both = "Both";

    private readonly SortedDictionary<string, int> _actions = new(StringComparer.Ordinal) { ["create"] = 0, ["delete"] = 0, ["skip"] = 0, ["update"] = 0 };
    private readonly RunProgress _progress = new("Plan");
    private bool? _isConsented;
    private PlanWriter? _file;
    private DirectedRun? _run;

    /// <summary>Which way is planned: what HubSpot has for Salesforce, what Salesforce has for HubSpot, or both. Keys that are piped in or named choose their way themselves.</summary>
    [Parameter]
    [ValidateSet(ToSalesforce, ToHubSpot, Both)]
    public string Direction { get; set; } = ToSalesforce;

    /// <summary>The families of Salesforce to take, of those that are on; all of them by default.</summary>
    [Parameter]
    [ValidateSet("tasks", "emails", "calls", "meetings")]
    public string[] Family { get; set; } = [];

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

    private string Deletes => _actions["delete"] == 0 ? "" : $"{_actions["delete"]} to delete, ";

    private bool IsShown => OutFile is null || PassThru;

    // Keys that are named or piped in may be of either side where nobody says the way.
    private bool IsOneWay => IsGiven(nameof(Direction)) || !(MyInvocation.ExpectingInput || IsGiven(nameof(ActivityKey)));

    private protected override SyncException? Contradiction => this switch
    {
        { OutFile: null } when Force || PassThru => new SyncException(FaultKind.PlanInvalid, "OutFile", "-Force and -PassThru are about the file of a plan. Say with -OutFile which, or leave them out."),
        { Direction: ToHubSpot } when IsGiven(nameof(Kind)) || IsGiven(nameof(IgnoreWindow)) => new SyncException(FaultKind.PlanInvalid, Direction, "-Kind and -IgnoreWindow are about what HubSpot has for Salesforce. Leave them out with -Direction ToHubSpot; -Family chooses there."),
        { Direction: ToSalesforce, IsOneWay: true } when IsGiven(nameof(Family)) => new SyncException(FaultKind.PlanInvalid, Direction, "-Family is about what Salesforce has for HubSpot. Say -Direction ToHubSpot or Both, or choose with -Kind."),
        _ => null,
    };

    /// <inheritdoc/>
    protected override void Finish()
    {
        base.Finish();
        if (OpenFile()?.Complete() is { } saved && !IsShown)
        {
            WriteFile(saved);
        }

        _progress.Complete(this);
        Milestone("Plan", $"Plan: {_actions["create"]} to create, {_actions["update"]} to update, {Deletes}{_actions["skip"]} to skip.");
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

    private protected override Activity Fitting(Activity activity) => Direction switch
    {
        ToSalesforce => base.Fitting(activity),
        ToHubSpot => SyncSalesforceActivityToHubSpotCommand.OfSalesforce(activity),
        _ => throw new SyncException(FaultKind.PlanInvalid, activity.Key, "Activities that are piped in go one way. Say -Direction ToSalesforce or -Direction ToHubSpot."),
    };

    private protected override void Carry()
    {
        PlanWriter? file = OpenFile();
        if (!IsShown && file is null)
        {
            return;
        }

        // A plan writes nothing, so what is not there keeps nothing else from being planned.
        RunRequest request = Choice with { PlanOnly = true, Kinds = [.. Kind, .. Family], GoesPastMissing = true };
        if (request.Contacts.Length > 0 && Direction != ToSalesforce)
        {
            throw new SyncException(FaultKind.PlanInvalid, Direction, "The activities of a contact are read from HubSpot. Leave -Direction out, or name single activities with -ActivityKey.");
        }

        bool takesObjects = TakesObjects;
        RunHost host = NewHost();
        Run(async cancel =>
        {
            if (takesObjects)
            {
                DirectedRun run = _run ??= await OpenAsync(request, Direction, host, cancel);
                await ShowAsync(run, run.PlanAsync(Page, cancel), file, cancel);
            }
            else if (Direction == Both && request.ActivityKeys.Length == 0)
            {
                await using BothWays both = await BothWays.OpenAsync(request, host, cancel);
                both.Warned += warning => Post(() => WriteWarning(warning));
                await both.EachAsync(run => ShowAsync(run, run.PlanRequestAsync(cancel), file, cancel), cancel);
            }
            else
            {
                foreach ((string direction, RunRequest one) in Ways(request))
                {
                    await using DirectedRun run = await OpenAsync(one, direction, host, cancel);
                    await ShowAsync(run, run.PlanRequestAsync(cancel), file, cancel);
                }
            }
        });
    }

    // A key tells where its activity was born, so nobody has to say which way it goes; who says it, is heard.
    private IEnumerable<(string Direction, RunRequest Request)> Ways(RunRequest request)
    {
        if (request.ActivityKeys.Length == 0 || (Direction != Both && MyInvocation.BoundParameters.ContainsKey(nameof(Direction))))
        {
            return [(Direction, request)];
        }

        ILookup<bool, string> keys = request.ActivityKeys.ToLookup(Activities.ActivityKey.IsOfRecord);
        return new[] { (ToSalesforce, request with { ActivityKeys = [.. keys[false]] }), (ToHubSpot, request with { ActivityKeys = [.. keys[true]] }) }
            .Where(way => way.Item2.ActivityKeys.Length > 0);
    }

    private async Task<DirectedRun> OpenAsync(RunRequest request, string direction, RunHost host, CancellationToken cancel)
    {
        DirectedRun run = direction == ToHubSpot ? await RecordRun.OpenAsync(request, host, cancel) : await TimelineRun.OpenAsync(request, host, cancel);
        run.Warned += warning => Post(() => WriteWarning(warning));
        run.Missed += fault => Post(() => WriteError(Record(fault)));
        return run;
    }

    private async Task ShowAsync(DirectedRun run, IAsyncEnumerable<Decision> plan, PlanWriter? file, CancellationToken cancel)
    {
        await foreach (Decision decision in plan.WithCancellation(cancel))
        {
            PlanLine line = PlanLine.Of(decision, run.Target);
            file?.Add(line);
            Post(() => Show(line, run.Kinds));
        }
    }

    // Refused before anything is read, when the file is there already.
    private PlanWriter? OpenFile()
    {
        if (OutFile is null)
        {
            return null;
        }

        string path = this.FullPath(OutFile);
        _isConsented ??= ShouldProcess(path, "write plan");
        return _isConsented.Value ? _file ??= PlanWriter.Create(path, Force) : null;
    }

    private void Show(PlanLine line, string[] kinds)
    {
        _actions[line.Action]++;
        _progress.Show(this, () =>
        {
            int planned = _actions.Values.Sum();
            return new RunStep($"{planned} planned", planned, line.Kind, kinds);
        });
        if (IsShown)
        {
            WriteObject(line);
        }
    }
}
