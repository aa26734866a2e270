namespace HubSpotSalesforce.Cmdlets;

/// <summary>Where a run stands: what it counted in all, and how far it came in the stage it is in.</summary>
/// <param name="Counts">What was done so far, in words.</param>
/// <param name="Done">How many activities were done with so far.</param>
/// <param name="Stage">What it is at, such as a kind; null where there is but one stage.</param>
/// <param name="Stages">All stages in their order; empty where that is not known.</param>
public sealed record RunStep(string Counts, int Done, string? Stage, IReadOnlyList<string> Stages)
{
    /// <summary>How many there are in all; null where that is not known.</summary>
    public int? Total { get; init; }

    /// <summary>How long the rest will take; null to reckon it from what was done so far.</summary>
    public TimeSpan? Remaining { get; init; }
}
