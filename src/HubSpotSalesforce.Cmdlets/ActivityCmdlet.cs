using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that plan and write activities of HubSpot: of whom, of which kinds, and by which rules.</summary>
public abstract class ActivityCmdlet : PageCmdlet
{
    private readonly List<string> _contacts = [];

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

    /// <summary>The kinds to take, of those that are on; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKind]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>Takes activities that lie outside the window of their contact, too.</summary>
    [Parameter]
    public SwitchParameter IgnoreWindow { get; set; }

    private protected override bool Names => base.Names || _contacts.Count > 0;

    private protected override RunRequest Choice => base.Choice with { Kinds = Kind, Contacts = [.. _contacts.Distinct()], IgnoreWindow = IgnoreWindow };

    private protected override void TakeNames()
    {
        base.TakeNames();
        _contacts.AddRange(ParameterSetName switch
        {
            "Contact" => Contact,
            "ContactId" => ContactId,
            _ => [],
        });
    }

    private protected override Activity Fitting(Activity activity) => ActivityKind.Find(activity.Kind) is not null
        ? activity
        : throw new SyncException(FaultKind.PlanInvalid, activity.Key, $"'{activity.Key}' is a record of Salesforce. Pipe it into Sync-SalesforceActivityToHubSpot, or into New-SyncPlan -Direction ToHubSpot.");
}
