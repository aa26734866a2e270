using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncRecord: tells which activity belongs to which record on the other side.</summary>
[Cmdlet(VerbsCommon.Get, "SyncRecord", DefaultParameterSetName = "All")]
[OutputType(typeof(SyncRecord))]
public sealed class GetSyncRecordCommand : RunLogCmdlet
{
    /// <summary>The keys of the activities to give.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Key")]
    [ValidateNotNullOrEmpty]
    public string[] Key { get; set; } = [];

    /// <summary>The run that made the tasks or was the last to write them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "RunId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public string? RunId { get; set; }

    /// <inheritdoc/>
    protected override void Take() => Look(async (log, cancel) =>
    {
        RecordLinks links = await log.LinksAsync(cancel);
        if (ParameterSetName == "Key")
        {
            await ShowAsync(log, links, cancel);
            return;
        }

        await foreach (Pair pair in log.RecordsAsync(RunId, cancel))
        {
            Post(() => WriteObject(SyncRecord.Of(pair, links)));
        }
    });

    private async Task ShowAsync(RunLog log, RecordLinks links, CancellationToken cancel)
    {
        Dictionary<string, Pair> found = (await log.RecordsAsync(Key, cancel)).ToDictionary(pair => pair.Key);
        foreach (string key in Key.Distinct())
        {
            if (found.TryGetValue(key, out Pair? pair))
            {
                Post(() => WriteObject(SyncRecord.Of(pair, links)));
            }
            else
            {
                SyncException fault = new(FaultKind.NotFound, key, $"The store knows no counterpart of '{key}'. Ask why with New-SyncPlan -ActivityKey '{key}'.");
                Post(() => WriteError(Record(fault)));
            }
        }
    }
}
