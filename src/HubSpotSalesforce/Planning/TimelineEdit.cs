using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>What an edit in HubSpot changes of the task that stands already: of one-way fields all that differs, of the others what the merge gives to it.</summary>
/// <param name="content">What the task would say by HubSpot alone.</param>
/// <param name="pair">The pair.</param>
/// <param name="twoWay">The fields that flow both ways; empty when none does.</param>
internal sealed class TimelineEdit(TaskContent content, Pair pair, MergedField[] twoWay)
{
    private readonly Dictionary<string, MergedField> _twoWay = twoWay.ToDictionary(field => field.Name);

    /// <summary>Whether nothing of HubSpot's edit is left for a later run.</summary>
    public bool IsWhole => !twoWay.Any(one => one.State.IsChangedInHubSpot && one.Verdict is FieldVerdict.Wait or FieldVerdict.ToHubSpot);

    /// <summary>The conflicts in which HubSpot's value overwrites, and those that wait.</summary>
    public FieldConflict[] Conflicts => [.. All.Where(conflict => conflict.Winner is not Side.Salesforce)];

    private FieldConflict[] All => [.. twoWay.Select(one => one.Conflict).OfType<FieldConflict>()];

    /// <summary>The fields to write.</summary>
    public Dictionary<string, string?> Fields()
    {
        PairBase known = new(pair);
        return content.Fields.Where(field => _twoWay.TryGetValue(field.Key, out MergedField? merged)
            ? merged.Verdict == FieldVerdict.ToSalesforce
            : !known.Has(field.Key) || known.Of(Side.HubSpot, field.Key) != content.Base[field.Key]).ToDictionary();
    }

    /// <summary>What the pair remembers afterwards: only what was written and what both say by now has moved.</summary>
    public IReadOnlyDictionary<string, string?> Base()
    {
        PairBase known = new(pair);
        foreach (string field in Fields().Keys)
        {
            known.Set(field, content.Base[field], content.Base[field]);
        }

        foreach (MergedField field in twoWay.Where(field => field.Verdict == FieldVerdict.Rebase))
        {
            known.Set(field.Name, field.Salesforce, field.HubSpot);
        }

        return known.ToDictionary();
    }

    /// <summary>The skip of an edit of which nothing is written.</summary>
    /// <param name="activity">The HubSpot activity.</param>
    /// <param name="hash">The hash that the pair keeps from now on.</param>
    public Skip Nothing(Activity activity, string hash)
    {
        string names = string.Join(", ", All.Select(conflict => conflict.Field));
        Skip skip = All switch
        {
            [] => Skips.Of(activity, SkipCode.Unchanged, $"Task {pair.SalesforceId} says all of it already; what changed in HubSpot is not mapped."),
            _ when All.Any(conflict => conflict.Winner is null) => Skips.Of(activity, SkipCode.ConflictWaiting, $"Both sides changed {names}. Decide with Resolve-SyncIssue -Take."),
            _ => Skips.Of(activity, SkipCode.KeptByRule, $"Both sides changed {names}, and Salesforce wins."),
        };
        bool isMoved = twoWay.Any(field => field.Verdict == FieldVerdict.Rebase);
        return skip with { Conflicts = All, Rebased = isMoved ? pair with { Base = Base(), ContentHash = hash } : null };
    }
}
