using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Resolve-SyncIssue: lets the next run send an activity again, or lets none send it.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "SyncIssue", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(IssueResolution))]
public sealed class ResolveSyncIssueCommand : RunLogCmdlet
{
    private readonly List<string> _keys = [];

    /// <summary>The keys of activities that were refused, or whose task was deleted in Salesforce.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Key { get; set; } = [];

    /// <summary>The next run reads the activity again and sends it, a task that was deleted in Salesforce included.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Retry")]
    public SwitchParameter Retry { get; set; }

    /// <summary>The issue is forgotten, and the activity is not sent unless it changes in HubSpot.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Ignore")]
    public SwitchParameter Ignore { get; set; }

    /// <summary>Gives the key of each activity and what becomes of it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private string Action => Retry ? "send again with the next run" : "forget the issue";

    /// <inheritdoc/>
    protected override void Take()
    {
        if (Retry || Ignore)
        {
            _keys.AddRange(Key.Where(key => ShouldProcess(key, Action)));
        }
    }

    // Together, because each time the store is taken costs as much as a hundred keys.
    /// <inheritdoc/>
    protected override void Finish()
    {
        if (_keys.Count > 0)
        {
            Look(async (log, cancel) =>
            {
                string[] unknown = await log.ResolveAsync(_keys, Retry, cancel);
                foreach (string key in PassThru ? _keys.Except(unknown) : [])
                {
                    Post(() => WriteObject(new IssueResolution(key, Action)));
                }

                foreach (string key in unknown)
                {
                    SyncException fault = new(FaultKind.NotFound, key, $"'{key}' has no issue, and no task that was deleted in Salesforce. Look with Get-SyncIssue and Get-SyncRecord.");
                    Post(() => WriteError(Record(fault)));
                }
            });
        }
    }
}
