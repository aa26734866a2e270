using System.Collections.Frozen;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Settings;

/// <summary>The way from Salesforce to HubSpot: which families travel, from when, and how.</summary>
public sealed record ReverseSetting
{
    /// <summary>Each family by its key, whether the file names it or not; a family not named is off.</summary>
    public IReadOnlyDictionary<string, FamilySetting> Families { get; init; }
        = ActivityFamily.All.ToFrozenDictionary(family => family.Key, family => new FamilySetting { Family = family.Key });

    /// <summary>Whether owners travel (R33, R37): <c>none</c> (the default) or <c>map</c>.</summary>
    public string Owners { get; init; } = "none";

    /// <summary>Whether changed associations are followed (R57): <c>off</c> (the default) or <c>follow</c>.</summary>
    public string Associations { get; init; } = "off";

    /// <summary>The property of HubSpot tickets that holds the id of the case; null to leave cases unlinked, since no name for it is documented.</summary>
    public string? CaseProperty { get; init; }

    /// <summary>The ids of the Salesforce users whose records are another connector's (O1), each once; empty by default.</summary>
    public string[] IgnoreCreatedBy { get; init; } = [];

    /// <summary>The hour at which a day without a time is set in HubSpot, 0 to 23.</summary>
    public int DueHour { get; init; } = MappingTerms.DefaultDueHour;
}
