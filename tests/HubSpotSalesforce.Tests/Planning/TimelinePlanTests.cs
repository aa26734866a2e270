using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Activities;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Planning;

public sealed class TimelinePlanTests
{
    [Fact]
    public void A_create_carries_the_key_the_kind_and_everything_the_task_says()
    {
        Change change = Create("hs-call-17");

        Assert.Equal(("create", "New", "hs-call-17"), (change.Action, change.Code, change.Fields[TaskField.Key]));
        Assert.Equal("callMade", change.Fields[TaskField.Kind]);
        Assert.Equal("2026-03-01T12:00:00.000Z", change.Fields[TaskField.OccurredAt]);    // D9
        Assert.Equal(IntegrationUser, change.Fields[TaskField.OwnerId]);    // R36
        Assert.True(change.IsClosed);
        Assert.DoesNotContain(TaskField.TaskSubtype, change.Fields.Keys);    // O5: only if set
    }

    // R15, O21: no task type is an empty Type, sent as such, so that the org's default does not fill it.
    [Fact]
    public void Without_a_task_type_Type_travels_as_null()
    {
        Change change = Create("hs-call-17");

        Assert.Contains(TaskField.Type, change.Fields.Keys);
        Assert.Null(change.Fields[TaskField.Type]);
    }

    [Theory]    // D8, O1, O11, O20
    [InlineData("filtered", SkipCode.Filtered)]
    [InlineData("obsolete", SkipCode.Obsolete)]
    [InlineData("from Salesforce", SkipCode.FromSalesforce)]
    [InlineData("sales email", SkipCode.SalesEmailEvent)]
    public void What_HubSpot_marks_is_not_written_and_does_not_wait(string mark, SkipCode code)
    {
        Skip skip = Assert.IsType<Skip>(Plan().Decide(Marked(mark).On(Contact()), null));

        Assert.Equal(code, skip.Because);
        Assert.False(skip.IsWaiting);
    }

    [Theory]
    [InlineData("filtered")]    // D8: timeline.includeFiltered
    [InlineData("from Salesforce")]    // O1: timeline.includeFromSalesforce
    public void What_the_settings_include_is_written(string mark)
    {
        PlanRules rules = Rules() with { IncludesFiltered = true, IncludesFromSalesforce = true };

        Assert.IsType<Change>(Plan(rules).Decide(Marked(mark).On(Contact()), null));
    }

    [Fact]
    public void An_obsolete_event_stays_out_even_where_filtered_ones_are_in()    // D8
        => Assert.Equal("Obsolete", Plan(Rules() with { IncludesFiltered = true }).Decide(Marked("obsolete").On(Contact()), null).Code);

    [Theory]    // O11
    [InlineData("EMAIL", "SENT", true)]
    [InlineData("EMAIL", null, true)]
    [InlineData("EMAIL", "", true)]
    [InlineData("EMAIL", "FAILED", false)]
    [InlineData("EMAIL", "BOUNCED", false)]
    [InlineData("EMAIL", "SCHEDULED", false)]
    [InlineData("FORWARDED_EMAIL", "SENT", false)]
    [InlineData("INCOMING_EMAIL", "SENT", false)]
    [InlineData(null, "SENT", false)]
    public void An_email_was_sent_when_it_left_the_CRM_and_did_not_fail(string? direction, string? status, bool isSent)
    {
        Activity email = Activity("salesEmailSent") with { Values = new Dictionary<string, string?> { ["direction"] = direction, ["status"] = status } };

        Decision decision = Plan().Decide(email.On(Contact()), null);

        Assert.Equal(isSent ? "New" : "NotSent", decision.Code);
    }

    [Theory]    // O8
    [InlineData("2026-03-01T11:59:59Z", "BeforeStart")]
    [InlineData("2026-03-01T12:00:00Z", "New")]
    public void Nothing_older_than_notBefore_is_written(string occurredAt, string code)
    {
        Activity activity = Activity("formSubmission") with { OccurredAt = At(occurredAt) };

        Assert.Equal(code, Plan(Rules(notBefore: "2026-03-01T12:00:00Z")).Decide(activity.On(Contact()), null).Code);
    }

    [Fact]
    public void Lifting_the_windows_lifts_R17_to_R22_and_nothing_else()    // O27
    {
        PlanRules rules = Rules(notBefore: "2026-01-01T00:00:00Z") with { IgnoresWindow = true };
        ContactLink late = Contact(syncedAt: "2026-12-01T00:00:00Z");

        Assert.Equal("New", Plan(rules).Decide(Activity().On(late), null).Code);
        Assert.Equal("BeforeStart", Plan(rules).Decide((Activity() with { OccurredAt = At("2025-12-31T23:59:59Z") }).On(late), null).Code);
        Assert.Equal("NoLinkedContact", Plan(rules).Decide(Activity().On(Unlinked()), null).Code);
    }

    [Fact]
    public void A_kind_that_is_off_writes_nothing_and_updates_nothing()    // R12, O18
    {
        PlanRules rules = new() { Kinds = new Dictionary<string, KindRule> { ["noteCreated"] = Rules().Kinds["noteCreated"] } };
        Pair pair = Create("hs-call-17").Settled();

        Assert.Equal("KindOff", Plan(rules).Decide(Activity().On(Contact()), null).Code);
        Assert.Equal("KindOff", Plan(rules).Decide((Activity() with { Title = "Other" }).On(Contact()), pair).Code);
    }

    [Fact]
    public void A_skip_for_its_window_names_the_contact_both_times_and_a_guess_as_such()    // O2
    {
        ContactLink contact = Contact(syncedAt: "2026-04-01T00:00:00Z") with { SyncedAtSource = "firstSeen" };

        Decision decision = Plan().Decide(Activity().On(contact), null);

        Assert.Equal("OutsideWindow", decision.Code);
        Assert.Equal(301, decision.Contact?.ObjectId);
        Assert.Contains("2026-03-01 12:00:00Z", decision.Reason, StringComparison.Ordinal);
        Assert.Contains("2026-04-01 00:00:00Z (first seen by us", decision.Reason, StringComparison.Ordinal);
    }

    // O18: windows, contacts and owner decide once.
    [Theory]
    [InlineData("outside its window")]
    [InlineData("filtered")]
    [InlineData("no contact left")]
    [InlineData("another contact")]
    public void A_known_pair_is_followed_whatever_the_rules_for_new_ones_would_say(string now)
    {
        Pair pair = Create("hs-call-17").Settled();
        Activity edited = Activity(key: "hs-call-17") with { Body = "They bought.", IsFiltered = now == "filtered", OwnerId = "9" };
        ContactLink[] contacts = now switch
        {
            "no contact left" => [],
            "another contact" => [Contact(999, "2026-02-01T00:00:00Z") with { SalesforceId = "003000000000009AAA" }],
            "outside its window" => [Contact(syncedAt: "2027-01-01T00:00:00Z")],
            _ => [Contact()],
        };

        Change change = Assert.IsType<Change>(Plan().Decide(edited.On(contacts), pair));

        Assert.Equal((Change.Update, TaskId), (change.Action, change.TargetId));
        Assert.Equal([TaskField.Description], change.Fields.Keys);
    }

    // O5: only what changed in HubSpot travels, so that a task a rep completed stays completed.
    [Theory]
    [InlineData("due date", TaskField.ActivityDate)]
    [InlineData("title", TaskField.Subject)]
    [InlineData("status", TaskField.Status)]
    [InlineData("body", TaskField.Description)]
    [InlineData("priority", TaskField.Priority)]
    public void Only_the_field_that_changed_travels(string edit, string field)
    {
        Activity task = Activity("taskCreated") with { ScheduledAt = Noon };
        Pair pair = Assert.IsType<Change>(Plan().Decide(task.On(Contact()), null)).Settled();

        Change change = Assert.IsType<Change>(Plan().Decide(Edited(task, edit).On(Contact()), pair));

        Assert.Equal([field], change.Fields.Keys);
        Assert.Equal("Edited", change.Code);
    }

    [Theory]    // O6: canonical forms, so that what was only written otherwise is no edit
    [InlineData("They want a demo.  ")]
    [InlineData("They want a demo.\r\n")]
    [InlineData("\n They want a demo.")]
    public void A_text_that_differs_in_blanks_and_line_ends_is_unchanged(string body)
    {
        Pair pair = Create("hs-call-17").Settled();

        Assert.Equal("Unchanged", Plan().Decide((Activity(key: "hs-call-17") with { Body = body }).On(Contact()), pair).Code);
    }

    [Fact]
    public void A_due_date_that_moves_within_its_day_is_unchanged()    // O6: dates are compared as days
    {
        Activity task = Activity("taskCreated") with { ScheduledAt = At("2026-03-01T08:00:00Z") };
        Pair pair = Assert.IsType<Change>(Plan().Decide(task.On(Contact()), null)).Settled();

        Assert.Equal("Unchanged", Plan().Decide((task with { ScheduledAt = At("2026-03-01T20:00:00Z") }).On(Contact()), pair).Code);
    }

    [Fact]
    public void A_due_date_that_is_taken_away_empties_the_field()    // R10
    {
        Activity task = Activity("taskCreated") with { ScheduledAt = Noon };
        Pair pair = Assert.IsType<Change>(Plan().Decide(task.On(Contact()), null)).Settled();

        Change change = Assert.IsType<Change>(Plan().Decide((task with { ScheduledAt = null }).On(Contact()), pair));

        Assert.Equal([new(TaskField.ActivityDate, null)], change.Fields);
    }

    // R31: the same event read twice; and events do not change after they happened.
    [Theory]
    [InlineData("marketingEmailOpened")]
    [InlineData("formSubmission")]
    public void An_event_whose_task_exists_is_unchanged_whatever_it_says_now(string kind)
    {
        Pair pair = Create("hs-mail-1-a", kind).Settled();

        Assert.Equal("Unchanged", Plan().Decide((Activity(kind, "hs-mail-1-a") with { Title = "Renamed", Body = "Other" }).On(Contact()), pair).Code);
    }

    [Fact]
    public void A_plan_says_the_same_of_the_same_and_nothing_more_once_it_was_carried_out()
    {
        Prop.ForAll(Anything().ToArbitrary(), one =>
        {
            TimelinePlan plan = Plan(mapper: Mapper(Zone("Europe/Warsaw")));
            LinkedActivity linked = one.Activity.On(one.Contacts);
            Decision first = plan.Decide(linked, null);
            Decision again = plan.Decide(linked, null);
            bool isSame = first.GetType() == again.GetType() && first.Code == again.Code && first.Reason == again.Reason && first.Subject == again.Subject;
            return isSame && (first is not Change change
                || (change.Fields.SequenceEqual(((Change)again).Fields)
                    && plan.Decide(linked, change.Settled()) is Skip { Because: SkipCode.Unchanged }));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_update_that_was_carried_out_leaves_nothing_to_do_either()
    {
        Prop.ForAll(Anything().ToArbitrary(), ArbMap.Default.ArbFor<string>(), (one, body) =>
        {
            TimelinePlan plan = Plan();
            Activity edited = one.Activity with { Body = body, Title = body };
            return plan.Decide(one.Activity.On(Contact()), null) is not Change create
                || plan.Decide(edited.On(Contact()), create.Settled()) is not Change update
                || (update.Fields.Count > 0 && plan.Decide(edited.On(Contact()), update.Settled()) is Skip { Because: SkipCode.Unchanged });
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<(Activity Activity, ContactLink[] Contacts)> Anything() =>
        from kind in Gen.Elements(ActivityKind.All.Select(kind => kind.Key).ToArray())
        from text in ArbMap.Default.GeneratorFor<string>()
        from value in ArbMap.Default.GeneratorFor<string>()
        from isHtml in Gen.Elements(true, false)
        from minutes in Gen.Choose(-2_000_000, 2_000_000)
        from due in Gen.Choose(-1, 2_000_000)
        from synced in Gen.Choose(-2_000_000, 2_000_000)
        from contacts in Gen.Choose(0, 3)
        select (
            Activity(kind) with
            {
                Title = text,
                Body = value,
                IsHtml = isHtml,
                OccurredAt = Noon.AddMinutes(minutes),
                ScheduledAt = due < 0 ? null : Noon.AddMinutes(due),
                Values = new Dictionary<string, string?>(Activity(kind).Values) { ["outcome"] = value, ["url"] = text },
            },
            Enumerable.Range(1, contacts).Select(id => Contact(id) with { SyncedAt = Noon.AddMinutes(synced) }).ToArray());

    private static Activity Marked(string mark) => mark switch
    {
        "filtered" => Activity("marketingEmailOpened") with { IsFiltered = true },
        "obsolete" => Activity("marketingEmailOpened") with { ObsoletedBy = "hs-mail-2-b" },
        "from Salesforce" => Activity() with { Origin = "SALESFORCE" },
        _ => Activity("marketingEmailOpened") with { IsSalesEmail = true },
    };

    private static Activity Edited(Activity task, string edit) => edit switch
    {
        "due date" => task with { ScheduledAt = Noon.AddDays(3) },
        "title" => task with { Values = With(task, "subject", "Other") },
        "status" => task with { Values = With(task, "status", "IN_PROGRESS") },
        "priority" => task with { Values = With(task, "priority", "HIGH") },
        _ => task with { Body = "Other" },
    };

    private static Dictionary<string, string?> With(Activity task, string name, string value) => new(task.Values) { [name] = value };
}
