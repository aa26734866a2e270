using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Tests.HubSpot;

/// <summary>A writer to a simulated portal.</summary>
internal static class WriterPortal
{
    public const string BatchCreate = "/calls/batch/create";
    public static readonly CancellationToken Cancel = CancellationToken.None;

    public static EngagementWriter Writer(SimulatedPortal portal) => new(portal.Client, new AssociationTypes(portal.Client));
}
