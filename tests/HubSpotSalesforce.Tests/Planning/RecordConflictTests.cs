using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Mapping;
using static HubSpotSalesforce.Tests.Mapping.FamilySample;
using static HubSpotSalesforce.Tests.Planning.PlannedRecord;

namespace HubSpotSalesforce.Tests.Planning;

/// <summary>What is planned where both sides changed a record, or one deleted it.</summary>
public sealed class RecordConflictTests
{
    [Theory]    // R52
    [InlineData(ConflictRule.Salesforce, "2026-03-01T14:00:00Z", "2026-03-01T15:00:00Z", Side.Salesforce)]
    [InlineData(ConflictRule.HubSpot, "2026-03-01T16:00:00Z", "2026-03-01T15:00:00Z", Side.HubSpot)]
    [InlineData(ConflictRule.Newest, "2026-03-01T14:00:00Z", "2026-03-01T15:00:00Z", Side.HubSpot)]
    [InlineData(ConflictRule.Newest, "2026-03-01T16:00:00Z", "2026-03-01T15:00:00Z", Side.Salesforce)]
    [InlineData(ConflictRule.Newest, "2026-03-01T15:00:00Z", "2026-03-01T15:00:00Z", Side.Salesforce)]    // a tie
    public void In_a_conflict_the_rule_names_the_winner_and_the_losing_value_is_kept(ConflictRule rule, string salesforceAt, string hubSpotAt, Side winner)
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call", ["Priority"] = "Normal" }));
        Activity theirs = row.With("Subject", "Call Anna", salesforceAt);
        HubSpotRecord ours = Edited(record, "hs_task_subject", "Call Ben") with { ModifiedAt = Sample.At(hubSpotAt) };

        Decision back = Plan(rule).Decide(new LinkedRecord(theirs, null, OnContact), pair, ours);
        Decision forth = Plan(rule).ToSalesforce(ours, pair, theirs);

        (Decision writes, Decision keeps) = winner == Side.Salesforce ? (back, forth) : (forth, back);
        FieldConflict conflict = Assert.Single(Assert.IsType<Change>(writes).Conflicts);
        Assert.Equal((winner, winner == Side.Salesforce ? "Call Ben" : "Call Anna"), (conflict.Winner, conflict.Lost));
        Assert.Equal(("KeptByRule", null), (keeps.Code, Assert.IsType<Skip>(keeps).Rebased));
    }

    [Fact]    // R52
    public void Different_fields_are_no_conflict_and_the_same_value_only_moves_the_base()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call", ["Priority"] = "Normal" }));

        Change different = Assert.IsType<Change>(Plan(ConflictRule.Manual).Decide(new LinkedRecord(row.With("Subject", "Call Anna"), null, OnContact), pair, Edited(record, "hs_task_priority", "HIGH")));
        Skip same = Assert.IsType<Skip>(Plan(ConflictRule.Manual).Decide(new LinkedRecord(row.With("Subject", "Call Anna"), null, OnContact), pair, Edited(record, "hs_task_subject", "Call Anna")));

        Assert.Equal(["hs_task_subject"], different.Fields.Keys);
        Assert.Empty(different.Conflicts);
        Assert.Equal((SkipCode.Unchanged, "Call Anna"), (same.Because, same.Rebased!.Base["Subject"]));
    }

    [Fact]    // R52: a person decides, and until then both sides stay as they are
    public void A_manual_conflict_waits_for_a_person_and_then_goes_the_way_that_was_taken()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call", ["Priority"] = "Normal" }));
        LinkedRecord theirs = new(row.With("Subject", "Call Anna").With("Priority", "High"), null, OnContact);
        HubSpotRecord ours = Edited(record, "hs_task_subject", "Call Ben");

        Change waiting = Assert.IsType<Change>(Plan(ConflictRule.Manual).Decide(theirs, pair, ours));
        Decision forth = Plan(ConflictRule.Manual).ToSalesforce(ours, pair, theirs.Activity);
        Dictionary<(string, string), Side> takes = new() { [(pair.Key, "Subject")] = Side.HubSpot };
        Change taken = Assert.IsType<Change>(Plan(ConflictRule.Manual, takes: takes).ToSalesforce(ours, pair, theirs.Activity));

        Assert.Equal(["hs_task_priority"], waiting.Fields.Keys);
        Assert.Null(Assert.Single(waiting.Conflicts).Winner);
        Assert.Equal("ConflictWaiting", forth.Code);
        Assert.Equal("Call Ben", Assert.Single(taken.Fields).Value);
    }

    [Theory]    // R51
    [InlineData(false, "KeptByRule")]
    [InlineData(true, "DeletedInSalesforce")]
    public void A_deletion_travels_only_when_chosen(bool deletes, string code)
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }));

        Decision decision = Plan(deletes: deletes).Decide(new LinkedRecord(row with { IsDeleted = true }, null, OnContact), pair, record);

        Assert.Equal((code, deletes), (decision.Code, decision is Change { Action: Change.Delete }));
    }

    [Theory]    // R51: the copy was edited after the two last agreed
    [InlineData(ConflictRule.Salesforce, "DeletedInSalesforce", "Subject", "Call Ben")]
    [InlineData(ConflictRule.HubSpot, "KeptByRule", "Subject", "Call Ben")]
    [InlineData(ConflictRule.Newest, "KeptByRule", "Subject", "Call Ben")]
    [InlineData(ConflictRule.Manual, "ConflictWaiting", "IsDeleted", "false")]
    public void A_deletion_that_meets_an_edit_is_a_conflict(ConflictRule rule, string code, string field, string hubSpot)
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }));
        HubSpotRecord edited = Edited(record, "hs_task_subject", "Call Ben") with { ModifiedAt = Sample.Noon.AddDays(9) };

        Decision decision = Plan(rule, deletes: true).Decide(new LinkedRecord(row with { IsDeleted = true }, null, OnContact), pair, edited);

        Assert.Equal(code, decision.Code);
        Assert.Equal((field, "hs_task_subject", hubSpot), Assert.Single(from conflict in decision.Conflicts select (conflict.Field, conflict.Property, conflict.HubSpot)));
    }

    [Fact]    // R51: restored there, made again here; what somebody deleted here stays deleted
    public void A_restored_row_is_made_again_only_if_its_copy_was_deleted_for_it()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }));
        Change delete = Assert.IsType<Change>(Plan(deletes: true).Decide(new LinkedRecord(row with { IsDeleted = true }, null, OnContact), pair, record));
        Pair deleted = pair with { Base = delete.Base, IsGone = true };
        HubSpotRecord archived = record with { IsArchived = true };

        Change again = Assert.IsType<Change>(Plan(deletes: true).Decide(new LinkedRecord(row, null, OnContact), deleted, archived));
        Skip theirs = Assert.IsType<Skip>(Plan(deletes: true).Decide(new LinkedRecord(row.With("Subject", "New"), null, OnContact), pair, archived));

        Assert.Equal((Change.Create, null), (again.Action, again.Pair));
        Assert.False(again.Base.ContainsKey(":deleted"));
        Assert.Equal((SkipCode.DeletedInHubSpot, true), (theirs.Because, theirs.Rebased!.IsGone));
    }

    [Fact]    // R51: absence is no evidence
    public void A_copy_that_HubSpot_does_not_show_marks_nothing_as_deleted()
    {
        (Pair pair, _, Activity row) = Written(Row(ActivityFamily.Tasks));

        Skip skip = Assert.IsType<Skip>(Plan(deletes: true).Decide(new LinkedRecord(row, null, OnContact), pair, null));

        Assert.Equal((SkipCode.DeletedInHubSpot, null), (skip.Because, skip.Rebased));
    }

    [Fact]
    public void A_copy_restored_in_HubSpot_is_followed_again()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }));

        Skip same = Assert.IsType<Skip>(Plan().Decide(new LinkedRecord(row, null, OnContact), pair with { IsGone = true }, record));
        Decision edited = Plan().Decide(new LinkedRecord(row.With("Subject", "New"), null, OnContact), pair with { IsGone = true }, record);

        Assert.False(same.Rebased!.IsGone);
        Assert.Equal("Edited", edited.Code);
    }

    [Fact]    // O23
    public void A_task_that_Salesforce_replaced_re_points_the_pair_of_its_email_and_its_deletion_deletes_nothing()
    {
        Activity email = Row(ActivityFamily.Emails, new() { ["Subject"] = "Offer" }, "02s000000000001AAA") with { SourceId = "00T000000000001AAA" };
        (Pair pair, HubSpotRecord record, Activity row) = Written(email);

        Skip moved = Assert.IsType<Skip>(Plan().Decide(new LinkedRecord(row with { SourceId = "00T000000000002AAA" }, null, OnContact), pair, record));
        Change edited = Assert.IsType<Change>(Plan().Decide(new LinkedRecord(row.With("Subject", "Our offer") with { SourceId = "00T000000000002AAA" }, null, OnContact), pair, record));
        Activity left = Row(ActivityFamily.Emails, id: "00T000000000001AAA") with { IsDeleted = true };
        Decision old = Plan(deletes: true).Decide(new LinkedRecord(left, null, OnContact), pair, record);

        Assert.Equal("00T000000000002AAA", moved.Rebased!.SalesforceId);
        Assert.Equal(("00T000000000002AAA", pair.Key), (edited.Pair!.SalesforceId, edited.Pair.Key));
        Assert.Equal("Unchanged", old.Code);
    }
}
