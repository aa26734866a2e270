using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>An activity whose task was refused, and why.</summary>
public sealed record SyncIssue
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind's settings key.</summary>
    public required string Kind { get; init; }

    /// <summary>The code the API gave; the fault's name when it gave none.</summary>
    public required string Code { get; init; }

    /// <summary>The fault, by its stable name.</summary>
    public required string Fault { get; init; }

    /// <summary>What the API said.</summary>
    public required string Message { get; init; }

    /// <summary>When the activity happened, in UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was last refused, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How often it was sent and refused, at least 1.</summary>
    public required int Tries { get; init; }

    /// <summary>A hash of what was sent last, never its values; null when none was kept.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>The run that met it last.</summary>
    public required string RunId { get; init; }

    /// <summary>HubSpot's id of the activity.</summary>
    public required string SourceId { get; init; }

    /// <summary>The activity's page in HubSpot; null when it has none of its own.</summary>
    public string? HubSpotUrl { get; init; }

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
        HubSpotUrl = links.HubSpot(issue.Kind, issue.SourceId),
    };
}
