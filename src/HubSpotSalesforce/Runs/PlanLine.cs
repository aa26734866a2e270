using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>What a plan says about one activity, as a line that people and scripts read.</summary>
public sealed record PlanLine
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The settings key of its kind, or of its family when it is a record of Salesforce.</summary>
    public required string Kind { get; init; }

    /// <summary>The side the plan writes to: <c>Salesforce</c> or <c>HubSpot</c>.</summary>
    public string Target { get; init; } = nameof(Side.Salesforce);

    /// <summary><c>create</c>, <c>update</c>, <c>delete</c> or <c>skip</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Why, as a stable code.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The HubSpot contact's id; null when there is none.</summary>
    public string? Contact { get; init; }

    /// <summary>The lead's or contact's id in Salesforce; null when nothing is written to one.</summary>
    public string? Who { get; init; }

    /// <summary>The subject of the task or HubSpot activity; empty when none is written.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When the activity happened, in UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The contacts that sync and get no task (R28), highest id first.</summary>
    public string[] LeftOut { get; init; } = [];

    /// <summary>What was cut or replaced, each as a sentence.</summary>
    public string[] Notes { get; init; } = [];

    /// <summary>The activity's id where it was read.</summary>
    public required string SourceId { get; init; }

    /// <summary>A hash of what would be written, by which an applied plan is checked (O27); null for a skip.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The activity as JSON, for sources that cannot be asked for one activity again; null for CRM objects and skips.</summary>
    public string? Payload { get; init; }

    /// <summary>Returns the line of a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="target">The side that its run writes to.</param>
    public static PlanLine Of(Decision decision, Side target = Side.Salesforce) => new()
    {
        Key = decision.Activity.Key,
        Kind = decision.Activity.Kind,
        Target = target.ToString(),
        Action = decision.Action,
        Reason = decision.Code,
        Sentence = decision.Reason,
        Contact = decision.Contact?.ObjectId.ToString(CultureInfo.InvariantCulture),
        Who = decision.Contact?.SalesforceId,
        Subject = decision.Subject,
        OccurredAt = decision.Activity.OccurredAt,
        SourceId = decision.Activity.SourceId,
        Fingerprint = decision is Change change ? ChangeFingerprint.Of(change) : null,
        Payload = decision is Change ? ActivityPayload.Of(decision.Activity) : null,
        LeftOut = (decision as Change)?.LeftOut ?? [],
        Notes = (decision as Change)?.Notes ?? [],
    };
}
