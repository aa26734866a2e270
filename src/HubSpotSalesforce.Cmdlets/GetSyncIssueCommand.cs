using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncIssue: tells which activities were refused, and which fields both sides changed, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "SyncIssue")]
[OutputType(typeof(SyncIssue))]
public sealed class GetSyncIssueCommand : RunLogCmdlet
{
    /// <summary>The kinds and families to give; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKind(TakesFamilies = true)]
    [ArgumentCompleter(typeof(KindOrFamilyCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>The codes to give, with wildcards, Conflict among them; all of them by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(IssueCodeCompleter))]
    public string[] Code { get; set; } = ["*"];

    /// <summary>The run that met them last; any by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public string? RunId { get; set; }

    /// <inheritdoc/>
    protected override void Take() => Look(async (log, cancel) =>
    {
        WildcardPattern[] codes = [.. Code.Select(code => new WildcardPattern(code, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];
        RecordLinks links = await log.LinksAsync(cancel);
        IEnumerable<SyncIssue> refused = (await log.IssuesAsync(int.MaxValue, cancel)).Select(issue => SyncIssue.Of(issue, links));
        IEnumerable<SyncIssue> conflicts = (await log.ConflictsAsync(cancel)).Select(SyncIssue.Of);
        foreach (SyncIssue issue in refused.Concat(conflicts).OrderByDescending(issue => issue.At))
        {
            if (codes.Any(code => code.IsMatch(issue.Code)) && (RunId is null || issue.RunId == RunId) && (Kind.Length == 0 || Kind.Contains(issue.Kind, StringComparer.OrdinalIgnoreCase)))
            {
                Post(() => WriteObject(issue));
            }
        }
    });
}
