namespace HubSpotSalesforce.Simulator.Faults;

/// <summary>What the plan says about one call.</summary>
/// <param name="Rule">The rule that strikes it, or null.</param>
/// <param name="KeepsPage">Whether a rule about pages matches it, so that its answer is remembered for the call after it.</param>
/// <param name="Ended">Done when the rules are replaced.</param>
internal sealed record FaultStrike(FaultRule? Rule, bool KeepsPage, Task Ended);
