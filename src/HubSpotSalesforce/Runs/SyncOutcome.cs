using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>What became of one change, as it leaves the pipeline.</summary>
public sealed record SyncOutcome
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind's settings key.</summary>
    public required string Kind { get; init; }

    /// <summary><c>created</c>, <c>updated</c>, <c>deleted</c>, <c>failed</c>, or <c>gone</c> for an update whose task was deleted in Salesforce.</summary>
    public required string Status { get; init; }

    /// <summary>The type of record that was written: <c>Task</c> or <c>Event</c>, or a HubSpot object type such as <c>calls</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The id of the task or event in Salesforce; null when it was refused.</summary>
    public string? SalesforceId { get; init; }

    /// <summary>The id of the activity in HubSpot; null when it was refused there.</summary>
    public string? HubSpotId { get; init; }

    /// <summary>The lead's or contact's id; null for updates, which leave it alone.</summary>
    public string? Who { get; init; }

    /// <summary>The task's subject.</summary>
    public required string Subject { get; init; }

    /// <summary>When the activity happened, in UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>How many this run has written so far, this one included.</summary>
    public required int Done { get; init; }

    /// <summary>The change.</summary>
    public required Change Change { get; init; }

    /// <summary>Why it was refused; null when it was written.</summary>
    public SyncException? Fault { get; init; }

    internal static SyncOutcome Of(Outcome outcome, int done) => new()
    {
        Key = outcome.Change.Activity.Key,
        Kind = outcome.Change.Activity.Kind,
        Status = outcome.Fault is not null ? "failed" : outcome is { IsGone: true, Change.Action: Change.Update } ? "gone" : outcome.Change.Action + "d",
        Target = outcome.Change.Target,
        SalesforceId = IsToHubSpot(outcome) ? outcome.Change.Activity.SourceId : outcome.RecordId,
        HubSpotId = IsToHubSpot(outcome) ? outcome.RecordId : outcome.Change.Pair?.HubSpotId ?? outcome.Change.Activity.SourceId,
        Who = outcome.Change.Contact?.SalesforceId,
        Subject = outcome.Change.Subject,
        OccurredAt = outcome.Change.Activity.OccurredAt,
        Done = done,
        Change = outcome.Change,
        Fault = outcome.Fault,
    };

    private static bool IsToHubSpot(Outcome outcome) => ActivityFamily.Find(outcome.Change.Target) is not null;
}
