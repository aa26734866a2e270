using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Resolve-SyncIssue: lets the next run send an activity again, or lets none send it.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "SyncIssue", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
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

    /// <inheritdoc/>
    protected override void Take()
    {
        if (Retry || Ignore)
        {
            string action = Retry ? "send again with the next run" : "forget the issue";
            _keys.AddRange(Key.Where(key => ShouldProcess(key, action)));
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
                foreach (string key in await log.ResolveAsync(_keys, Retry, cancel))
                {
                    SyncException fault = new(FaultKind.NotFound, key, $"'{key}' has no issue, and no task that was deleted in Salesforce. Look with Get-SyncIssue and Get-SyncRecord.");
                    Post(() => WriteError(Record(fault)));
                }
            });
        }
    }
}
