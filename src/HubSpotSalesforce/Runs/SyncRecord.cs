using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>An activity and its task, as the store knows them.</summary>
public sealed record SyncRecord
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind's settings key.</summary>
    public required string Kind { get; init; }

    /// <summary>HubSpot's id of the activity.</summary>
    public required string SourceId { get; init; }

    /// <summary>The task's 18-character id.</summary>
    public required string SalesforceId { get; init; }

    /// <summary>Whether the task was deleted in Salesforce: it is not made again (O5).</summary>
    public bool IsGone { get; init; }

    /// <summary>The run that made the task; null when it was adopted.</summary>
    public string? RunId { get; init; }

    /// <summary>The activity's page in HubSpot; null when it has none of its own.</summary>
    public string? HubSpotUrl { get; init; }

    /// <summary>The task's page in Salesforce; null when the task is gone.</summary>
    public string? SalesforceUrl { get; init; }

    /// <summary>Returns the record of a pair.</summary>
    public static SyncRecord Of(Pair pair, RecordLinks links) => new()
    {
        Key = pair.Key,
        Kind = pair.Kind,
        SourceId = pair.HubSpotId,
        SalesforceId = pair.SalesforceId,
        IsGone = pair.IsGone,
        RunId = pair.RunId,
        HubSpotUrl = links.HubSpot(pair.Kind, pair.HubSpotId),
        SalesforceUrl = pair.IsGone ? null : links.Salesforce(pair.SalesforceId),
    };
}
