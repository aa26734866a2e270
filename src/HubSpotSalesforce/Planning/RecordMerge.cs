using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>Compares the records of a pair with what the pair remembers, field by field (O5, O6, R52).</summary>
/// <remarks>Pure.</remarks>
internal sealed class RecordMerge
{
    private const string NoSubject = "(no subject)";    // what a HubSpot task without one is called in Salesforce

    private readonly FamilyRule _rule;
    private readonly RecordRules _rules;

    public RecordMerge(FamilyRule rule, RecordRules rules)
    {
        _rule = rule;
        _rules = rules;
    }

    /// <summary>Returns the fields of a pair, each with its verdict.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="row">The Salesforce record as it stands.</param>
    /// <param name="record">The HubSpot record as it stands.</param>
    public MergedField[] Fields(Pair pair, Activity row, HubSpotRecord record)
    {
        PairBase known = new(pair);
        bool isBorn = !ActivityKey.IsOfRecord(pair.Key);
        MergedField[] compared = [.. Primaries(_rule.Mapping)
            .Where(field => !isBorn || BornFields.Inverts(_rules, known, field.Mapping.Field))
            .Select(field => Compared(field.Mapping, field.Followers, known, row, record, isBorn))];
        return [.. Judged(compared, pair, RecordTime.ModifiedAt(row), record.ModifiedAt)];
    }

    /// <summary>The mappings of a family by field: the one that leads both ways first, and what else the field feeds.</summary>
    public static IEnumerable<(FieldMapping Mapping, FieldMapping[] Followers)> Primaries(FamilyMapping family) => family.Mappings
        .GroupBy(mapping => mapping.Field, StringComparer.OrdinalIgnoreCase)
        .Select(same => (First: same.FirstOrDefault(mapping => mapping.GoesToSalesforce) ?? same.First(), All: same))
        .Select(field => (field.First, field.All.Where(mapping => !ReferenceEquals(mapping, field.First) && mapping.GoesToHubSpot).ToArray()));

    /// <summary>Gives each field its verdict; fields of one group share theirs.</summary>
    public IEnumerable<MergedField> Judged(IReadOnlyCollection<MergedField> fields, Pair pair, DateTimeOffset salesforce, DateTimeOffset hubSpot)
    {
        foreach (MergedField field in fields)
        {
            FieldState state = Shared(field, fields);
            Side? winner = _rules.Takes.TryGetValue((pair.Key, field.Name), out Side taken) ? taken : FieldMerge.Winner(_rule.Conflict, hubSpot, salesforce);
            FieldConflict? conflict = state.IsConflict && !field.State.AreSame
                ? new FieldConflict(field.Name, field.Mapping.Property, field.HubSpot, field.Salesforce, winner)
                : null;
            yield return field with { Verdict = FieldMerge.Decide(state, winner), Conflict = conflict };
        }
    }

    // Where the fields that differ were let stay as they are, what both sides made the same is no reason to ask again.
    private static FieldState Shared(MergedField field, IReadOnlyCollection<MergedField> fields)
    {
        MergedField[] same = [.. fields.Where(other => field.Mapping.Group is { } group && other.Mapping.Group == group)];
        return same.All(other => other.State is { AreSame: true } or { IsChangedInHubSpot: false, IsChangedInSalesforce: false })
            ? field.State
            : same.Aggregate(field.State, (all, other) => all.With(other.State));
    }

    private MergedField Compared(FieldMapping mapping, FieldMapping[] followers, PairBase known, Activity row, HubSpotRecord record, bool isBorn)
    {
        FamilyMapping family = _rule.Mapping;
        string? lastHubSpot = family.Comparable(mapping, known.Of(Side.HubSpot, mapping.Field));
        string? lastSalesforce = family.Comparable(mapping, known.Of(Side.Salesforce, mapping.Field));
        string? salesforce = family.CanonicalOfSalesforce(mapping, row);
        string? hubSpot = family.CanonicalOfHubSpot(mapping, record.Properties.GetValueOrDefault(mapping.Property), lastSalesforce)
            ?? (isBorn && mapping.Field == TaskField.Subject ? NoSubject : null);
        FieldState state = new(
            !AreSame(hubSpot, lastHubSpot),
            !AreSame(salesforce, lastSalesforce),
            AreSame(hubSpot, salesforce),
            mapping.GoesToHubSpot || followers.Length > 0,
            isBorn || (mapping.GoesToSalesforce && FamilyMapping.ComesFromField(mapping, row)));

        // First sight of a field is a baseline: nothing says which side changed it. Of a HubSpot-born task it is known that HubSpot said nothing.
        if (!known.Has(mapping.Field))
        {
            bool isNew = isBorn && hubSpot is not null;
            state = state with { IsChangedInHubSpot = isNew, IsChangedInSalesforce = !isNew, AreSame = !isNew || state.AreSame };
        }

        return new MergedField(mapping, followers, hubSpot, salesforce, state);
    }

    private static bool AreSame(string? one, string? other) => (one ?? "") == (other ?? "");
}
