using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Mapping;

public sealed class TaskMapperTests
{
    private static readonly TaskVocabulary Renamed = TaskVocabulary.Factory with
    {
        Statuses = ["Offen", "Laufend", "Erledigt", "Abgesagt"],
        ClosedStatuses = ["Erledigt", "Abgesagt"],
        Priorities = ["Hoch", "Normal"],
    };

    // D9: the start day, the due day, else the day of occurredAt; in the zone, on both sides of midnight and of a clock change.
    [Theory]
    [InlineData("callMade", "2026-03-01T22:59:59Z", null, "Europe/Warsaw", "2026-03-01")]
    [InlineData("callMade", "2026-03-01T23:00:00Z", null, "Europe/Warsaw", "2026-03-02")]
    [InlineData("callMade", "2026-03-28T22:59:59Z", null, "Europe/Warsaw", "2026-03-28")]    // the night in which the clocks go forward
    [InlineData("callMade", "2026-03-28T23:00:00Z", null, "Europe/Warsaw", "2026-03-29")]
    [InlineData("callMade", "2026-03-29T21:59:59Z", null, "Europe/Warsaw", "2026-03-29")]    // and the evening after: an hour earlier
    [InlineData("callMade", "2026-03-29T22:00:00Z", null, "Europe/Warsaw", "2026-03-30")]
    [InlineData("callMade", "2026-10-24T22:00:00Z", null, "Europe/Warsaw", "2026-10-25")]    // back again
    [InlineData("callMade", "2026-10-25T22:59:59Z", null, "Europe/Warsaw", "2026-10-25")]
    [InlineData("callMade", "2026-10-25T23:00:00Z", null, "Europe/Warsaw", "2026-10-26")]
    [InlineData("callMade", "2026-03-01T04:59:59Z", null, "America/New_York", "2026-02-28")]
    [InlineData("callMade", "2026-03-01T10:00:00Z", null, "Pacific/Kiritimati", "2026-03-02")]
    [InlineData("callMade", "2026-03-01T12:00:00+14:00", null, "UTC", "2026-02-28")]
    [InlineData("meetingScheduled", "2026-03-01T12:00:00Z", "2026-04-07T23:30:00Z", "Europe/Warsaw", "2026-04-08")]
    [InlineData("meetingScheduled", "2026-03-01T12:00:00Z", null, "UTC", "2026-03-01")]
    [InlineData("taskCreated", "2026-03-01T12:00:00Z", "2026-04-07T12:00:00Z", "UTC", "2026-04-07")]
    [InlineData("taskCreated", "2026-03-01T12:00:00Z", null, "UTC", null)]    // R10: no due date
    [InlineData("marketingEmailOpened", "2026-03-01T12:00:00Z", null, "UTC", "2026-03-01")]
    [InlineData("formSubmission", "2026-03-01T12:00:00Z", null, "UTC", "2026-03-01")]
    public void The_date_is_a_day_in_the_configured_zone(string kind, string occurredAt, string? scheduledAt, string zone, string? day)
    {
        Activity activity = Activity(kind) with { OccurredAt = At(occurredAt), ScheduledAt = scheduledAt is null ? null : At(scheduledAt) };

        Assert.Equal(day, Mapper(Zone(zone)).Map(activity).Fields[TaskField.ActivityDate]);
    }

    // D9: what happened is done, a meeting too; a HubSpot task keeps its own status.
    [Theory]
    [InlineData("callMade", null, "Completed")]
    [InlineData("meetingScheduled", null, "Completed")]
    [InlineData("formSubmission", null, "Completed")]
    [InlineData("taskCreated", "NOT_STARTED", "Not Started")]
    [InlineData("taskCreated", "IN_PROGRESS", "In Progress")]
    [InlineData("taskCreated", "COMPLETED", "Completed")]
    [InlineData("taskCreated", "WAITING", "Waiting on someone else")]
    [InlineData("taskCreated", "DEFERRED", "Deferred")]
    [InlineData("taskCreated", "completed", "Completed")]
    [InlineData("taskCreated", null, "Not Started")]
    public void The_status_says_what_became_of_it(string kind, string? theirs, string status)
    {
        TaskContent content = Mapper().Map(With(kind, "status", theirs));

        Assert.Equal(status, content.Fields[TaskField.Status]);
        Assert.Equal(status == "Completed", content.IsClosed);
        Assert.Empty(content.Notes);
    }

    // An org that renamed the factory values.
    [Theory]
    [InlineData("callMade", null, "Erledigt", true, 0)]    // its first closed status
    [InlineData("taskCreated", "COMPLETED", "Erledigt", true, 0)]
    [InlineData("taskCreated", "NOT_STARTED", "Offen", false, 1)]    // its first open one, and the plan says so
    [InlineData("taskCreated", "WAITING", "Offen", false, 1)]
    public void An_org_without_the_factory_status_gets_its_nearest(string kind, string? theirs, string status, bool isClosed, int notes)
    {
        TaskContent content = Mapper(org: Renamed).Map(With(kind, "status", theirs));

        Assert.Equal((status, isClosed, notes), (content.Fields[TaskField.Status], content.IsClosed, content.Notes.Length));
    }

    [Theory]    // D9: status: byOutcome
    [InlineData(null, "Not Started")]
    [InlineData("SCHEDULED", "Not Started")]
    [InlineData("RESCHEDULED", "Not Started")]
    [InlineData("COMPLETED", "Completed")]
    [InlineData("NO_SHOW", "Completed")]
    [InlineData("CANCELED", "Completed")]
    public void A_meeting_may_follow_its_outcome(string? outcome, string status)
    {
        TaskMapper mapper = Mapper(change: mapping => mapping with { Status = KindMapping.ByOutcome });

        Assert.Equal(status, mapper.Map(With("meetingScheduled", "outcome", outcome)).Fields[TaskField.Status]);
    }

    [Fact]
    public void A_status_the_settings_choose_is_taken_as_it_is()
        => Assert.Equal("Deferred", Mapper(change: mapping => mapping with { Status = "Deferred" }).Map(Activity()).Fields[TaskField.Status]);

    // 2.3: HubSpot's priority where it has one; nothing travels where the org's default shall stand.
    [Theory]
    [InlineData("taskCreated", "HIGH", "High", 0)]
    [InlineData("taskCreated", "MEDIUM", "Normal", 0)]
    [InlineData("taskCreated", "LOW", "Low", 0)]
    [InlineData("taskCreated", "NONE", null, 0)]
    [InlineData("taskCreated", "", null, 0)]
    [InlineData("taskCreated", null, null, 0)]
    [InlineData("taskCreated", "URGENT", null, 1)]
    [InlineData("callMade", "HIGH", null, 0)]
    public void A_priority_travels_only_when_a_task_has_one(string kind, string? theirs, string? priority, int notes)
    {
        TaskContent content = Mapper().Map(With(kind, "priority", theirs));

        Assert.Equal(priority, content.Fields.GetValueOrDefault(TaskField.Priority));
        Assert.Equal(priority is not null, content.Fields.ContainsKey(TaskField.Priority));
        Assert.Equal(notes, content.Notes.Length);
    }

    [Fact]
    public void An_org_without_the_factory_priority_keeps_its_default_and_the_plan_says_so()
    {
        TaskContent content = Mapper(org: Renamed).Map(With("taskCreated", "priority", "HIGH"));

        Assert.DoesNotContain(TaskField.Priority, content.Fields.Keys);
        Assert.Contains(content.Notes, note => note.Contains("priority for 'HIGH'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_subject_is_cut_at_255_and_the_plan_says_so()    // 2.4
    {
        TaskContent content = Mapper().Map(With("callMade", "title", new string('x', 300)));

        Assert.Equal(255, content.Fields[TaskField.Subject]!.Length);
        Assert.Single(content.Notes);
    }

    [Fact]
    public void A_task_without_words_is_named_by_its_kind()
        => Assert.Equal("noteCreated", Mapper(change: mapping => mapping with { Subject = new SubjectTemplate("{firstLine}") }).Map(Activity("noteCreated") with { Body = null }).Fields[TaskField.Subject]);

    [Theory]
    [InlineData("{direction}", "OUTBOUND", "OUTBOUND")]
    [InlineData("{direction}", null, null)]    // an empty template clears the field
    public void Further_fields_are_filled_from_their_templates(string template, string? value, string? field)
    {
        TaskMapper mapper = Mapper(change: mapping => mapping with { Fields = new Dictionary<string, SubjectTemplate> { ["CallType"] = new(template) } });

        Assert.Equal(field, mapper.Map(With("callMade", "direction", value)).Fields["CallType"]);
    }

    [Fact]
    public void The_base_holds_what_is_sent_in_canonical_form()    // O6
    {
        TaskContent content = Mapper().Map(Activity());

        Assert.Equal(content.Fields.Keys, content.Base.Keys);
        Assert.Equal("They want a demo.", content.Base[TaskField.Description]);
        Assert.Equal("2026-03-01", content.Base[TaskField.ActivityDate]);
    }

    private static Activity With(string kind, string name, string? value)
        => Activity(kind) with { Values = new Dictionary<string, string?>(Activity(kind).Values) { [name] = value } };
}
