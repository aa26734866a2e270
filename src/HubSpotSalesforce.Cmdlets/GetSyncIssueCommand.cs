using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncIssue: tells which activities were refused, and which fields both sides changed, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "SyncIssue", DefaultParameterSetName = "All")]
[OutputType(typeof(SyncIssue))]
public sealed class GetSyncIssueCommand : RunLogCmdlet
{
    private readonly HashSet<string> _keys = [];

    /// <summary>The keys of the activities whose issues are given. Records and issues that are piped in bring theirs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Key")]
    [NamedBy(nameof(Key), LeavesWith = "RunId", Advice = "Give keys of activities, or objects with a property Key or RunId.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IssueKeyCompleter))]
    public string[] Key { get; set; } = [];

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
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "RunId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public string? RunId { get; set; }

    /// <inheritdoc/>
    protected override void Take()
    {
        if (ParameterSetName == "Key")
        {
            _keys.UnionWith(Key);
        }
        else
        {
            Look((log, cancel) => GiveAsync(log, issue => RunId is null || issue.RunId == RunId, cancel));
        }
    }

    // Together: each look goes through all issues, and the newest comes first.
    /// <inheritdoc/>
    protected override void Finish()
    {
        if (_keys.Count > 0)
        {
            Look((log, cancel) => GiveAsync(log, issue => _keys.Contains(issue.Key), cancel));
        }
    }

    private async Task GiveAsync(RunLog log, Func<SyncIssue, bool> isMeant, CancellationToken cancel)
    {
        WildcardPattern[] codes = [.. Code.Select(code => new WildcardPattern(code, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];
        RecordLinks links = await log.LinksAsync(cancel);
        IEnumerable<SyncIssue> refused = (await log.IssuesAsync(int.MaxValue, cancel)).Select(issue => SyncIssue.Of(issue, links));
        IReadOnlyList<ConflictRecord> fields = await log.ConflictsAsync(cancel);
        Dictionary<string, Pair> pairs = (await log.RecordsAsync([.. fields.Select(conflict => conflict.Key).Distinct()], cancel)).ToDictionary(pair => pair.Key);
        IEnumerable<SyncIssue> conflicts = fields.Select(conflict => SyncIssue.Of(conflict, pairs.GetValueOrDefault(conflict.Key), links));
        SyncIssue[] all = [.. refused.Concat(conflicts).OrderByDescending(issue => issue.At)];
        WarnOfUnknown(await log.IssueCodesAsync(cancel), all);
        foreach (SyncIssue issue in all)
        {
            if (isMeant(issue) && codes.Any(code => code.IsMatch(issue.Code)) && (Kind.Length == 0 || Kind.Contains(issue.Kind, StringComparer.OrdinalIgnoreCase)))
            {
                Post(() => WriteObject(issue));
            }
        }
    }

    // A code that nothing has ever had is a slip of the pen, and looks like good news.
    private void WarnOfUnknown((string Code, int Count)[] codes, SyncIssue[] all)
    {
        string[] known = [.. codes.Select(code => code.Code).Union(all.Select(issue => issue.Code))];
        string[] faults = [.. ErrorCatalogue.All.Select(entry => entry.Id)];
        foreach (string code in Code.Where(code => !WildcardPattern.ContainsWildcardCharacters(code) && !known.Concat(faults).Contains(code, StringComparer.OrdinalIgnoreCase)))
        {
            Post(() => WriteWarning($"No issue has the code {code}, nor is it one that is known: {string.Join(", ", known.Order(StringComparer.Ordinal))}, and the ids of errors."));
        }
    }
}
