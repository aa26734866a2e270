using System.Management.Automation;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncIssue: tells which activities Salesforce refused, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "SyncIssue")]
[OutputType(typeof(SyncIssue))]
public sealed class GetSyncIssueCommand : RunLogCmdlet
{
    /// <summary>The kinds to give; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKind]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>The codes to give, with wildcards; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(IssueCodeCompleter))]
    public string[] Code { get; set; } = ["*"];

    /// <summary>The run that met the refusals last; any by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public string? RunId { get; set; }

    /// <inheritdoc/>
    protected override void Take() => Look(async (log, cancel) =>
    {
        WildcardPattern[] codes = [.. Code.Select(code => new WildcardPattern(code, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];
        RecordLinks links = await log.LinksAsync(cancel);
        foreach (IssueRecord record in await log.IssuesAsync(int.MaxValue, cancel))
        {
            SyncIssue issue = SyncIssue.Of(record, links);
            if (codes.Any(code => code.IsMatch(issue.Code)) && (RunId is null || issue.RunId == RunId) && (Kind.Length == 0 || Kind.Contains(issue.Kind, StringComparer.OrdinalIgnoreCase)))
            {
                Post(() => WriteObject(issue));
            }
        }
    });
}
