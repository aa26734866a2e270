using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that plan and write activities of either side: which of them.</summary>
/// <remarks>
/// Activities are taken as they come, a page at a time. What carries no more than a key or a contact's id (an issue, a plan line, an
/// object that came through a file or a job) names activities that are read again, all together at the end. Of those that a pipeline names,
/// one that is not there, or that goes the other way, does not keep the others; of those that somebody wrote, it stops the run.
/// </remarks>
public abstract class PageCmdlet : ConnectedCmdlet
{
    private const int PageSize = 2_000;    // bounds memory, and fills ten requests of 200, or twenty of 100

    private readonly List<string> _keys = [];
    private bool _tookObjects;

    /// <summary>The activities to take. Without any, and without a choice, it is what is new since the last run.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "Activity")]
    public Activity? InputObject { get; set; }

    /// <summary>The keys of single activities to take, instead of what is new.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ActivityKey")]
    [Alias("Key")]
    [NamedBy(LeavesWith = "*", Advice = "Give keys of activities, such as hs-call-7001.")]
    [ArgumentCompleter(typeof(IssueKeyCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ActivityKey { get; set; } = [];

    /// <summary>The activities of the page that is full.</summary>
    private protected List<Activity> Page { get; } = [];

    /// <summary>Whether activities themselves were piped in, and not what names them.</summary>
    private protected bool TakesObjects => MyInvocation.ExpectingInput && !Names;

    /// <summary>Whether anything was named that is to be read again.</summary>
    private protected virtual bool Names => _keys.Count > 0;

    /// <inheritdoc/>
    /// <remarks>The total of <c>-WhatIf</c> is told of nothing, too.</remarks>
    private protected override bool FinishesUnfed => true;

    /// <summary>What is asked for, as far as all such cmdlets know.</summary>
    private protected virtual RunRequest Choice => new() { SettingPath = SettingFile, ActivityKeys = [.. _keys.Distinct()], GoesPastMissing = MyInvocation.ExpectingInput };

    /// <inheritdoc/>
    protected sealed override void Take()
    {
        TakeNames();
        if (ParameterSetName == "Activity" && InputObject is { } activity)
        {
            Page.Add(Fitting(activity));
        }

        if (Page.Count == PageSize)
        {
            CarryPage();
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        // A pipeline that brought nothing asks for nothing.
        if (Page.Count > 0 || Names || !MyInvocation.ExpectingInput)
        {
            CarryPage();
        }
    }

    /// <summary>Keeps what the pipeline's object names.</summary>
    private protected virtual void TakeNames() => _keys.AddRange(ParameterSetName == "ActivityKey" ? ActivityKey : []);

    /// <summary>Returns the activity, if it was read on the side this cmdlet reads.</summary>
    private protected abstract Activity Fitting(Activity activity);

    /// <summary>Plans or writes the page, or what the choice names.</summary>
    private protected abstract void Carry();

    private void CarryPage()
    {
        _tookObjects |= Page.Count > 0;
        if (_tookObjects && Names)
        {
            throw new SyncException(FaultKind.PlanInvalid, "pipeline", "Activities and objects that only name some came through one pipeline. Pipe them one after the other.");
        }

        Carry();
        Page.Clear();
    }
}
