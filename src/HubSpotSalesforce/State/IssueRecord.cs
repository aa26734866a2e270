namespace HubSpotSalesforce.State;

/// <summary>A record the other side refused.</summary>
public sealed record IssueRecord
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind's settings key.</summary>
    public required string Kind { get; init; }

    /// <summary>HubSpot's id of the activity.</summary>
    public required string SourceId { get; init; }

    /// <summary>The fault, by its stable name.</summary>
    public required string Fault { get; init; }

    /// <summary>The code the API gave; null when it gave none.</summary>
    public string? ApiCode { get; init; }

    /// <summary>What the API said.</summary>
    public required string Message { get; init; }

    /// <summary>When the activity happened, in UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The activity as JSON, for a source that cannot be asked for one record again; null for CRM objects.</summary>
    public string? Payload { get; init; }

    /// <summary>A hash of what was sent: another one means that it was refused for something else; null for issues older than this.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>When it was last refused, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How often it was sent and refused.</summary>
    public required int Tries { get; init; }

    /// <summary>The run that met it last.</summary>
    public required string RunId { get; init; }
}
