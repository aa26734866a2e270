using System.Collections.Frozen;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>The rules of the way back and of pairs that flow both ways.</summary>
public sealed record RecordRules
{
    /// <summary>The families that are on, by settings key.</summary>
    public required IReadOnlyDictionary<string, FamilyRule> Families { get; init; }

    /// <summary>The users whose records are another connector's (O1), as 18-character ids.</summary>
    public IReadOnlySet<string> IgnoreCreatedBy { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What people chose in conflicts that waited (R52): the side, by the pair's key and the field.</summary>
    public IReadOnlyDictionary<(string Key, string Field), Side> Takes { get; init; } = FrozenDictionary<(string, string), Side>.Empty;

    /// <summary>Returns what people chose and the way to a side carries out. That a record stays which the other side deleted is nothing to carry out: it holds on.</summary>
    /// <param name="target">The side that is written to.</param>
    public IEnumerable<(string Key, string Field)> TakesFor(Side target)
        => Takes.Where(take => take.Value != target && !(target == Side.Salesforce && take.Key.Field == RecordDraft.Deletion)).Select(take => take.Key);

    /// <summary>The fields of HubSpot-born tasks whose value leads back to that of HubSpot; the others stay one-way.</summary>
    public IReadOnlySet<string> BornFields { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether associations that change after the first sync are followed, in both directions (R57).</summary>
    public bool FollowsAssociations { get; init; }

    /// <summary>Whether HubSpot's own tasks are written to Salesforce: only then is their move followed there.</summary>
    public bool WritesTasks { get; init; }

    /// <summary>The zone in which a day begins and ends.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}
