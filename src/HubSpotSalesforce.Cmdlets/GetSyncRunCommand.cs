using System.Management.Automation;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncRun: tells of earlier runs, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "SyncRun", DefaultParameterSetName = "Latest")]
[OutputType(typeof(SyncRun))]
public sealed class GetSyncRunCommand : RunLogCmdlet
{
    /// <summary>How many of the latest runs to give; 10 by default.</summary>
    [Parameter(ParameterSetName = "Latest")]
    [Alias("First")]
    [ValidateRange(1, int.MaxValue)]
    public int Latest { get; set; } = 10;

    /// <summary>The ids of the runs to give.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "RunId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public string[] RunId { get; set; } = [];

    /// <summary>Also gives the skips that were kept of each run, the last 10,000, as its Skips.</summary>
    [Parameter]
    public SwitchParameter IncludeSkip { get; set; }

    /// <summary>Gives of the skips only those with one of these codes, as Skips; -IncludeSkip goes without saying.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSkipCode]
    [ArgumentCompleter(typeof(SkipCodeCompleter))]
    public string[] SkipCode { get; set; } = [];

    /// <inheritdoc/>
    protected override void Take() => Look(async (log, cancel) =>
    {
        if (ParameterSetName == "Latest")
        {
            foreach (RunRecord run in await log.RunsAsync(Latest, cancel))
            {
                await ShowAsync(log, run, cancel);
            }
        }

        foreach (string id in RunId)
        {
            if (await log.RunAsync(id, cancel) is { } run)
            {
                await ShowAsync(log, run, cancel);
            }
            else
            {
                SyncException fault = new(FaultKind.NotFound, id, $"The store knows no run '{id}'. List the runs with Get-SyncRun.");
                Post(() => WriteError(Record(fault)));
            }
        }
    });

    private async Task ShowAsync(RunLog log, RunRecord run, CancellationToken cancel)
    {
        SkipRecord[]? skips = IncludeSkip || SkipCode.Length > 0
            ? [.. (await log.SkipsAsync(run.RunId, cancel)).Where(skip => SkipCode.Length == 0 || SkipCode.Contains(skip.Code, StringComparer.OrdinalIgnoreCase))]
            : null;
        SyncRun shown = SyncRun.Of(run, skips);
        Post(() => WriteObject(shown));
    }
}
