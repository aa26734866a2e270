using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>Decides what becomes of a task or event of Salesforce in HubSpot, and of HubSpot's edits of what was born in Salesforce.</summary>
/// <remarks>
/// Pure: no clock, network or store. Each way writes its own side only: what the other side wins stays as it is, and the run of the other
/// direction carries it. The tasks made from HubSpot tasks take the way to Salesforce through <see cref="TimelinePlan"/>.
/// </remarks>
public sealed class RecordPlan
{
    private readonly RecordRules _rules;
    private readonly RecordGate _gate;

    /// <summary>Creates a plan.</summary>
    public RecordPlan(RecordRules rules)
    {
        _rules = rules;
        _gate = new RecordGate(rules);
    }

    /// <summary>Decides what a Salesforce record alone decides; null when its links or HubSpot's record matter.</summary>
    /// <param name="row">The Salesforce record.</param>
    /// <param name="pair">Its pair, when it has a HubSpot activity already; else null.</param>
    public Skip? DecideAlone(Activity row, Pair? pair) => _gate.Stop(row, pair);

    /// <summary>Decides what becomes of a Salesforce record in HubSpot.</summary>
    /// <param name="linked">The record and the HubSpot records it belongs to.</param>
    /// <param name="pair">Its pair, when it has a HubSpot activity already; else null.</param>
    /// <param name="current">That activity as it stands, archived or not; null when HubSpot shows none.</param>
    public Decision Decide(LinkedRecord linked, Pair? pair, HubSpotRecord? current)
    {
        if (DecideAlone(linked.Activity, pair) is { } skip)
        {
            return skip with { Contact = linked.Contact };
        }

        FamilyRule rule = _gate.RuleOf(linked.Activity.Kind, pair)!;
        RecordDraft draft = new(rule, _rules);
        if (pair is null)
        {
            return Place(linked, draft);
        }

        Pair pointed = Pointed(pair, linked.Activity);
        Decision decision = Follow(linked, pointed, current, draft);
        return decision is Skip { Rebased: null } unmoved && pointed != pair ? unmoved with { Rebased = pointed } : decision;
    }

    /// <summary>Decides what becomes of HubSpot's edits of an activity that was born in Salesforce, and of the associations of a HubSpot task (R57).</summary>
    /// <param name="record">The HubSpot record as it stands, archived or not; with what it hangs on, where that is to be followed.</param>
    /// <param name="pair">Its pair.</param>
    /// <param name="row">The Salesforce record as it stands, deleted or not; null when Salesforce shows none.</param>
    /// <param name="linked">That record with the HubSpot records it belongs to; null where associations are not followed.</param>
    /// <exception cref="ArgumentException">The pair was born in HubSpot, and there is nothing to follow: its edits go through the timeline's plan.</exception>
    public Decision ToSalesforce(HubSpotRecord record, Pair pair, Activity? row, LinkedRecord? linked = null)
    {
        if (!ActivityKey.IsOfRecord(pair.Key) && linked is null)
        {
            throw new ArgumentException($"{pair.Key} was born in HubSpot; its edits go through the timeline's plan.", nameof(pair));
        }

        Activity activity = row ?? new Activity { Key = pair.Key, Kind = pair.Kind, SourceId = pair.SalesforceId, OccurredAt = record.ModifiedAt };
        if (_gate.RuleOf(pair.Kind, pair) is not { } rule)
        {
            return Skips.Of(activity, SkipCode.FamilyOff, $"{pair.Kind} are switched off under salesforceToHubSpot.");
        }

        if (row is null || row.IsDeleted)
        {
            return Skips.Of(activity, SkipCode.DeletedInSalesforce, $"Its record {pair.SalesforceId} was deleted in Salesforce and is not made again.");
        }

        return record.IsArchived
            ? Gone(row, pair, record)
            : new RecordDraft(rule, _rules).ToSalesforce(linked ?? new LinkedRecord(row, null, []), Pointed(pair, row), linked is null ? record with { Beside = null } : record);
    }

    /// <summary>Returns the pair as it is to be remembered when a server changed what we wrote (O6); null when it took it as it was.</summary>
    /// <param name="change">What was written.</param>
    /// <param name="written">The pair that was stored for it.</param>
    /// <param name="record">The HubSpot record, read right after a write to HubSpot; else as it was before.</param>
    /// <param name="row">The Salesforce record, read right after a write to Salesforce; else as it was before.</param>
    public Pair? Settle(Change change, Pair written, HubSpotRecord record, Activity row)
        => change.Action != Change.Delete && _gate.RuleOf(row.Kind, written) is { } rule
            ? new PairMemory(rule).Settled(change, written, record, row)
            : null;

    /// <summary>Returns the pair of an update or delete that was in flight when a run died, as far as it arrived; null when nothing of it did.</summary>
    /// <remarks>Without it, what we wrote ourselves would count as an edit of the other side, and the rule could overwrite what somebody wrote since.</remarks>
    /// <param name="known">The pair as it was before.</param>
    /// <param name="intended">The pair as it should be afterwards, from the journal.</param>
    /// <param name="side">The side that was written to.</param>
    /// <param name="record">The HubSpot record as it stands.</param>
    /// <param name="row">The Salesforce record as it stands.</param>
    public Pair? Recover(Pair known, Pair intended, Side side, HubSpotRecord record, Activity row)
    {
        if (new PairBase(intended).IsDeletedByUs && !new PairBase(known).IsDeletedByUs)
        {
            return record.IsArchived ? intended with { IsGone = true } : null;
        }

        return _gate.RuleOf(row.Kind, known) is { } rule ? new PairMemory(rule).Recovered(known, intended, side, record, row) : null;
    }

    private Decision Place(LinkedRecord linked, RecordDraft draft)
    {
        if (_gate.IsMovedByConversion(linked))
        {
            return Skips.Of(linked.Activity, SkipCode.MovedByConversion, $"The conversion of its lead {RecordTime.Told(linked.ConvertedAt!.Value)} moved it; nobody has edited it since the family was switched on.") with { Contact = linked.Contact };
        }

        return Unplaced(linked) is { } waiting ? waiting : draft.Create(linked, "New in Salesforce");
    }

    // An activity without an association is on nobody's timeline (O3).
    private static Skip? Unplaced(LinkedRecord linked)
    {
        if (linked.Contact?.IsOutsideInclusionList == true)
        {
            return Skips.Of(linked.Activity, SkipCode.OutsideInclusionList, $"Contact {linked.Contact.ObjectId} is outside the inclusion list; it is looked at again by every run.") with { Contact = linked.Contact };
        }

        if (linked.Beside.Length > 0)
        {
            return null;
        }

        string who = (linked.Activity.WhoId, linked.Activity.WhatId) switch
        {
            (null, null) => "It belongs to no lead or contact, and to nothing else",
            (null, { } what) => $"What it is about, {what}, is linked to no HubSpot record",
            ({ } person, null) => $"Its lead or contact {person} is linked to no HubSpot contact",
            var (person, what) => $"Neither {person} nor {what} is linked to a HubSpot record",
        };
        return Skips.Of(linked.Activity, SkipCode.NoLinkedRecord, $"{who}; it is looked at again by every run.");
    }

    private Decision Follow(LinkedRecord linked, Pair pair, HubSpotRecord? current, RecordDraft draft)
    {
        Activity row = linked.Activity;
        bool isBorn = !ActivityKey.IsOfRecord(pair.Key);
        bool isGone = current is null || current.IsArchived;
        if (row.IsDeleted)
        {
            return isGone ? Gone(row, pair, current) : draft.Delete(linked, pair, current!);
        }

        if (isGone)
        {
            // R51: what was deleted here because it was deleted there comes again when it is restored there.
            return !isBorn && new PairBase(pair).IsDeletedByUs
                ? Unplaced(linked) is { } waiting ? waiting : draft.Create(linked, "Restored in Salesforce")
                : Gone(row, pair, current);
        }

        // Of a task born in HubSpot, a pair that is gone lost its task: here that task is, so it was restored.
        return draft.Update(linked, pair, current!);
    }

    // Nothing is ever taken for deleted because it is absent: only a record that HubSpot shows as archived marks its pair.
    private static Skip Gone(Activity row, Pair pair, HubSpotRecord? current) => Skips.Of(
        row,
        SkipCode.DeletedInHubSpot,
        $"Its HubSpot activity {pair.HubSpotId} was deleted in HubSpot and is not made again.",
        !pair.IsGone && current is not null && ActivityKey.IsOfRecord(pair.Key) ? pair with { IsGone = true } : null);

    // O23: Salesforce may replace the task of an email; whoever has the key now is the one.
    private static Pair Pointed(Pair pair, Activity row)
        => row.Key == pair.Key && !row.IsDeleted && row.SourceId != pair.SalesforceId ? pair with { SalesforceId = row.SourceId } : pair;
}
