using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>What a pair remembers once a person let both values of a conflict stay (R52): only a later edit of either side counts.</summary>
/// <remarks>Pure.</remarks>
internal static class Agreement
{
    /// <summary>Returns the pair for which these values are what both sides agree on.</summary>
    public static Pair Of(Pair pair, IEnumerable<(string Field, string? Salesforce, string? HubSpot)> fields)
    {
        PairBase known = new(pair);
        foreach ((string field, string? salesforce, string? hubSpot) in fields)
        {
            known.Agree(field, salesforce, hubSpot);
        }

        return pair with { Base = known.ToDictionary() };
    }

    /// <summary>Returns the pair as a decision leaves it; null where it moves none.</summary>
    public static Pair? After(Decision decision) => decision switch
    {
        Change { Pair: { } pair } change => pair with { Base = change.Base, IsGone = change.Action == Change.Delete },
        Skip skip => skip.Rebased,
        _ => null,
    };

    /// <summary>Whether both sides agree on something else of a field than before, or one of the records is gone: then no conflict of it waits any more.</summary>
    public static bool HasMoved(Pair before, Pair after, string field)
    {
        PairBase then = new(before);
        PairBase now = new(after);
        return after.IsGone != before.IsGone
            || then.Of(Side.Salesforce, field) != now.Of(Side.Salesforce, field)
            || then.Of(Side.HubSpot, field) != now.Of(Side.HubSpot, field)
            || then.Kept(field) != now.Kept(field)
            || (LinkSlot.All.FirstOrDefault(slot => slot.Field == field) is { } link && link.OneOf(then.Beside) != link.OneOf(now.Beside));
    }
}
