using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>The task of a HubSpot task, where edits flow both ways (O7): what the timeline may write of it, and what it leaves.</summary>
/// <remarks>Pure. Fields whose value cannot be led back to HubSpot stay one-way, and are not among these.</remarks>
internal sealed class TwoWayTask
{
    private readonly RecordRules _rules;
    private readonly FamilyRule _rule;
    private readonly Activity _row;

    private TwoWayTask(RecordRules rules, FamilyRule rule, Activity row)
    {
        _rules = rules;
        _rule = rule;
        _row = row;
    }

    /// <summary>Returns it; null for a pair that flows one way, or whose Salesforce record is not known.</summary>
    public static TwoWayTask? Of(RecordRules? rules, Pair pair, Activity? row)
        => row is not null && pair.Kind == ActivityKind.TaskCreated.Key && rules?.Families.GetValueOrDefault(ActivityFamily.Tasks.Key) is { } rule
            ? new TwoWayTask(rules, rule, row)
            : null;

    /// <summary>Returns its two-way fields, each with its verdict.</summary>
    public MergedField[] Fields(Activity activity, TaskContent content, Pair pair)
    {
        PairBase known = new(pair);
        MergedField[] compared = [.. RecordMerge.Primaries(_rule.Mapping)
            .Select(field => field.Mapping)
            .Where(mapping => mapping.GoesToHubSpot && BornFields.Inverts(_rules, known, mapping.Field))
            .Select(mapping => Compared(mapping, content, known))];
        return [.. new RecordMerge(_rule, _rules).Judged(compared, pair, RecordTime.ModifiedAt(_row), activity.ModifiedAt ?? DateTimeOffset.MinValue)];
    }

    private MergedField Compared(FieldMapping mapping, TaskContent content, PairBase known)
    {
        FamilyMapping family = _rule.Mapping;
        string? hubSpot = family.Comparable(mapping, content.Base.GetValueOrDefault(mapping.Field));
        string? salesforce = family.CanonicalOfSalesforce(mapping, _row);
        FieldState state = new(
            !AreSame(hubSpot, family.Comparable(mapping, known.Of(Side.HubSpot, mapping.Field))),
            known.Has(mapping.Field) && !AreSame(salesforce, family.Comparable(mapping, known.Of(Side.Salesforce, mapping.Field))),
            AreSame(hubSpot, salesforce),
            GoesToHubSpot: true,
            GoesToSalesforce: true);
        return new MergedField(mapping, [], hubSpot, salesforce, state);
    }

    private static bool AreSame(string? one, string? other) => (one ?? "") == (other ?? "");
}
