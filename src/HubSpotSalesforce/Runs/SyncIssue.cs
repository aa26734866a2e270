using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>What needs a look: an activity that was refused, or a field that both sides changed (R52).</summary>
public sealed record SyncIssue
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The settings key of its kind, or of its family when it was born in Salesforce.</summary>
    public required string Kind { get; init; }

    /// <summary>The code the API gave; the fault's name when it gave none, and for a conflict.</summary>
    public required string Code { get; init; }

    /// <summary>The fault, by its stable name.</summary>
    public required string Fault { get; init; }

    /// <summary>What the API said; of a conflict, what becomes of it.</summary>
    public required string Message { get; init; }

    /// <summary>When the activity happened, in UTC; null for a conflict.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>When it was last refused, or the conflict last seen, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How often it was sent and refused; 0 for a conflict.</summary>
    public required int Tries { get; init; }

    /// <summary>A hash of what was sent last, never its values; null when none was kept.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>The run that met it last.</summary>
    public required string RunId { get; init; }

    /// <summary>The activity's id where it was read; null for a conflict.</summary>
    public string? SourceId { get; init; }

    /// <summary>The Salesforce field that both sides changed; null unless it is a conflict.</summary>
    public string? Field { get; init; }

    /// <summary>The HubSpot property of that field; null unless it is a conflict.</summary>
    public string? Property { get; init; }

    /// <summary>What HubSpot said; null when that was nothing, and unless it is a conflict.</summary>
    public string? HubSpotValue { get; init; }

    /// <summary>What Salesforce said; null when that was nothing, and unless it is a conflict.</summary>
    public string? SalesforceValue { get; init; }

    /// <summary><c>HubSpot</c> or <c>Salesforce</c>, whose value stays, or <c>waiting</c> while a person has to choose; null unless it is a conflict.</summary>
    public string? Winner { get; init; }

    /// <summary>The activity's page in HubSpot; null when it has none of its own, and while that is not known.</summary>
    public string? HubSpotUrl { get; init; }

    /// <summary>The page of its task or event in Salesforce; null unless it was born there or is in conflict.</summary>
    public string? SalesforceUrl { get; init; }

    /// <summary>Returns the issue of a refused record.</summary>
    public static SyncIssue Of(IssueRecord issue, RecordLinks links) => new()
    {
        Key = issue.Key,
        Kind = issue.Kind,
        Code = issue.ApiCode ?? issue.Fault,
        Fault = issue.Fault,
        Message = issue.Message,
        OccurredAt = issue.OccurredAt,
        At = issue.At,
        Tries = issue.Tries,
        PayloadHash = issue.PayloadHash,
        RunId = issue.RunId,
        SourceId = issue.SourceId,
        HubSpotUrl = IsOfSalesforce(issue) ? null : links.HubSpot(issue.Kind, issue.SourceId),
        SalesforceUrl = IsOfSalesforce(issue) ? links.Salesforce(issue.SourceId) : null,
    };

    /// <summary>Returns the issue of a field that both sides changed.</summary>
    /// <param name="conflict">The conflict.</param>
    /// <param name="pair">The pair it is of; null where the store has none any more.</param>
    /// <param name="links">What leads to its records.</param>
    public static SyncIssue Of(ConflictRecord conflict, Pair? pair, RecordLinks links) => new()
    {
        Key = conflict.Key,
        Kind = conflict.Kind,
        Code = nameof(FaultKind.Conflict),
        Fault = nameof(FaultKind.Conflict),
        Message = Told(conflict),
        At = conflict.At,
        Tries = 0,
        RunId = conflict.RunId,
        Field = conflict.Field,
        Property = conflict.Property,
        HubSpotValue = conflict.HubSpot,
        SalesforceValue = conflict.Salesforce,
        Winner = (conflict.Winner ?? conflict.Take)?.ToString() ?? "waiting",
        HubSpotUrl = pair is null ? null : links.HubSpot(pair.Kind, pair.HubSpotId),
        SalesforceUrl = pair is null ? null : links.Salesforce(pair.SalesforceId),
    };

    /// <summary>What a run says of a conflict when it meets it first: it stops nothing.</summary>
    internal SyncException ToFault() => new(
        FaultKind.Conflict,
        Key,
        $"{(Field == RecordDraft.Deletion ? $"{Key} was deleted in Salesforce and edited in HubSpot ({Property})" : $"Both sides changed {Field} ({Property}) of {Key}")}, and both were left as they are. Choose with Resolve-SyncIssue -Take HubSpot or -Take Salesforce, or let both stay with -Ignore.");

    // The values have their own places; a sentence is what ends up in logs.
    private static string Told(ConflictRecord conflict) => conflict switch
    {
        { Winner: { } winner } => $"Both sides changed {conflict.Field} ({conflict.Property}). The value of {winner} stays; the other was overwritten.",
        { Field: RecordDraft.Deletion, Take: null } => $"It was deleted in Salesforce and edited in HubSpot ({conflict.Property}), and a person has to choose: Resolve-SyncIssue -Take.",
        { Take: { } take } => $"Both sides changed {conflict.Field} ({conflict.Property}). The value of {take} was chosen; the next run carries it over.",
        _ => $"Both sides changed {conflict.Field} ({conflict.Property}), and a person has to choose: Resolve-SyncIssue -Take.",
    };

    private static bool IsOfSalesforce(IssueRecord issue) => ActivityFamily.Find(issue.Kind) is not null;
}
