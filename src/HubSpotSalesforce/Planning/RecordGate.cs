using HubSpotSalesforce.Activities;
using static HubSpotSalesforce.Planning.RecordTime;

namespace HubSpotSalesforce.Planning;

/// <summary>What can be said of a Salesforce record alone: whether it travels at all (R45, R48, O1, O7).</summary>
/// <remarks>Pure.</remarks>
internal sealed class RecordGate
{
    private const string Draft = "5";    // EmailMessage.Status ("EmailMessage", Object Reference, read 2026-11-21)

    private static readonly TimeSpan ConversionTime = TimeSpan.FromMinutes(5);

    private readonly RecordRules _rules;

    public RecordGate(RecordRules rules) => _rules = rules;

    /// <summary>The family of a record: that of its HubSpot object for a known pair (O7); null when it flows one way.</summary>
    public static ActivityFamily? FamilyOf(string kind, Pair? pair) => pair switch
    {
        null => ActivityFamily.Find(kind),
        _ when ActivityKey.IsOfRecord(pair.Key) => ActivityFamily.Find(pair.Kind),
        _ when pair.Kind == ActivityKind.TaskCreated.Key => ActivityFamily.Tasks,
        _ => null,
    };

    /// <summary>The rule of a record's family; null when that is off or the record flows one way.</summary>
    public FamilyRule? RuleOf(string kind, Pair? pair) => FamilyOf(kind, pair) is { } family ? _rules.Families.GetValueOrDefault(family.Key) : null;

    /// <summary>Returns why a record does not travel; null when that takes more than itself to say.</summary>
    public Skip? Stop(Activity row, Pair? pair)
    {
        if (pair is not null && FamilyOf(row.Kind, pair) is null)
        {
            return Skips.Of(row, SkipCode.OneWay, $"It was made from a HubSpot activity of kind {pair.Kind}, which flows from HubSpot to Salesforce only.");
        }

        if (RuleOf(row.Kind, pair) is not { } rule)
        {
            return Skips.Of(row, SkipCode.FamilyOff, $"{FamilyOf(row.Kind, pair)?.Key ?? row.Kind} are switched off under salesforceToHubSpot.");
        }

        return pair is null ? Unfit(row, rule) : Deleted(row, pair, rule);
    }

    /// <summary>Whether a record that was never seen has been touched by a lead's conversion alone (O24).</summary>
    public bool IsMovedByConversion(LinkedRecord linked)
        => linked.ConvertedAt is { } converted
            && CreatedAt(linked.Activity) < RuleOf(linked.Activity.Kind, null)?.EnabledAt
            && (ModifiedAt(linked.Activity) - converted).Duration() <= ConversionTime;

    private Skip? Unfit(Activity row, FamilyRule rule)
    {
        if (row.Values.GetValueOrDefault(TaskField.Key) is { Length: > 0 } key)
        {
            return Skips.Of(row, SkipCode.FromHubSpot, $"It carries the key {key}: it came from HubSpot.");
        }

        if (row.Values.GetValueOrDefault("CreatedById") is { } user && _rules.IgnoreCreatedBy.Contains(user))
        {
            return Skips.Of(row, SkipCode.FromHubSpotConnector, $"User {user}, whose records salesforceToHubSpot.ignoreCreatedBy leaves out, made it.");
        }

        if (row.IsDeleted)
        {
            return Skips.Of(row, SkipCode.DeletedInSalesforce, "It was deleted in Salesforce before it was ever carried over.");
        }

        if (IsTrue(row, "IsChild"))
        {
            return Skips.Of(row, SkipCode.InviteeCopy, "It is an invitee's copy of an event, which travels by itself.");
        }

        if (IsTrue(row, "IsRecurrence"))
        {
            return Skips.Of(row, SkipCode.RecurringSeries, "It describes a series; each of its occurrences travels by itself.");
        }

        if (row.Values.GetValueOrDefault("EmailMessage.Status") == Draft)
        {
            return Skips.Of(row, SkipCode.NotSent, "Its email is a draft.");
        }

        return ModifiedAt(row) < rule.EnabledAt
            ? Skips.Of(row, SkipCode.BeforeSwitchOn, $"It was last changed {Told(ModifiedAt(row))}, before {rule.Family} were switched on {Told(rule.EnabledAt)}. Sync-SalesforceActivityToHubSpot -Backfill (backfill) imports what stood before.")
            : null;
    }

    private static Skip? Deleted(Activity row, Pair pair, FamilyRule rule) => row.IsDeleted switch
    {
        false => null,
        // Salesforce may replace the task of an email by another (O23): the email itself is deleted only with its message.
        true when ActivityKey.IsOfRecord(pair.Key) && row.Key != pair.Key
            => Skips.Of(row, SkipCode.Unchanged, "Salesforce deleted a task that stood for its email; the email is still there."),
        true when !rule.Deletes => Skips.Of(row, SkipCode.KeptByRule, $"It was deleted in Salesforce; salesforceToHubSpot.{rule.Family}.onDelete is nothing."),
        true => null,
    };

    private static bool IsTrue(Activity row, string field) => string.Equals(row.Values.GetValueOrDefault(field), "true", StringComparison.OrdinalIgnoreCase);
}
