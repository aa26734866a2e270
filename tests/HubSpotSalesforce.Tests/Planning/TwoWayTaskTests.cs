using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Mapping;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Planning;

/// <summary>HubSpot tasks and the tasks made of them: edited on both sides (O7).</summary>
public sealed class TwoWayTaskTests
{
    private static readonly string[] OnContact = ["contacts/301"];

    [Fact]    // O7
    public void What_the_timeline_wrote_is_no_edit_on_the_way_back_and_an_edit_in_Salesforce_is()
    {
        (Pair pair, Activity task, Activity row, HubSpotRecord record) = Written();

        Decision echo = Back().Decide(new LinkedRecord(row, null, OnContact), pair, record);
        Pair based = Assert.IsType<Skip>(echo).Rebased ?? pair;
        Change done = Assert.IsType<Change>(Back().Decide(new LinkedRecord(row.With("Status", "Completed").With("Description", "Called her.\n\n" + row.Values["Description"]), null, OnContact), based, record));

        Assert.Equal("Unchanged", echo.Code);
        Assert.Equal((record.Id, pair.Key, "tasks"), (done.TargetId, done.Activity.Key, done.Target));
        Assert.Equal("COMPLETED", done.Fields["hs_task_status"]);
        Assert.Equal("Called her.<br><br>Ask for a quote.", done.Fields["hs_task_body"]);    // without our footer
        Assert.Equal(2, done.Fields.Count);

        // And the way forth has nothing to do about it.
        Activity after = task with { ModifiedAt = Noon.AddHours(1), Body = done.Fields["hs_task_body"], Values = new Dictionary<string, string?>(task.Values) { ["status"] = "COMPLETED" } };
        Pair stored = pair with { Base = done.Base };
        Assert.Equal("Unchanged", Forth().Decide(after.On(Contact()), stored, row.With("Status", "Completed").With("Description", "Called her.\n\n" + row.Values["Description"])).Code);
    }

    [Theory]    // R52: each way writes its own side only
    [InlineData(ConflictRule.Salesforce, "KeptByRule", "Edited")]
    [InlineData(ConflictRule.HubSpot, "Edited", "KeptByRule")]
    [InlineData(ConflictRule.Manual, "ConflictWaiting", "ConflictWaiting")]
    public void A_conflict_is_decided_alike_in_both_directions(ConflictRule rule, string forth, string back)
    {
        (Pair pair, Activity task, Activity row, HubSpotRecord record) = Written();
        Activity theirs = row.With("Subject", "Call Anna", "2026-03-01T14:00:00Z");
        Activity ours = task with { Title = "Call Ben", ModifiedAt = At("2026-03-01T15:00:00Z"), Values = new Dictionary<string, string?>(task.Values) { ["subject"] = "Call Ben" } };
        HubSpotRecord now = record with { ModifiedAt = At("2026-03-01T15:00:00Z"), Properties = new Dictionary<string, string?>(record.Properties) { ["hs_task_subject"] = "Call Ben" } };

        Decision toSalesforce = Forth(rule).Decide(ours.On(Contact()), pair, theirs);
        Decision toHubSpot = Back(rule).Decide(new LinkedRecord(theirs, null, OnContact), pair, now);

        Assert.Equal((forth, back), (toSalesforce.Code, toHubSpot.Code));
        Assert.Equal("Subject", Assert.Single(toSalesforce.Conflicts).Field);
        Assert.All(new[] { toSalesforce, toHubSpot }.OfType<Change>(), change => Assert.NotNull(Assert.Single(change.Conflicts).Lost));
    }

    [Fact]    // R52: what waits is looked at again, though HubSpot's content is the same
    public void A_choice_made_later_is_carried_out()
    {
        (Pair pair, Activity task, Activity row, _) = Written();
        Activity theirs = row.With("Subject", "Call Anna");
        Activity ours = task with { Title = "Call Ben", Values = new Dictionary<string, string?>(task.Values) { ["subject"] = "Call Ben", ["status"] = "WAITING" } };

        Change first = Assert.IsType<Change>(Forth(ConflictRule.Manual).Decide(ours.On(Contact()), pair, theirs));
        Pair stored = pair with { Base = first.Base, ContentHash = first.ContentHash };
        Change later = Assert.IsType<Change>(Forth(ConflictRule.Manual, new() { [(pair.Key, "Subject")] = Side.HubSpot }).Decide(ours.On(Contact()), stored, theirs.With("Status", "Waiting on someone else")));

        Assert.Equal(["Status"], first.Fields.Keys);
        Assert.Equal(["Subject"], later.Fields.Keys);
    }

    [Fact]    // O7: a field whose value cannot be led back stays one-way
    public void A_subject_made_by_a_template_and_a_fixed_status_stay_one_way()
    {
        KindMapping mapping = Sample.Mapping(ActivityKind.TaskCreated) with { Subject = new SubjectTemplate("Task: {subject}"), Status = "Completed" };

        Assert.Equal(["ActivityDate", "Description", "Priority"], BornFields.Of(mapping).Order(StringComparer.Ordinal));
        Assert.Equal(["ActivityDate", "Description", "Priority", "Status", "Subject"], BornFields.Of(Sample.Mapping(ActivityKind.TaskCreated)).Order(StringComparer.Ordinal));
    }

    [Fact]    // O5
    public void A_row_that_is_known_to_be_deleted_is_not_written_and_its_pair_remembers_it()
    {
        (Pair pair, Activity task, Activity row, HubSpotRecord record) = Written();
        Activity edited = task with { Title = "Call Ben", Values = new Dictionary<string, string?>(task.Values) { ["subject"] = "Call Ben" } };

        Skip skip = Assert.IsType<Skip>(Forth().Decide(edited.On(Contact()), pair, row with { IsDeleted = true }));
        Skip restored = Assert.IsType<Skip>(Back().Decide(new LinkedRecord(row, null, OnContact), skip.Rebased, record));

        Assert.Equal((SkipCode.DeletedInSalesforce, true), (skip.Because, skip.Rebased!.IsGone));
        Assert.False(restored.Rebased!.IsGone);
    }

    [Fact]    // O1: what was born in Salesforce never becomes a task of the timeline
    public void What_was_born_in_Salesforce_is_no_activity_of_the_timeline()
    {
        Activity call = Activity();
        Pair pair = new() { Key = "sf-00T000000000001AAA", Kind = "calls", HubSpotId = "17", SalesforceId = TaskId, ContentHash = "", Base = new Dictionary<string, string?>() };

        Assert.Equal("FromSalesforce", Sample.Plan().Decide(call.On(Contact()), pair).Code);
        Assert.Equal("FromSalesforce", Sample.Plan().Decide((call with { Counterpart = "sf-00T000000000001AAA" }).On(Contact()), null).Code);
    }

    private static TimelinePlan Forth(ConflictRule rule = ConflictRule.Salesforce, Dictionary<(string, string), Side>? takes = null)
        => Sample.Plan(Sample.Rules() with { TwoWay = Rules(rule, takes) });

    private static RecordPlan Back(ConflictRule rule = ConflictRule.Salesforce) => new(Rules(rule, null));

    private static RecordRules Rules(ConflictRule rule, Dictionary<(string, string), Side>? takes) => new()
    {
        Families = new Dictionary<string, FamilyRule> { ["tasks"] = new(ActivityFamily.Tasks, DateTimeOffset.MinValue, rule, false, FamilySample.Compiled(ActivityFamily.Tasks)) },
        BornFields = BornFields.Of(Sample.Mapping(ActivityKind.TaskCreated)),
        Takes = takes ?? [],
    };

    // A HubSpot task that the timeline carried over: both records as they then are.
    private static (Pair Pair, Activity Task, Activity Row, HubSpotRecord Record) Written()
    {
        Activity task = Activity("taskCreated", "hs-task-17") with
        {
            Title = "Call her",
            Body = "<p>Ask for a  quote.</p>",
            IsHtml = true,
            ScheduledAt = At("2026-03-09T08:00:00Z"),
            ModifiedAt = Noon,
            Values = new Dictionary<string, string?> { ["subject"] = "Call her", ["status"] = "NOT_STARTED", ["priority"] = null },
        };
        Change change = Assert.IsType<Change>(Sample.Plan().Decide(task.On(Contact()), null));
        Activity row = FamilySample.Row(ActivityFamily.Tasks, new(change.Fields) { ["Priority"] = "Normal" }, TaskId);
        HubSpotRecord record = new("tasks", "17", new Dictionary<string, string?>
        {
            ["hs_task_subject"] = "Call her",
            ["hs_task_body"] = task.Body,
            ["hs_task_status"] = "NOT_STARTED",
            ["hs_timestamp"] = "2026-03-09T08:00:00Z",
        }, Noon);
        return (change.Settled(), task, row, record);
    }
}
