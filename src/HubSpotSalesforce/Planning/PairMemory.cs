using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>Corrects what a pair remembers of a write by what is seen afterwards (O6).</summary>
/// <remarks>Pure.</remarks>
internal sealed class PairMemory
{
    private readonly FamilyRule _rule;

    public PairMemory(FamilyRule rule) => _rule = rule;

    /// <summary>The pair after a write that was read back: a server may have made something else of it; null when it did not.</summary>
    public Pair? Settled(Change change, Pair written, HubSpotRecord record, Activity row)
    {
        Side side = change.Target == _rule.Family.Key ? Side.HubSpot : Side.Salesforce;
        PairBase known = new(written);
        bool isAny = false;
        foreach (FieldMapping mapping in Mappings(known))
        {
            bool isOurs = change.Action == Change.Create || change.Fields.ContainsKey(side == Side.HubSpot ? mapping.Property : mapping.Field);
            string? seen = Seen(mapping, side, known, record, row);
            if (isOurs && !AreSame(seen, known.Of(side, mapping.Field)))
            {
                known.Set(
                    mapping.Field,
                    side == Side.Salesforce ? seen : known.Of(Side.Salesforce, mapping.Field),
                    side == Side.HubSpot ? seen : known.Of(Side.HubSpot, mapping.Field));
                isAny = true;
            }
        }

        // What HubSpot associates with a new activity by itself is its beginning, and no edit (R57).
        if (change.Action == Change.Create && record.Beside is { } beside && known.Beside is not null)
        {
            string[] others = [.. LinkSlot.All.Where(slot => slot.OneOf(known.Beside) is not { } held || !beside.Contains(held)).SelectMany(slot => slot.Of(beside))];
            isAny = isAny || known.Shown is null || !others.ToHashSet().SetEquals(known.Shown);
            known.Shown = others;
        }

        return isAny ? written with { Base = known.ToDictionary() } : null;
    }

    /// <summary>The pair after a write of which nobody knows whether it arrived: what stands there as it was meant did; null when nothing does.</summary>
    public Pair? Recovered(Pair before, Pair intended, Side side, HubSpotRecord record, Activity row)
    {
        PairBase known = new(before);
        PairBase meant = new(intended);
        bool isAny = false;
        foreach (FieldMapping mapping in Mappings(meant))
        {
            string? wanted = meant.Of(side, mapping.Field);
            bool isNew = !AreSame(wanted, known.Of(side, mapping.Field)) || !AreSame(meant.Of(Other(side), mapping.Field), known.Of(Other(side), mapping.Field));
            if (isNew && AreSame(Seen(mapping, side, meant, record, row), _rule.Mapping.Comparable(mapping, wanted)))
            {
                known.Set(mapping.Field, meant.Of(Side.Salesforce, mapping.Field), meant.Of(Side.HubSpot, mapping.Field));
                isAny = true;
            }
        }

        return isAny ? intended with { Base = known.ToDictionary() } : null;
    }

    private IEnumerable<FieldMapping> Mappings(PairBase known)
        => RecordMerge.Primaries(_rule.Mapping).Select(field => field.Mapping).Where(mapping => known.Has(mapping.Field));

    private string? Seen(FieldMapping mapping, Side side, PairBase known, HubSpotRecord record, Activity row) => side == Side.HubSpot
        ? _rule.Mapping.CanonicalOfHubSpot(mapping, record.Properties.GetValueOrDefault(mapping.Property), known.Of(Side.Salesforce, mapping.Field))
        : _rule.Mapping.CanonicalOfSalesforce(mapping, row);

    private static Side Other(Side side) => side == Side.HubSpot ? Side.Salesforce : Side.HubSpot;

    private static bool AreSame(string? one, string? other) => (one ?? "") == (other ?? "");
}
