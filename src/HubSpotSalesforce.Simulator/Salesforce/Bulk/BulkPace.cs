namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>How jobs fare that are closed from now on (<c>/_sim/bulk</c>).</summary>
internal sealed record BulkPace
{
    /// <summary>How often a client that asks is told that the job goes on, before it is told the end; of several times the first says UploadComplete.</summary>
    public int Polls { get; init; } = 1;

    /// <summary>Whether rows are written with the look that tells the end, or by <c>POST /_sim/bulk/finish</c>, and not at once.</summary>
    public bool Late { get; init; }

    /// <summary>After how many rows the next ingest job ends Failed, if it has more; null for never.</summary>
    public int? FailAfterRows { get; init; }

    /// <summary>Whether the next query job ends Failed.</summary>
    public bool FailQuery { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault() => this switch
    {
        { Polls: < 0 } => "polls must not be negative",
        { FailAfterRows: < 0 } => "failAfterRows must not be negative",
        _ => null,
    };
}
