namespace HubSpotSalesforce.Simulator;

/// <summary>Makes up a portal and its org from a seed.</summary>
public sealed class PortalGenerator(PortalSize size, int seed, DateTimeOffset now)
{
    /// <summary>The records of both sides, those that others refer to first.</summary>
    public IEnumerable<GeneratedRecord> Generate() => throw new NotSupportedException($"No portal of {size} with seed {seed} at {now} yet.");
}
