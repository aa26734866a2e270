using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>Writes down what one record's creation, changes or deletion are on the other side.</summary>
/// <remarks>Pure.</remarks>
internal sealed class RecordDraft
{
    internal const string Deletion = "IsDeleted";    // what a person takes a side on when a deletion meets an edit

    private readonly FamilyRule _rule;
    private readonly RecordRules _rules;
    private readonly FamilyMapping _mapping;
    private readonly RecordMerge _merge;
    private readonly LinkMerge _links;

    public RecordDraft(FamilyRule rule, RecordRules rules)
    {
        _rule = rule;
        _rules = rules;
        _mapping = rule.Mapping;
        _merge = new RecordMerge(rule, rules);
        _links = new LinkMerge(rule, rules);
    }

    /// <summary>The creation of a HubSpot activity (R46).</summary>
    public Change Create(LinkedRecord linked, string why)
    {
        Activity row = linked.Activity;
        Dictionary<string, string?> properties = new() { [HubSpotField.Key] = row.Key };
        PairBase known = new(null) { Beside = linked.Beside, Shown = _rules.FollowsAssociations ? [] : null };
        List<string> notes = [];
        foreach ((FieldMapping mapping, FieldMapping[] followers) in RecordMerge.Primaries(_mapping))
        {
            string? raw = mapping.GoesToHubSpot ? Write(mapping, row, null, properties, notes) : null;
            foreach (FieldMapping follower in followers)
            {
                Write(follower, row, null, properties, notes);
            }

            string? salesforce = _mapping.CanonicalOfSalesforce(mapping, row);
            known.Set(mapping.Field, salesforce, _mapping.CanonicalOfHubSpot(mapping, raw, salesforce));
        }

        string beside = linked.Contact is { } contact ? $"contact {contact.ObjectId.ToString(CultureInfo.InvariantCulture)}" : linked.Beside[0];
        return Draft(Change.Create, linked, null, properties, known, notes) with
        {
            Beside = linked.Beside,
            Reason = $"{why}: goes to {beside}{(linked.Beside.Length > 1 ? $" and {linked.Beside.Length - 1} more" : "")}.",
        };
    }

    /// <summary>The changes of a HubSpot activity whose Salesforce record changed (R47), or why there are none.</summary>
    public Decision Update(LinkedRecord linked, Pair pair, HubSpotRecord current)
    {
        Activity row = linked.Activity;
        MergedField[] fields = _merge.Fields(pair, row, current);
        MergedLink[] links = _links.Links(pair, linked, current);
        Dictionary<string, string?> properties = [];
        PairBase known = new(pair);
        known.Release(Deletion);
        List<string> notes = [];
        foreach (MergedField field in fields.Where(field => field.Verdict == FieldVerdict.ToHubSpot))
        {
            string? now = current.Properties.GetValueOrDefault(field.Mapping.Property);
            int before = properties.Count;
            string? raw = field.Mapping.GoesToHubSpot ? Write(field.Mapping, row, now, properties, notes) : now;
            foreach (FieldMapping follower in field.Followers)
            {
                Write(follower, row, current.Properties.GetValueOrDefault(follower.Property), properties, notes);
            }

            known.Set(field.Name, field.Salesforce, properties.Count > before ? _mapping.CanonicalOfHubSpot(field.Mapping, raw, field.Salesforce) : field.HubSpot);
        }

        Rebase(fields, known);
        LinkMerge.Remember(known, links, Side.HubSpot, isSeen: current.Beside is not null);
        MergedLink[] moved = [.. links.Where(link => link.Verdict == FieldVerdict.ToHubSpot)];
        string[] beside = [.. moved.Select(link => link.Salesforce).OfType<string>().Except(moved.SelectMany(link => link.Now))];
        string[] apart = [.. moved.SelectMany(link => link.Apart)];
        FieldConflict[] conflicts = [.. Conflicts(fields), .. Conflicts(links)];
        return properties.Count == 0 && beside.Length == 0 && apart.Length == 0
            ? Nothing(row, pair, conflicts, known, Side.HubSpot, notes)
            : Draft(Change.Update, linked, pair, properties, known, notes) with
            {
                Subject = SubjectOf(row, current, properties),
                Beside = beside,
                Apart = apart,
                Conflicts = WonBy(Side.Salesforce, conflicts),
                Reason = $"Edited in Salesforce: {Listed(fields, FieldVerdict.ToHubSpot, beside.Length + apart.Length > 0)}.",
            };
    }

    /// <summary>The deletion of a HubSpot activity whose Salesforce record was deleted (R51); an edit made there meanwhile is a conflict.</summary>
    public Decision Delete(LinkedRecord linked, Pair pair, HubSpotRecord current)
    {
        Activity row = linked.Activity;
        // The deleted row still says what it said; only what HubSpot changed since matters.
        MergedField[] edited = [.. _merge.Fields(pair, row, current).Where(field => field.State is { IsChangedInHubSpot: true, AreSame: false, GoesToSalesforce: true })];
        Side? winner = edited.Length == 0 ? Side.Salesforce
            : _rules.Takes.TryGetValue((pair.Key, Deletion), out Side taken) ? taken
            : FieldMerge.Winner(_rule.Conflict, current.ModifiedAt, RecordTime.ModifiedAt(row));
        if (new PairBase(pair).Kept(Deletion) is not null)
        {
            return Skips.Of(row, SkipCode.KeptByRule, "It was deleted in Salesforce, and a person decided that it stays in HubSpot.");
        }

        // A person chooses between the deletion and all the edits; what a deletion overwrites is kept field by field.
        FieldConflict[] conflicts = winner is null
            ? [new FieldConflict(Deletion, string.Join(", ", edited.Select(field => field.Mapping.Property)), "false", "true", null)]
            : [.. edited.Select(field => new FieldConflict(field.Name, field.Mapping.Property, field.HubSpot, null, winner))];
        if (winner != Side.Salesforce)
        {
            string names = string.Join(", ", edited.Select(field => field.Name));
            Skip kept = winner is null
                ? Skips.Of(row, SkipCode.ConflictWaiting, $"It was deleted in Salesforce and edited in HubSpot ({names}). Decide with Resolve-SyncIssue -Take.")
                : Skips.Of(row, SkipCode.KeptByRule, $"It was deleted in Salesforce, and HubSpot, which wins, edited it ({names}).");
            return kept with { Conflicts = conflicts };
        }

        PairBase known = new(pair) { IsDeletedByUs = true };
        return Draft(Change.Delete, linked, pair, new Dictionary<string, string?>(), known, []) with
        {
            Conflicts = conflicts,
            Reason = "Deleted in Salesforce.",
        };
    }

    /// <summary>The changes of a Salesforce record whose HubSpot activity changed, or why there are none.</summary>
    public Decision ToSalesforce(LinkedRecord linked, Pair pair, HubSpotRecord record)
    {
        // What a HubSpot task says goes the way of the timeline; what it hangs on is followed here.
        Activity row = linked.Activity;
        MergedField[] fields = ActivityKey.IsOfRecord(pair.Key) ? _merge.Fields(pair, row, record) : [];
        MergedLink[] links = record.Beside is null ? [] : _links.Links(pair, linked, record);
        Dictionary<string, string?> values = [];
        PairBase known = new(pair);
        List<string> notes = [];
        foreach (MergedField field in fields.Where(field => field.Verdict == FieldVerdict.ToSalesforce))
        {
            MappedValue value = _mapping.ToSalesforce(field.Mapping, record.Properties.GetValueOrDefault(field.Mapping.Property), row);
            Note(notes, field.Name, value);
            string? salesforce = field.Salesforce;
            if (value.IsWritten)
            {
                values[field.Name] = value.Raw;
                Activity after = row with { Values = new Dictionary<string, string?>(row.Values) { [field.Name] = value.Raw } };
                salesforce = _mapping.CanonicalOfSalesforce(field.Mapping, after);
            }

            known.Set(field.Name, salesforce, field.HubSpot);
        }

        foreach (MergedLink link in links.Where(link => link.Verdict == FieldVerdict.ToSalesforce))
        {
            values[link.Slot.Field] = link.Id;
        }

        notes.AddRange(links.Select(link => link.Hindrance).OfType<string>());
        Rebase(fields, known);
        LinkMerge.Remember(known, links, Side.Salesforce, isSeen: true);
        FieldConflict[] conflicts = [.. Conflicts(fields), .. Conflicts(links)];
        return values.Count == 0
            ? Nothing(row, pair, conflicts, known, Side.Salesforce, notes)
            : Draft(Change.Update, new LinkedRecord(row, null, []), pair, values, known, notes) with
            {
                Target = _rule.Family.SalesforceType,
                Subject = values.TryGetValue(TaskField.Subject, out string? subject) ? subject ?? "" : SubjectOf(row),
                TargetId = pair.SalesforceId,
                Conflicts = WonBy(Side.HubSpot, conflicts),
                Reason = $"Edited in HubSpot: {string.Join(", ", values.Keys)}.",
            };
    }

    private static string SubjectOf(Activity row) => row.Values.GetValueOrDefault(TaskField.Subject) ?? row.Title ?? "";

    // What stands in HubSpot after the write: a subject that lost a conflict is not among what is written.
    private string SubjectOf(Activity row, HubSpotRecord current, Dictionary<string, string?> properties)
        => _mapping.Mappings.FirstOrDefault(mapping => mapping.Field == TaskField.Subject)?.Property is { } title
            ? properties.GetValueOrDefault(title) ?? current.Properties.GetValueOrDefault(title) ?? SubjectOf(row)
            : SubjectOf(row);

    private string? Write(FieldMapping mapping, Activity row, string? current, Dictionary<string, string?> properties, List<string> notes)
    {
        MappedValue value = _mapping.ToHubSpot(mapping, row, current);
        Note(notes, mapping.Field, value);
        if (!value.IsWritten || (value.Raw is null && current is null))
        {
            return current;
        }

        properties[mapping.Property] = value.Raw;
        return value.Raw;
    }

    private static void Note(List<string> notes, string field, MappedValue value)
    {
        if (value.Note is { } note)
        {
            notes.Add($"{field} {note}.");
        }
    }

    private static void Rebase(IEnumerable<MergedField> fields, PairBase known)
    {
        foreach (MergedField field in fields.Where(field => field.Verdict == FieldVerdict.Rebase))
        {
            known.Set(field.Name, field.Salesforce, field.HubSpot);
        }
    }

    private static Skip Nothing(Activity row, Pair pair, FieldConflict[] conflicts, PairBase known, Side target, List<string> notes)
    {
        Pair now = pair with { Base = known.ToDictionary(), IsGone = false };
        bool isMoved = pair.IsGone || !IsSame(now.Base, pair.Base);
        string names = string.Join(", ", conflicts.Select(conflict => conflict.Field));
        Skip skip = conflicts switch
        {
            [] => Skips.Of(row, SkipCode.Unchanged, target == Side.HubSpot ? $"HubSpot activity {pair.HubSpotId} says all of it already." : $"Record {pair.SalesforceId} says all of it already."),
            _ when conflicts.Any(conflict => conflict.Winner is null) => Skips.Of(row, SkipCode.ConflictWaiting, $"Both sides changed {names}. Decide with Resolve-SyncIssue -Take."),
            _ => Skips.Of(row, SkipCode.KeptByRule, $"Both sides changed {names}, and {(target == Side.HubSpot ? "HubSpot" : "Salesforce")} wins."),
        };
        return skip with { Reason = string.Join(' ', notes.Prepend(skip.Reason)), Conflicts = conflicts, Rebased = isMoved ? now : null };
    }

    private static bool IsSame(IReadOnlyDictionary<string, string?> one, IReadOnlyDictionary<string, string?> other)
        => one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out string? value) && value == entry.Value);

    // A change tells what it overwrites and what waits; what the other direction will overwrite is that run's to tell.
    private static FieldConflict[] WonBy(Side side, FieldConflict[] conflicts) => [.. conflicts.Where(conflict => conflict.Winner is null || conflict.Winner == side)];

    private static IEnumerable<FieldConflict> Conflicts(IEnumerable<MergedField> fields) => fields.Select(field => field.Conflict).OfType<FieldConflict>();

    private static IEnumerable<FieldConflict> Conflicts(IEnumerable<MergedLink> links) => links.Select(link => link.Conflict).OfType<FieldConflict>();

    private static string Listed(MergedField[] fields, FieldVerdict verdict, bool hasMoved)
    {
        IEnumerable<string> names = fields.Where(field => field.Verdict == verdict).Select(field => field.Name);
        return string.Join(", ", hasMoved ? names.Append("associations") : names);
    }

    private Change Draft(string does, LinkedRecord linked, Pair? pair, Dictionary<string, string?> fields, PairBase known, List<string> notes)
    {
        IReadOnlyDictionary<string, string?> basis = known.ToDictionary();
        return new Change
        {
            Does = does,
            // The journal knows a write by the pair's key, whatever the row's is.
            Activity = pair is null ? linked.Activity : linked.Activity with { Key = pair.Key },
            Contact = linked.Contact,
            Subject = SubjectOf(linked.Activity),
            Target = _rule.Family.Key,
            TargetId = pair?.HubSpotId,
            Fields = fields,
            Base = basis,
            ContentHash = pair is not null && !ActivityKey.IsOfRecord(pair.Key) ? pair.ContentHash : ContentHash.Of(basis),
            Pair = pair,
            Notes = [.. notes],
            Reason = "",
        };
    }
}
