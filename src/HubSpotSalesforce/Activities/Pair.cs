namespace HubSpotSalesforce.Activities;

/// <summary>An activity and its task: which belong together, and what both said last.</summary>
public sealed record Pair
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind's settings key.</summary>
    public required string Kind { get; init; }

    /// <summary>HubSpot's id of the activity.</summary>
    public required string SourceId { get; init; }

    /// <summary>The task's 18-character id.</summary>
    public required string SalesforceId { get; init; }

    /// <summary>A hash of all that was read of the activity when it was last written.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Per mapped field, the value both sides held after the last write, in canonical form (O6).</summary>
    public required IReadOnlyDictionary<string, string?> Base { get; init; }

    /// <summary>Whether the task was deleted in Salesforce: it is not made again (O5).</summary>
    public bool IsGone { get; init; }

    /// <summary>The run that made the task; null when it was adopted.</summary>
    public string? RunId { get; init; }
}
