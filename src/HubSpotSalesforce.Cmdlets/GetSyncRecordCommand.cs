using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncRecord: tells which activity belongs to which record on the other side.</summary>
[Cmdlet(VerbsCommon.Get, "SyncRecord", DefaultParameterSetName = "All")]
[OutputType(typeof(SyncRecord))]
public sealed class GetSyncRecordCommand : RunLogCmdlet
{
    private const int PageSize = 1_000;    // what the store is asked for at once

    private readonly List<string> _page = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>The keys of the activities to give. Records and issues that are piped in bring theirs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Key")]
    [NamedBy(nameof(Key), LeavesWith = "RunId", Advice = "Give keys of activities, or objects with a property Key or RunId.")]
    [ValidateNotNullOrEmpty]
    public string[] Key { get; set; } = [];

    /// <summary>The run that made the tasks or was the last to write them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "RunId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public string? RunId { get; set; }

    /// <inheritdoc/>
    protected override void Take()
    {
        if (ParameterSetName != "Key")
        {
            Look(GiveAsync);
            return;
        }

        _page.AddRange(Key.Where(_seen.Add));
        if (_page.Count >= PageSize)
        {
            GivePage();
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (_page.Count > 0)
        {
            GivePage();
        }
    }

    private async Task GiveAsync(RunLog log, CancellationToken cancel)
    {
        RecordLinks links = await log.LinksAsync(cancel);
        await foreach (Pair pair in log.RecordsAsync(RunId, cancel))
        {
            Post(() => WriteObject(SyncRecord.Of(pair, links)));
        }
    }

    private void GivePage()
    {
        string[] keys = [.. _page];
        _page.Clear();
        Look(async (log, cancel) =>
        {
            RecordLinks links = await log.LinksAsync(cancel);
            Dictionary<string, Pair> found = (await log.RecordsAsync(keys, cancel)).ToDictionary(pair => pair.Key);
            foreach (string key in keys)
            {
                Post(() => Show(key, found.GetValueOrDefault(key), links));
            }
        });
    }

    private void Show(string key, Pair? pair, RecordLinks links)
    {
        if (pair is not null)
        {
            WriteObject(SyncRecord.Of(pair, links));
        }
        else
        {
            WriteError(Record(new SyncException(FaultKind.NotFound, key, $"The store knows no counterpart of '{Shown.Of(key, 60)}'. Ask why with New-SyncPlan -ActivityKey '{Shown.Of(key, 60)}'.")));
        }
    }
}
