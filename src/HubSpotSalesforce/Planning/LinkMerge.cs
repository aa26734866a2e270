using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>Compares what both sides of a pair hang on with what the pair remembers (R57).</summary>
/// <remarks>
/// Pure. A record that is still associated stays the one, whatever else is associated with the activity. What HubSpot no longer has clears nothing
/// in Salesforce: whoever deletes a contact ends its associations, and has not edited the activity.
/// </remarks>
internal sealed class LinkMerge
{
    private const string LeadPrefix = "00Q";

    private readonly FamilyRule _rule;
    private readonly RecordRules _rules;

    public LinkMerge(FamilyRule rule, RecordRules rules)
    {
        _rule = rule;
        _rules = rules;
    }

    /// <summary>Whether HubSpot shows other associations than the pair has seen: only then does its side need a closer look.</summary>
    public static bool IsMoved(Pair pair, IReadOnlyCollection<string> beside)
    {
        PairBase known = new(pair);
        return LinkSlot.All.Any(slot => slot.IsMoved(known, beside) || known.Kept(slot.Field) is not null);
    }

    /// <summary>Returns both slots, each with its verdict; none unless associations are followed.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="linked">The Salesforce record and the HubSpot records it belongs to.</param>
    /// <param name="record">The HubSpot record as it stands.</param>
    public MergedLink[] Links(Pair pair, LinkedRecord linked, HubSpotRecord record)
    {
        if (!_rules.FollowsAssociations)
        {
            return [];
        }

        PairBase known = new(pair);
        MergedLink[] links = [.. LinkSlot.All.Select(slot => Judged(Compared(slot, known, linked, record), known, pair, linked, record))];
        return Possible(links, linked.Activity);
    }

    /// <summary>Remembers what both sides agree on from now on.</summary>
    /// <param name="known">What the pair remembers.</param>
    /// <param name="links">The slots.</param>
    /// <param name="target">The side that is written to.</param>
    /// <param name="isSeen">Whether HubSpot was asked what the activity hangs on.</param>
    public static void Remember(PairBase known, MergedLink[] links, Side target, bool isSeen)
    {
        if (links.Length == 0 || (known.Beside is null && links.All(link => link.Salesforce is null)))
        {
            return;
        }

        foreach (MergedLink settled in links.Where(link => link.Verdict != FieldVerdict.Nothing && IsSettled(link, target)))
        {
            known.Release(settled.Slot.Field);
        }

        string?[] beside = [.. links.Select(link => Agreed(link, target, known))];
        known.Shown = isSeen ? [.. links.Zip(beside, (link, held) => Seen(link, held, target, known)).SelectMany(names => names)] : known.Shown;
        known.Beside = [.. beside.OfType<string>()];
    }

    /// <summary>What HubSpot is to have in a slot beside, or instead of, what the write leaves there.</summary>
    private static string[] Seen(MergedLink link, string? held, Side target, PairBase known)
    {
        if (!IsSettled(link, target))
        {
            return link.Slot.Of(known.Shown);    // to be looked at again
        }

        string[] after = link.Verdict == FieldVerdict.ToHubSpot ? [.. link.Now.Except(link.Apart), .. new[] { held }.OfType<string>()] : link.Now;
        return held is not null && after.Contains(held) ? [] : after;
    }

    private static string? Agreed(MergedLink link, Side target, PairBase known) => link.Verdict switch
    {
        FieldVerdict.Rebase => link.Salesforce,
        FieldVerdict.ToHubSpot when target == Side.HubSpot => link.Salesforce,
        FieldVerdict.ToSalesforce when target == Side.Salesforce => link.HubSpot,
        _ => known.Beside is null ? link.Salesforce : link.Slot.OneOf(known.Beside),
    };

    private static bool IsSettled(MergedLink link, Side target) => link.Hindrance is null && link.Verdict switch
    {
        FieldVerdict.ToHubSpot => target == Side.HubSpot,
        FieldVerdict.ToSalesforce => target == Side.Salesforce,
        FieldVerdict.Wait => false,
        _ => true,
    };

    private MergedLink Compared(LinkSlot slot, PairBase known, LinkedRecord linked, HubSpotRecord record)
    {
        string? there = slot.OneOf(linked.Beside);
        string? before = known.Beside is null ? there : slot.OneOf(known.Beside);    // first sight is a baseline
        string? held = before is null ? null : linked.Today.GetValueOrDefault(before)?.Name ?? before;
        string[] now = record.Beside is null ? [.. new[] { held }.OfType<string>()] : slot.Of(record.Beside);

        // Somewhere it must hang: who is linked to nothing takes nothing away while nothing else is left.
        string? salesforce = there is null && linked.Beside.Length == 0 ? held : there;
        MergedLink unmoved = new(slot, held, salesforce, null, now) { Held = held };
        if (held is not null && now.Contains(held))
        {
            return unmoved;
        }

        // What is no longer in HubSpot was deleted there, not moved; of what came since, something may take its place.
        bool isThere = before is not null && linked.Today.ContainsKey(before);
        string[] candidates = isThere ? now : known.Shown is { } shown ? [.. now.Except(slot.Of(shown))] : [];
        BesideRecord[] found = [.. candidates.Select(name => linked.Today.GetValueOrDefault(name)).OfType<BesideRecord>().Where(one => one.SalesforceId is not null)];
        if (candidates.Length > 0 && found.Length == 0)
        {
            return unmoved with { Hindrance = $"In HubSpot it hangs on {string.Join(", ", candidates)}, which {(slot == LinkSlot.Who ? "is no lead or contact" : "has no record")} in Salesforce, so {slot.Field} stays." };
        }

        return slot.Choose(found, before, _rules.Zone) is { } choice && choice.SalesforceId != slot.IdOf(linked.Activity)
            ? unmoved with { HubSpot = choice.Name, Id = choice.SalesforceId }
            : unmoved;
    }

    private MergedLink Judged(MergedLink link, PairBase known, Pair pair, LinkedRecord linked, HubSpotRecord record)
    {
        string? before = known.Beside is null ? link.Held : link.Slot.OneOf(known.Beside);
        FieldState state = State(link, before, known.Kept(link.Slot.Field), link.Slot.IdOf(linked.Activity));
        Side? winner = _rules.Takes.TryGetValue((pair.Key, link.Slot.Field), out Side taken)
            ? taken
            : FieldMerge.Winner(_rule.Conflict, record.ModifiedAt, RecordTime.ModifiedAt(linked.Activity));
        return link with
        {
            Verdict = FieldMerge.Decide(state, winner),
            Conflict = state.IsConflict
                ? new FieldConflict(link.Slot.Field, link.HubSpot!.Split('/')[0], link.Id, link.Slot.IdOf(linked.Activity), winner)
                : null,
        };
    }

    // Where a person let both stay, that is what counts as agreed.
    private static FieldState State(MergedLink link, string? before, (string? Salesforce, string? HubSpot)? kept, string? now) => new(
        link.Id is not null && link.Id != kept?.HubSpot,
        kept is { } both ? (now ?? "") != both.Salesforce : link.Salesforce != before,
        link.HubSpot == link.Salesforce,
        GoesToHubSpot: true,
        GoesToSalesforce: true);

    // Salesforce takes no task of a lead that is about something else ("Task", Object Reference, read 2026-11-21).
    private static MergedLink[] Possible(MergedLink[] links, Activity row)
    {
        const string Why = "Salesforce lets what is on a lead be about nothing else";
        string? After(MergedLink link) => link.Verdict == FieldVerdict.ToSalesforce ? link.Id : link.Slot.IdOf(row);
        if (After(links[0])?.StartsWith(LeadPrefix, StringComparison.Ordinal) != true || After(links[1]) is null)
        {
            return links;
        }

        int hindered = links[0].Verdict == FieldVerdict.ToSalesforce && row.WhatId is not null ? 0 : 1;
        return [.. links.Select((link, at) => at == hindered && link.Verdict == FieldVerdict.ToSalesforce ? link.Hindered($"{Why}, so {link.Slot.Field} stays.") : link)];
    }
}
