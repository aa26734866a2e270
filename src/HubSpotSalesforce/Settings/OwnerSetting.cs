using System.Collections.Frozen;

namespace HubSpotSalesforce.Settings;

/// <summary>Which HubSpot owner is which Salesforce user, where their addresses do not say so.</summary>
public sealed record OwnerSetting
{
    /// <summary>Salesforce usernames by the owner's email address in any case; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = FrozenDictionary<string, string>.Empty;
}
