using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>The time from which activities of a kind are written for a contact (R17-R24).</summary>
/// <remarks>Pure. Windows are open at the end: they look back from an anchor and take everything after it (R19, R21).</remarks>
public static class ContactWindow
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Returns the first instant that is in; an activity at that very instant is in.</summary>
    /// <param name="contact">The contact; it is linked.</param>
    /// <param name="kind">The kind's rule.</param>
    /// <param name="rules">The anchor, and what forward-only kinds start from.</param>
    public static DateTimeOffset OpensAt(ContactLink contact, KindRule kind, PlanRules rules)
    {
        DateTimeOffset syncedAt = contact.SyncedAt
            ?? throw new ArgumentException("A window is asked for a contact that is not linked.", nameof(contact));

        if (kind.Kind.Window == ActivityWindow.Forward)
        {
            bool isLater = rules.ForwardFromLater || rules.Anchor == WindowAnchor.ActivitySyncEnabled;
            return isLater && kind.EnabledAt > syncedAt ? kind.EnabledAt : syncedAt;
        }

        return Back(rules.Anchor == WindowAnchor.ContactSync ? syncedAt : kind.EnabledAt, kind.Kind.Window);
    }

    /// <summary>Returns the instant a window before another: 30 times 24 hours, or a calendar year in UTC (29 February goes back to the 28th).</summary>
    public static DateTimeOffset Back(DateTimeOffset from, ActivityWindow window) => window switch
    {
        ActivityWindow.ThirtyDays => Floor(from, Month),
        ActivityWindow.OneYear => from.UtcDateTime.Year > 1 ? from.ToUniversalTime().AddYears(-1) : DateTimeOffset.MinValue,
        _ => from,
    };

    private static DateTimeOffset Floor(DateTimeOffset from, TimeSpan back)
        => from - DateTimeOffset.MinValue > back ? from - back : DateTimeOffset.MinValue;
}
