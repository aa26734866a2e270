namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>A machine whose clock stands still.</summary>
public sealed class StoppedTime : TimeProvider
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
