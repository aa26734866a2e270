using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Activities;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Planning;

/// <summary>The windows R17-R24, judged through the plan: what is outside is skipped as such.</summary>
public sealed class ContactWindowTests
{
    private const string Synced = "2026-03-01T12:00:00Z";

    [Theory]
    [InlineData("callMade", "2026-03-01T11:59:59Z", false)]    // R17, R24: a second before the sync
    [InlineData("callMade", "2026-03-01T12:00:00Z", true)]    // equal counts as in
    [InlineData("callMade", "2026-03-01T12:00:01Z", true)]
    [InlineData("noteCreated", "2026-03-01T11:59:59Z", false)]
    [InlineData("taskCreated", "2026-03-01T12:00:00Z", true)]
    [InlineData("meetingScheduled", "2026-03-01T11:59:59Z", false)]
    [InlineData("salesEmailSent", "2026-03-01T11:59:59Z", false)]
    [InlineData("salesContentViewed", "2026-03-01T11:59:59Z", false)]
    [InlineData("integrationEvent", "2026-03-01T11:59:59Z", false)]    // R24, D4
    [InlineData("integrationEvent", "2026-03-01T12:00:00Z", true)]
    [InlineData("marketingEmailOpened", "2026-01-30T12:00:00Z", true)]    // R19: exactly 30 times 24 hours before
    [InlineData("marketingEmailOpened", "2026-01-30T11:59:59Z", false)]
    [InlineData("marketingEmailSent", "2026-01-30T11:59:59Z", false)]
    [InlineData("marketingEmailClicked", "2026-05-30T12:00:00Z", true)]    // R19: one-sided, 90 days after is in
    [InlineData("formSubmission", "2025-03-01T12:00:00Z", true)]    // R21: the anniversary
    [InlineData("formSubmission", "2025-03-01T11:59:59Z", false)]
    [InlineData("formSubmission", "2027-09-01T12:00:00Z", true)]    // R21: one-sided
    public void An_activity_is_in_from_the_instant_its_window_opens(string kind, string occurredAt, bool isIn)
        => Assert.Equal(isIn, IsIn(kind, occurredAt, Rules()));

    [Theory]
    [InlineData("2024-02-29T12:00:00Z", "2023-02-28T12:00:00Z")]    // R21: a year before 29 February is the 28th
    [InlineData("2025-02-28T12:00:00Z", "2024-02-28T12:00:00Z")]
    [InlineData("2025-03-01T00:00:00Z", "2024-03-01T00:00:00Z")]    // over a 29 February: 366 days
    [InlineData("2026-03-01T01:00:00+02:00", "2025-02-28T23:00:00Z")]    // counted in UTC
    [InlineData("0001-06-01T00:00:00Z", "0001-01-01T00:00:00Z")]    // and never out of range
    public void A_year_is_a_calendar_year_in_UTC(string from, string back)
        => Assert.Equal(At(back), ContactWindow.Back(At(from), ActivityWindow.OneYear));

    [Fact]
    public void Thirty_days_are_720_hours_whatever_the_clocks_do()    // R19
        => Assert.Equal(TimeSpan.FromHours(720), At("2026-04-10T00:00:00Z") - ContactWindow.Back(At("2026-04-10T00:00:00Z"), ActivityWindow.ThirtyDays));

    [Fact]
    public void A_window_never_opens_before_the_beginning_of_time()
        => Assert.Equal(DateTimeOffset.MinValue, ContactWindow.Back(DateTimeOffset.MinValue.AddDays(29), ActivityWindow.ThirtyDays));

    // D1: from the contact's sync (R19, R21) or from the switch-on (R20, R22).
    [Theory]
    [InlineData("marketingEmailOpened", WindowAnchor.ContactSync, "2026-01-30T12:00:00Z")]
    [InlineData("marketingEmailOpened", WindowAnchor.ActivitySyncEnabled, "2026-06-01T12:00:00Z")]
    [InlineData("formSubmission", WindowAnchor.ContactSync, "2025-03-01T12:00:00Z")]
    [InlineData("formSubmission", WindowAnchor.ActivitySyncEnabled, "2025-07-01T12:00:00Z")]
    public void The_anchor_decides_what_a_window_is_measured_from(string kind, WindowAnchor anchor, string opensAt)
        => Assert.Equal(At(opensAt), OpensAt(kind, Synced, "2026-07-01T12:00:00Z", anchor, forwardFromLater: true));

    // D2, R18: forward-only kinds and the later of contact sync and switch-on.
    [Theory]
    [InlineData("2026-03-01T12:00:00Z", "2026-07-01T12:00:00Z", WindowAnchor.ContactSync, true, "2026-07-01T12:00:00Z")]    // switched on after the sync
    [InlineData("2026-08-01T12:00:00Z", "2026-07-01T12:00:00Z", WindowAnchor.ContactSync, true, "2026-08-01T12:00:00Z")]    // and before it
    [InlineData("2026-03-01T12:00:00Z", "2026-07-01T12:00:00Z", WindowAnchor.ContactSync, false, "2026-03-01T12:00:00Z")]    // the literal 2025 reading
    [InlineData("2026-03-01T12:00:00Z", "2026-07-01T12:00:00Z", WindowAnchor.ActivitySyncEnabled, false, "2026-07-01T12:00:00Z")]    // R18 asks for both
    [InlineData("2026-08-01T12:00:00Z", "2026-07-01T12:00:00Z", WindowAnchor.ActivitySyncEnabled, false, "2026-08-01T12:00:00Z")]
    public void A_forward_kind_starts_where_the_rules_say(string syncedAt, string enabledAt, WindowAnchor anchor, bool forwardFromLater, string opensAt)
        => Assert.Equal(At(opensAt), OpensAt("callMade", syncedAt, enabledAt, anchor, forwardFromLater));

    // O8: without a notBefore of its own, nothing older than the window before the switch-on.
    [Theory]
    [InlineData("callMade", "2026-03-01T12:00:00Z")]
    [InlineData("marketingEmailOpened", "2026-01-30T12:00:00Z")]
    [InlineData("formSubmission", "2025-03-01T12:00:00Z")]
    public void NotBefore_is_the_window_before_the_switch_on_unless_it_is_set(string kind, string notBefore)
        => Assert.Equal(At(notBefore), KindRule.Since(ActivityKind.Named(kind), Noon).NotBefore);

    [Fact]
    public void An_activity_that_happened_later_never_falls_out_of_a_window_an_earlier_one_is_in()
    {
        Gen<DateTimeOffset> instants = from minutes in Gen.Choose(-1_000_000, 1_000_000) select Noon.AddMinutes(minutes);
        Gen<(string Kind, WindowAnchor Anchor, bool Later, DateTimeOffset Synced, DateTimeOffset Enabled, DateTimeOffset First, int More)> cases =
            from kind in Gen.Elements(ActivityKind.All.Select(kind => kind.Key).ToArray())
            from anchor in Gen.Elements(WindowAnchor.ContactSync, WindowAnchor.ActivitySyncEnabled)
            from later in Gen.Elements(true, false)
            from synced in instants
            from enabled in instants
            from first in instants
            from more in Gen.Choose(0, 1_000_000)
            select (kind, anchor, later, synced, enabled, first, more);

        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            PlanRules rules = RulesOf(one.Kind, one.Enabled, one.Anchor, one.Later);
            ContactLink contact = Contact() with { SyncedAt = one.Synced };
            bool IsIn(DateTimeOffset at) => Plan(rules).Decide((Activity(one.Kind) with { OccurredAt = at }).On(contact), null) is Change;
            return !IsIn(one.First) || IsIn(one.First.AddMinutes(one.More));
        }).QuickCheckThrowOnFailure();
    }

    private static bool IsIn(string kind, string occurredAt, PlanRules rules)
    {
        Decision decision = Plan(rules).Decide((Activity(kind) with { OccurredAt = At(occurredAt) }).On(Contact(syncedAt: Synced)), null);
        Assert.True(decision is Change || decision.Code == nameof(SkipCode.OutsideWindow), decision.Reason);
        return decision is Change;
    }

    private static DateTimeOffset OpensAt(string kind, string syncedAt, string enabledAt, WindowAnchor anchor, bool forwardFromLater)
    {
        PlanRules rules = RulesOf(kind, At(enabledAt), anchor, forwardFromLater);
        return ContactWindow.OpensAt(Contact(syncedAt: syncedAt), rules.Kinds[kind], rules);
    }

    private static PlanRules RulesOf(string kind, DateTimeOffset enabledAt, WindowAnchor anchor, bool forwardFromLater) => new()
    {
        Kinds = new Dictionary<string, KindRule> { [kind] = KindRule.Since(ActivityKind.Named(kind), enabledAt, DateTimeOffset.UnixEpoch) },
        Anchor = anchor,
        ForwardFromLater = forwardFromLater,
    };
}
