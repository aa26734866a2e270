using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that plan and write activities: which of them, and by which rules.</summary>
/// <remarks>
/// Activities are taken as they come, a page at a time. What carries no more than a key or a contact's id (an issue, a plan line, an
/// object that came through a file or a job) names activities that are read again, all together at the end.
/// </remarks>
public abstract class ActivityCmdlet : SettingCmdlet
{
    private const int PageSize = 2_000;    // bounds memory, and fills ten requests of 200

    private readonly List<string> _keys = [];
    private readonly List<string> _contacts = [];
    private bool _tookObjects;

    /// <summary>The activities to take. Without any, and without a choice, it is what is new since the last run.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "Activity")]
    public Activity? InputObject { get; set; }

    /// <summary>The ids or addresses of HubSpot contacts whose activities are taken, instead of what is new.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Contact")]
    [ValidateNotNullOrEmpty]
    public string[] Contact { get; set; } = [];

    // Apart from Contact, because a line of a plan has a property of that name, and is about its activity alone.
    /// <summary>The ids of HubSpot contacts whose activities are taken, as contact links bring them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ContactId")]
    [Alias("ObjectId")]
    [ValidateNotNullOrEmpty]
    public string[] ContactId { get; set; } = [];

    /// <summary>The keys of single activities to take, instead of what is new.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ActivityKey")]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string[] ActivityKey { get; set; } = [];

    /// <summary>The kinds to take, of those that are on; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKind]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>Takes activities that lie outside the window of their contact, too.</summary>
    [Parameter]
    public SwitchParameter IgnoreWindow { get; set; }

    /// <summary>The activities of the page that is full.</summary>
    private protected List<Activity> Page { get; } = [];

    /// <summary>Whether activities themselves were piped in, and not what names them.</summary>
    private protected bool TakesObjects => MyInvocation.ExpectingInput && !Names;

    private bool Names => _keys.Count > 0 || _contacts.Count > 0;

    /// <summary>What is asked for, as far as all such cmdlets know.</summary>
    private protected RunRequest Choice => new()
    {
        SettingPath = SettingFile,
        Kinds = Kind,
        Contacts = [.. _contacts.Distinct()],
        ActivityKeys = [.. _keys.Distinct()],
        IgnoreWindow = IgnoreWindow,
    };

    /// <inheritdoc/>
    protected sealed override void Take()
    {
        if (ParameterSetName == "ActivityKey")
        {
            _keys.AddRange(ActivityKey);
        }
        else if (ParameterSetName == "Contact")
        {
            _contacts.AddRange(Contact);
        }
        else if (ParameterSetName == "ContactId")
        {
            _contacts.AddRange(ContactId);
        }
        else if (InputObject is { } activity)
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

    /// <summary>Returns the activity, if it was read on the side this cmdlet reads.</summary>
    private protected virtual Activity Fitting(Activity activity) => ActivityKind.Find(activity.Kind) is not null
        ? activity
        : throw new SyncException(FaultKind.PlanInvalid, activity.Key, $"'{activity.Key}' is a record of Salesforce. Pipe it into Sync-SalesforceActivityToHubSpot, or into New-SyncPlan -Direction ToHubSpot.");

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
