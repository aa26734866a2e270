namespace HubSpotSalesforce.Activities;

/// <summary>An activity that is not written, and why.</summary>
public sealed record Skip : Decision
{
    /// <summary>Why.</summary>
    public required SkipCode Because { get; init; }

    /// <summary>Its pair as it is to be remembered from now on, though nothing is written; null when it stays as it was (O6).</summary>
    public Pair? Rebased { get; init; }

    /// <inheritdoc/>
    public override string Action => "skip";

    /// <inheritdoc/>
    public override string Code => Because.ToString();

    /// <summary>Whether it may still be written one day, so that each run looks again (O3).</summary>
    public bool IsWaiting => Because is SkipCode.NoContact or SkipCode.NoLinkedContact or SkipCode.OutsideInclusionList or SkipCode.NoLinkedRecord;
}
