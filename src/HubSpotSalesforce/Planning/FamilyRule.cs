using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>What decides about the records of one family that is on (R44).</summary>
/// <param name="Family">The family.</param>
/// <param name="EnabledAt">When it was switched on, in UTC: what was last changed before does not travel (R48).</param>
/// <param name="Conflict">Whose value stays where both sides changed a field (R52).</param>
/// <param name="Deletes">Whether what is deleted in Salesforce is deleted in HubSpot (R51).</param>
/// <param name="Mapping">Which field is which property.</param>
public sealed record FamilyRule(ActivityFamily Family, DateTimeOffset EnabledAt, ConflictRule Conflict, bool Deletes, FamilyMapping Mapping)
{
    /// <summary>When a run first saw it on, since it was last off, in UTC; null when nobody knows.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }
}
