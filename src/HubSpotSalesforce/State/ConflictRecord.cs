using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>A field that both sides changed (R52).</summary>
/// <param name="Key">The pair's key.</param>
/// <param name="Kind">The settings key of its kind or family.</param>
/// <param name="Field">The Salesforce field.</param>
/// <param name="Property">The HubSpot property.</param>
/// <param name="HubSpot">What HubSpot said; null for nothing.</param>
/// <param name="Salesforce">What Salesforce said; null for nothing.</param>
/// <param name="Winner">The side whose value stays; null while a person has to choose.</param>
/// <param name="At">When it was seen last, in UTC.</param>
/// <param name="RunId">The run that saw it last.</param>
public sealed record ConflictRecord(
    string Key, string Kind, string Field, string Property, string? HubSpot, string? Salesforce, Side? Winner, DateTimeOffset At, string RunId)
{
    /// <summary>The side a person chose; null before one did.</summary>
    public Side? Take { get; init; }
}
