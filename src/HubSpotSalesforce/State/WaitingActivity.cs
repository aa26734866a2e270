namespace HubSpotSalesforce.State;

/// <summary>An activity that could not be written yet, and is looked at again by every run (O3).</summary>
public sealed record WaitingActivity
{
    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind's settings key.</summary>
    public required string Kind { get; init; }

    /// <summary>HubSpot's id of it.</summary>
    public required string SourceId { get; init; }

    /// <summary>When it happened, in UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Since when it waits, in UTC.</summary>
    public required DateTimeOffset WaitingSince { get; init; }

    /// <summary>Why: a skip code, or the fault of a record that was refused.</summary>
    public required string Code { get; init; }

    /// <summary>How often it was sent and refused.</summary>
    public int Tries { get; init; }

    /// <summary>The activity as JSON, for a source that cannot be asked for one record again; null for CRM objects.</summary>
    public string? Payload { get; init; }
}
