using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Resolve-SyncIssue: lets the next run send an activity again, lets none send it, or chooses a side in a conflict.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "SyncIssue", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(IssueResolution))]
public sealed class ResolveSyncIssueCommand : IssueCmdlet
{
    private readonly List<IssueChoice> _choices = [];

    /// <summary>The keys of activities that were refused, whose counterpart was deleted, or of which both sides changed a field.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IssueKeyCompleter))]
    public string[] Key { get; set; } = [];

    /// <summary>The next run reads the activity again and sends it, one whose counterpart was deleted included.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Retry")]
    [ValidateOn(nameof(Retry))]
    public SwitchParameter Retry { get; set; }

    /// <summary>The issue is forgotten, and the activity is not sent unless it changes again; of a conflict both values stay, until one side is edited again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Ignore")]
    [ValidateOn(nameof(Ignore))]
    public SwitchParameter Ignore { get; set; }

    /// <summary>The side whose value stays where both changed a field and a person has to choose: the next run carries it to the other side.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Take")]
    [ValidateSet("HubSpot", "Salesforce")]
    public new string Take { get; set; } = "";

    /// <summary>The Salesforce field of the conflict; all of the activity's conflicts by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Take")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Ignore")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ConflictFieldCompleter))]
    public string? Field { get; set; }

    /// <summary>Gives the key of each activity and what becomes of it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private string Does => Retry ? IssueChoice.Retry : Ignore ? IssueChoice.Ignore : Take;

    private protected override void TakeIssue()
    {
        IEnumerable<IssueChoice> choices = Key.Select(key => new IssueChoice(key, string.IsNullOrEmpty(Field) ? null : Field, Does));
        _choices.AddRange(choices.Where(choice => ShouldProcess(choice.Key, choice.Action)));
    }

    // Together, because each time the store is taken costs as much as a hundred keys.
    /// <inheritdoc/>
    protected override void Finish()
    {
        if (_choices.Count > 0)
        {
            Look(async (log, cancel) =>
            {
                IssueChoice[] unknown = await log.ResolveAsync(_choices, cancel);
                foreach (IssueChoice choice in PassThru ? _choices.Except(unknown) : [])
                {
                    Post(() => WriteObject(new IssueResolution(choice.Key, choice.Action)));
                }

                foreach (IssueChoice choice in unknown)
                {
                    Post(() => WriteError(Record(new SyncException(FaultKind.NotFound, choice.Key, Missing(choice)))));
                }
            });
        }
    }

    private static string Missing(IssueChoice choice) => choice.Does is IssueChoice.Retry or IssueChoice.Ignore
        ? $"'{choice.Key}' has no issue{(choice.Field is null ? "" : $" of {choice.Field}")}, and no counterpart that was deleted. Look with Get-SyncIssue and Get-SyncRecord."
        : $"'{choice.Key}' has no conflict{(choice.Field is null ? "" : $" of {choice.Field}")} that waits for a choice. Look with Get-SyncIssue -Code Conflict.";
}
