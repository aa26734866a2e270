using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>Decides what becomes of an activity: for every one read, one change or one skip, each with its reason.</summary>
/// <remarks>Pure: no clock, network or store. The same input gives the same decision.</remarks>
public sealed class TimelinePlan
{
    private readonly PlanRules _rules;
    private readonly TaskMapper _mapper;
    private readonly OwnerDirectory _owners;

    /// <summary>Creates a plan.</summary>
    public TimelinePlan(PlanRules rules, TaskMapper mapper, OwnerDirectory owners)
    {
        _rules = rules;
        _mapper = mapper;
        _owners = owners;
    }

    /// <summary>Decides.</summary>
    /// <param name="linked">The activity and its contacts.</param>
    /// <param name="pair">Its pair, when it has a task already; else null.</param>
    /// <param name="row">That task as it stands, deleted or not, for pairs that flow both ways; null to overwrite what stands there.</param>
    public Decision Decide(LinkedActivity linked, Pair? pair, Activity? row = null)
        => DecideAlone(linked.Activity, pair) ?? (pair is null ? Place(linked, _rules.Kinds[linked.Activity.Kind]) : Follow(linked, pair, row));

    /// <summary>Decides what can be decided without knowing whose the activity is; null when that matters.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="pair">Its pair, when it has a task already; else null.</param>
    public Skip? DecideAlone(Activity activity, Pair? pair)
    {
        if (!_rules.Kinds.TryGetValue(activity.Kind, out KindRule? kind))
        {
            return Skipped(activity, SkipCode.KindOff, $"{activity.Kind} is switched off in the settings.");
        }

        // Windows, switches and the contact choice decide once, at creation (O18).
        return pair is null ? Unfit(activity, kind) : Settled(activity, pair);
    }

    private Skip? Unfit(Activity activity, KindRule kind)
    {
        if (activity.Counterpart is { Length: > 0 } born)
        {
            return Skipped(activity, SkipCode.FromSalesforce, $"It was made of {born}, a record of Salesforce.");
        }

        if (activity.ObsoletedBy is { } successor)
        {
            return Skipped(activity, SkipCode.Obsolete, $"A later event, {successor}, restates it.");
        }

        if (activity.IsUndated)
        {
            return Skipped(activity, SkipCode.Undated, "It happened before its email was first looked at, and nothing says when.");
        }

        if (activity.IsFiltered && !_rules.IncludesFiltered)
        {
            return Skipped(activity, SkipCode.Filtered, "HubSpot's own filters (bots, internal addresses) leave it out of its reports.");
        }

        if (activity.IsSalesEmail)
        {
            return Skipped(activity, SkipCode.SalesEmailEvent, "It is no event of a marketing email: a one-to-one email sent it, or its campaign cannot be found.");
        }

        if (activity.Origin == "SALESFORCE" && !_rules.IncludesFromSalesforce)
        {
            return Skipped(activity, SkipCode.FromSalesforce, "It came to HubSpot from Salesforce.");
        }

        if (activity.Kind == ActivityKind.SalesEmailSent.Key && NotSent(activity) is { } why)
        {
            return Skipped(activity, SkipCode.NotSent, why);
        }

        return activity.OccurredAt < kind.NotBefore
            ? Skipped(activity, SkipCode.BeforeStart, $"It happened {Told(activity.OccurredAt)}, before timeline.notBefore {Told(kind.NotBefore)}.")
            : null;
    }

    // Sent means: from the CRM, and not known to have gone wrong (O11).
    private static string? NotSent(Activity activity)
    {
        string? direction = activity.Values.GetValueOrDefault("direction");
        if (direction is not "EMAIL")
        {
            return $"Its direction is {direction ?? "unknown"}, not EMAIL.";
        }

        string? status = activity.Values.GetValueOrDefault("status");
        return string.IsNullOrEmpty(status) || status == "SENT" ? null : $"Its status is {status}, not SENT.";
    }

    private Decision Place(LinkedActivity linked, KindRule kind)
    {
        Activity activity = linked.Activity;
        if (ContactChoice.Newest(linked.Contacts, _rules.Zone) is not { } contact)
        {
            return Unplaced(linked);
        }

        DateTimeOffset opensAt = ContactWindow.OpensAt(contact, kind, _rules);
        if (activity.OccurredAt < opensAt && !_rules.IgnoresWindow)
        {
            string guess = contact.SyncedAtSource == "firstSeen" ? " (first seen by us: nothing older is known)" : "";
            return Skipped(
                activity,
                SkipCode.OutsideWindow,
                $"It happened {Told(activity.OccurredAt)}; for contact {contact.ObjectId}, synced {Told(contact.SyncedAt!.Value)}{guess}, the window of {activity.Kind} opens {Told(opensAt)}.{Ambiguous(contact)}",
                contact);
        }

        return Create(linked, contact);
    }

    private static Skip Unplaced(LinkedActivity linked)
    {
        Activity activity = linked.Activity;
        if (linked.Contacts.Length == 0)
        {
            string who = activity switch
            {
                { ContactIds.Length: > 0 } => "Its contacts are archived or deleted",
                { Email: { } email } => $"No HubSpot contact has the address {email}",
                _ => "It is associated with no contact",
            };
            return Skipped(activity, SkipCode.NoContact, $"{who}; it is looked at again by every run.");
        }

        ContactLink? outside = linked.Contacts.Where(contact => contact.SalesforceId is not null).MaxBy(contact => contact.ObjectId);
        if (outside is not null)
        {
            return Skipped(activity, SkipCode.OutsideInclusionList, $"Contact {outside.ObjectId} is outside the inclusion list; it is looked at again by every run.", outside);
        }

        ContactLink newest = linked.Contacts.MaxBy(contact => contact.ObjectId)!;
        string which = linked.Contacts.Length == 1 ? $"Contact {newest.ObjectId} is not" : $"None of its {linked.Contacts.Length} contacts is";
        return Skipped(activity, SkipCode.NoLinkedContact, $"{which} linked to a Salesforce lead or contact; it is looked at again by every run.", newest);
    }

    // O19: the choice is made and kept, and whoever reads the plan sees what else it could have been.
    private static string Ambiguous(ContactLink contact) => contact.Others.Length == 0 ? "" : $" AmbiguousMatch: also {string.Join(", ", contact.Others)}.";

    private Change Create(LinkedActivity linked, ContactLink contact)
    {
        Activity activity = linked.Activity;
        TaskContent content = _mapper.Map(activity);
        OwnerChoice owner = _owners.Choose(activity, contact);
        Dictionary<string, string?> fields = new() { [TaskField.Key] = activity.Key };
        AddAll(fields, content.Fields);
        AddAll(fields, _mapper.MapOnce(activity, contact, owner));

        string[] leftOut =
        [
            .. linked.Contacts.Where(other => other.Syncs && other.ObjectId != contact.ObjectId)
                .OrderByDescending(other => other.ObjectId)
                .Select(other => other.ObjectId.ToString(CultureInfo.InvariantCulture)),
        ];
        string also = leftOut.Length == 0 ? "" : $" {leftOut.Length} more contacts of it sync and are left out: one task goes to the newest contact.";
        return new Change
        {
            Does = Change.Create,
            Activity = activity,
            Contact = contact,
            Subject = content.Fields[TaskField.Subject]!,
            Fields = fields,
            Base = WithOnce(content.Base, owner.UserId, _mapper.TypeOf(activity)),
            ContentHash = ContentHash.Of(activity),
            IsClosed = content.IsClosed,
            LeftOut = leftOut,
            Notes = content.Notes,
            Reason = $"New on {contact.SalesforceType} {contact.SalesforceId} (contact {contact.ObjectId}, linked by {contact.LinkedBy}); {owner.Reason}.{also}{Ambiguous(contact)}",
        };
    }

    private Skip? Settled(Activity activity, Pair pair)
    {
        if (ActivityKey.IsOfRecord(pair.Key))
        {
            return Skipped(activity, SkipCode.FromSalesforce, $"It was made of {pair.Key}, a record of Salesforce; what changes in it travels as salesforceToHubSpot says.");
        }

        if (pair.IsGone)
        {
            return Skipped(activity, SkipCode.DeletedInSalesforce, $"Its task {pair.SalesforceId} was deleted in Salesforce and is not made again; Resolve-SyncIssue -Retry makes it again.");
        }

        // What a person chose in a conflict is looked at though HubSpot says what it said before (R52).
        bool isTaken = _rules.TwoWay?.Takes.Keys.Any(take => take.Key == pair.Key) == true;
        return !_rules.Rewrites && !isTaken && (!ActivityKind.Named(activity.Kind).IsEditable || ContentHash.Of(activity) == pair.ContentHash)
            ? Skipped(activity, SkipCode.Unchanged, $"Task {pair.SalesforceId} says all of it already.")
            : null;
    }

    // Only what changed in HubSpot travels (O5): a task that a rep completed stays completed when HubSpot moves its due date.
    private Decision Follow(LinkedActivity linked, Pair pair, Activity? row)
    {
        Activity activity = linked.Activity;
        TwoWayTask? twoWay = TwoWayTask.Of(_rules.TwoWay, pair, row);
        if (twoWay is not null && row!.IsDeleted)
        {
            return Skipped(activity, SkipCode.DeletedInSalesforce, $"Its task {pair.SalesforceId} was deleted in Salesforce and is not made again; Resolve-SyncIssue -Retry makes it again.") with { Rebased = pair with { IsGone = true } };
        }

        TaskContent content = _mapper.Map(activity);
        TimelineEdit edit = new(content, pair, twoWay?.Fields(activity, content, pair) ?? []);
        Dictionary<string, string?> changed = edit.Fields();
        Dictionary<string, string?> theirs = NewOwner(linked, pair);
        AddAll(changed, theirs);
        AddAll(changed, NewType(activity, pair));
        string hash = edit.IsWhole ? ContentHash.Of(activity) : pair.ContentHash;    // what was left is looked at again
        if (changed.Count == 0)
        {
            return edit.Nothing(activity, hash);
        }

        return new Change
        {
            Does = Change.Update,
            Activity = activity,
            Subject = (changed.GetValueOrDefault(TaskField.Subject) ?? row?.Values.GetValueOrDefault(TaskField.Subject) ?? content.Fields[TaskField.Subject])!,
            Fields = changed,
            Base = WithOnce(
                edit.Base(),
                theirs.GetValueOrDefault(TaskField.OwnerId) ?? pair.Base.GetValueOrDefault(TaskField.OwnerId),
                _rules.Rewrites ? _mapper.TypeOf(activity) : pair.Base.GetValueOrDefault(TaskField.Type)),
            Expects = theirs.Count == 0 ? new Dictionary<string, string?>() : new Dictionary<string, string?> { [TaskField.OwnerId] = pair.Base[TaskField.OwnerId] },
            ContentHash = hash,
            TargetId = pair.SalesforceId,
            Pair = pair,
            Notes = content.Notes,
            Conflicts = edit.Conflicts,
            Reason = $"{(_rules.Rewrites ? "Written anew" : "Edited in HubSpot")}: {string.Join(", ", changed.Keys.Order(StringComparer.Ordinal))}.",
        };
    }

    // O18: the owner follows HubSpot's, but only a task that somebody else was not given meanwhile; that is looked up when it is written.
    private Dictionary<string, string?> NewOwner(LinkedActivity linked, Pair pair)
    {
        bool canFollow = ActivityKind.Named(linked.Activity.Kind).HasOwner && pair.Base.GetValueOrDefault(TaskField.OwnerId) is not null;
        if (!canFollow || ContactChoice.Newest(linked.Contacts, _rules.Zone) is not { } contact)
        {
            return [];
        }

        string owner = _owners.Choose(linked.Activity, contact).UserId;
        return owner == pair.Base[TaskField.OwnerId] ? [] : new Dictionary<string, string?> { [TaskField.OwnerId] = owner };
    }

    // O9: the type is chosen once; only a rewrite brings another choice to tasks that stand already.
    private Dictionary<string, string?> NewType(Activity activity, Pair pair)
    {
        string? type = _mapper.TypeOf(activity);
        return _rules.Rewrites && type != pair.Base.GetValueOrDefault(TaskField.Type) ? new Dictionary<string, string?> { [TaskField.Type] = type } : [];
    }

    private static Dictionary<string, string?> WithOnce(IReadOnlyDictionary<string, string?> fields, string? owner, string? type)
    {
        Dictionary<string, string?> all = new(fields);
        if (owner is not null)
        {
            all[TaskField.OwnerId] = owner;
        }

        if (type is not null)
        {
            all[TaskField.Type] = type;
        }

        return all;
    }

    private static void AddAll(Dictionary<string, string?> fields, IReadOnlyDictionary<string, string?> more)
    {
        foreach ((string field, string? value) in more)
        {
            fields.TryAdd(field, value);
        }
    }

    private static Skip Skipped(Activity activity, SkipCode because, string reason, ContactLink? contact = null)
        => new() { Activity = activity, Because = because, Reason = reason, Contact = contact };

    private static string Told(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
