using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Mapping;
using static HubSpotSalesforce.Tests.Mapping.FamilySample;
using static HubSpotSalesforce.Tests.Planning.PlannedRecord;

namespace HubSpotSalesforce.Tests.Planning;

public sealed class RecordPlanTests
{
    [Theory]    // R44, R46: each family becomes the object of its name, with the key and hung on its records
    [InlineData("tasks", "hs_task_subject")]
    [InlineData("emails", "hs_email_subject")]
    [InlineData("calls", "hs_call_title")]
    [InlineData("meetings", "hs_meeting_title")]
    public void What_is_created_in_Salesforce_is_created_in_HubSpot(string family, string title)
    {
        Activity row = Row(ActivityFamily.Named(family), new() { ["Subject"] = "Demo", ["StartDateTime"] = "2026-03-05T09:00:00Z" });

        Change change = Assert.IsType<Change>(Plan().Decide(new LinkedRecord(row, Sample.Contact(), ["contacts/301", "companies/5"]), null, null));

        Assert.Equal((Change.Create, family, null), (change.Action, change.Target, change.TargetId));
        Assert.Equal("Demo", change.Fields[title]);
        Assert.Equal(row.Key, change.Fields[HubSpotField.Key]);
        Assert.NotNull(change.Fields[HubSpotField.Timestamp]);
        Assert.Equal(["contacts/301", "companies/5"], change.Beside);
    }

    [Theory]
    [InlineData("FamilyOff", "emails", null, null)]    // R45
    [InlineData("BeforeSwitchOn", "tasks", "LastModifiedDate", "2026-02-28T23:59:59.000+0000")]    // R48
    [InlineData("FromHubSpot", "tasks", "HubSpot_Activity_Id__c", "hs-call-7001")]
    [InlineData("FromHubSpotConnector", "tasks", "CreatedById", "005000000000009AAA")]    // O1
    [InlineData("RecurringSeries", "tasks", "IsRecurrence", "true")]
    [InlineData("InviteeCopy", "meetings", "IsChild", "true")]
    [InlineData("NotSent", "calls", "EmailMessage.Status", "5")]
    public void A_row_that_does_not_travel_says_why(string code, string family, string? field, string? value)
    {
        Activity row = Row(ActivityFamily.Named(family)).With(field ?? "Subject", value);

        Decision decision = Plan(off: "emails").Decide(new LinkedRecord(row, null, OnContact), null, null);

        Assert.Equal(code, decision.Code);
        Assert.Equal(decision, Plan(off: "emails").DecideAlone(row, null));
    }

    [Fact]    // R48: the very instant counts as in, and a row touched afterwards comes in
    public void A_row_changed_at_the_switch_on_or_later_comes_in()
    {
        Assert.Equal("New", Plan().Decide(new LinkedRecord(Row(ActivityFamily.Tasks, modifiedAt: SwitchOn), null, OnContact), null, null).Code);
        Assert.Equal("BeforeSwitchOn", Plan().Decide(new LinkedRecord(Row(ActivityFamily.Tasks, modifiedAt: "2026-02-28T23:59:59Z"), null, OnContact), null, null).Code);
    }

    [Fact]    // O3: nobody would see it
    public void A_row_without_a_linked_record_waits()
    {
        Skip skip = Assert.IsType<Skip>(Plan().Decide(new LinkedRecord(Row(ActivityFamily.Tasks), null, []), null, null));

        Assert.Equal((SkipCode.NoLinkedRecord, true), (skip.Because, skip.IsWaiting));
        Assert.Contains(Who, skip.Reason, StringComparison.Ordinal);
    }

    [Fact]    // O25
    public void A_row_of_a_contact_outside_the_inclusion_list_waits()
        => Assert.Equal("OutsideInclusionList", Plan().Decide(new LinkedRecord(Row(ActivityFamily.Tasks), Sample.Outside(), OnContact), null, null).Code);

    [Theory]    // O24
    [InlineData("2026-02-01T00:00:00Z", "2026-03-05T12:00:00Z", "2026-03-05T12:04:00Z", "MovedByConversion")]
    [InlineData("2026-02-01T00:00:00Z", "2026-03-05T12:00:00Z", "2026-03-05T12:06:00Z", "New")]    // edited later
    [InlineData("2026-03-02T00:00:00Z", "2026-03-05T12:00:00Z", "2026-03-05T12:04:00Z", "New")]    // made after the switch-on: it is new anyway
    public void What_a_conversion_moved_is_not_imported_for_that(string created, string converted, string modified, string code)
    {
        Activity row = Row(ActivityFamily.Tasks, new() { ["CreatedDate"] = created, ["LastModifiedDate"] = modified });

        Assert.Equal(code, Plan().Decide(new LinkedRecord(row, null, OnContact) { ConvertedAt = Sample.At(converted) }, null, null).Code);
    }

    [Theory]    // O7
    [InlineData("callMade", "hs-call-7")]
    [InlineData("meetingScheduled", "hs-meeting-7")]
    [InlineData("marketingEmailOpened", "hs-mail-1-a")]
    public void A_task_made_of_anything_but_a_HubSpot_task_flows_one_way_deletes_included(string kind, string key)
    {
        Pair pair = new() { Key = key, Kind = kind, HubSpotId = "7", SalesforceId = Sample.TaskId, ContentHash = "", Base = new Dictionary<string, string?>() };

        Assert.Equal("OneWay", Plan().DecideAlone(Row(ActivityFamily.Tasks), pair)!.Code);
        Assert.Equal("OneWay", Plan(deletes: true).DecideAlone(Row(ActivityFamily.Tasks) with { IsDeleted = true }, pair)!.Code);
    }

    [Fact]    // R47, O5: what the rep did in HubSpot stays
    public void An_edit_sends_only_the_fields_that_changed()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call", ["Status"] = "Not Started", ["ActivityDate"] = "2026-03-09" }));
        HubSpotRecord worked = Edited(record, "hs_task_status", "COMPLETED");

        Change change = Assert.IsType<Change>(Plan().Decide(new LinkedRecord(row.With("ActivityDate", "2026-03-10"), null, OnContact), pair, worked));

        Assert.Equal((Change.Update, record.Id), (change.Action, change.TargetId));
        Assert.Equal([new("hs_timestamp", "2026-03-10T08:00:00.000Z")], change.Fields);
        Assert.Equal(("2026-03-10", "Not Started"), (change.Base["ActivityDate"], change.Base["Status"]));    // the other direction still sees its edit
    }

    [Fact]    // O5, O6
    public void A_row_that_says_the_same_is_unchanged()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call", ["Description"] = "Two  blanks\r\n", ["Status"] = "Completed" }));

        Skip skip = Assert.IsType<Skip>(Plan().Decide(new LinkedRecord(row, null, OnContact), pair, record));

        Assert.Equal((SkipCode.Unchanged, null), (skip.Because, skip.Rebased));
        Assert.Equal("Unchanged", Plan().ToSalesforce(record, pair, row).Code);
    }

    [Fact]    // R57
    public void Associations_are_followed_when_chosen()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }));
        LinkedRecord moved = new(row, null, ["contacts/302"]);

        Change followed = Assert.IsType<Change>(Plan(follows: true).Decide(moved, pair, record));

        Assert.Equal("Unchanged", Plan().Decide(moved, pair, record).Code);
        Assert.Equal((Change.Update, "contacts/302", "contacts/301"), (followed.Action, Assert.Single(followed.Beside), Assert.Single(followed.Apart)));
        Assert.Equal("Unchanged", Plan(follows: true).Decide(moved, pair with { Base = followed.Base }, record).Code);
    }

    [Fact]    // R57, O27: a plan that was reviewed holds for these records only
    public void A_move_to_another_record_is_another_change()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }));
        Change to302 = Assert.IsType<Change>(Plan(follows: true).Decide(new LinkedRecord(row, null, ["contacts/302"]), pair, record));
        Change to303 = Assert.IsType<Change>(Plan(follows: true).Decide(new LinkedRecord(row, null, ["contacts/303"]), pair, record));

        Assert.NotEqual(ChangeFingerprint.Of(to302), ChangeFingerprint.Of(to303));
    }

    [Fact]    // R57, O6
    public void What_HubSpot_associates_with_a_new_activity_by_itself_is_no_edit()
    {
        Activity row = Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" });
        Change change = Assert.IsType<Change>(Plan(follows: true).Decide(new LinkedRecord(row, null, OnContact), null, null));
        Pair written = new() { Key = row.Key, Kind = row.Kind, HubSpotId = "9001", SalesforceId = row.SourceId, ContentHash = change.ContentHash, Base = change.Base };
        HubSpotRecord record = new(change.Target, "9001", change.Fields, Sample.Noon) { Beside = ["contacts/301", "companies/5"] };
        LinkedRecord linked = new(row, null, OnContact) { Today = new Dictionary<string, BesideRecord> { ["companies/5"] = new("companies/5", "001000000000001AAA") } };

        Pair settled = Plan(follows: true).Settle(change, written, record, row)!;

        Assert.Equal("Unchanged", Plan(follows: true).ToSalesforce(record, settled, row, linked).Code);
        Assert.Equal("WhatId", Assert.Single(Assert.IsType<Change>(Plan(follows: true).ToSalesforce(record, written, row, linked)).Fields).Key);
    }

    [Theory]    // R57: what was there before tells which type; then what tells more, then the first made
    [InlineData("companies/5", "companies/7,deals/9", "companies/7")]
    [InlineData("deals/1", "companies/7,tickets/8", "tickets/8")]
    [InlineData("deals/1", "deals/11,deals/9", "deals/9")]
    public void Of_several_records_one_is_chosen(string before, string now, string chosen)
    {
        string[] names = now.Split(',');
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }), "contacts/301", before);
        LinkedRecord linked = new(row, null, ["contacts/301", before]) { Today = names.Append(before).ToDictionary(name => name, name => new BesideRecord(name, $"id of {name}")) };

        Change change = Assert.IsType<Change>(Plan(follows: true).ToSalesforce(record with { Beside = ["contacts/301", .. names] }, pair, row, linked));

        Assert.Equal(new KeyValuePair<string, string?>("WhatId", $"id of {chosen}"), Assert.Single(change.Fields));
    }

    [Fact]    // R47
    public void HubSpots_edits_of_what_was_born_in_Salesforce_go_back_to_it()
    {
        Activity meeting = Row(ActivityFamily.Meetings, new() { ["Subject"] = "Demo", ["StartDateTime"] = "2026-03-05T09:00:00.000+0000", ["EndDateTime"] = "2026-03-05T10:00:00.000+0000" });
        (Pair pair, HubSpotRecord record, Activity row) = Written(meeting);

        Change change = Assert.IsType<Change>(Plan().ToSalesforce(Edited(record, "hs_meeting_start_time", "2026-03-05T09:30:00Z"), pair, row));

        // Both, for Salesforce would move the end with the start.
        Assert.Equal(("Event", pair.SalesforceId), (change.Target, change.TargetId));
        Assert.Equal([new("StartDateTime", "2026-03-05T09:30:00.000Z"), new("EndDateTime", "2026-03-05T10:00:00.000Z")], change.Fields);
    }

    [Fact]    // O5
    public void HubSpots_edits_of_a_record_deleted_in_Salesforce_go_nowhere()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }));
        HubSpotRecord edited = Edited(record, "hs_task_subject", "Call Ben");

        Assert.Equal("DeletedInSalesforce", Plan().ToSalesforce(edited, pair, row with { IsDeleted = true }).Code);
        Assert.Equal("DeletedInSalesforce", Plan().ToSalesforce(edited, pair, null).Code);
        Assert.Equal("FamilyOff", Plan(off: "tasks").ToSalesforce(edited, pair, row).Code);    // R45
    }

    [Fact]    // O6: the first read after our write re-bases what the server made of it
    public void What_a_server_makes_of_a_value_is_no_edit()
    {
        TwoSides sides = new(ConflictRule.HubSpot) { HubSpotKeeps = text => text?.Replace("secret", "******", StringComparison.Ordinal) };
        sides.Rows["sf-00T000000000001AAA"] = Row(ActivityFamily.Tasks, new() { ["Subject"] = "My secret" }, "00T000000000001AAA");

        sides.Run(Sample.Noon);
        sides.Run(Sample.Noon);
        int echo = sides.Writes;
        sides.EditHubSpot("sf-00T000000000001AAA", "Subject", "Mine", Sample.Noon);
        sides.Run(Sample.Noon);

        Assert.Equal(0, echo);
        Assert.Equal("Mine", sides.Rows["sf-00T000000000001AAA"].Values["Subject"]);
    }

    [Fact]    // O6
    public void A_field_mapped_later_begins_with_what_both_sides_have()
    {
        (Pair pair, HubSpotRecord record, Activity row) = Written(Row(ActivityFamily.Tasks, new() { ["Subject"] = "Call" }));
        FieldMapping own = new() { Field = "Note__c", Property = "note" };
        LinkedRecord linked = new(row.With("Note__c", "there"), null, OnContact);
        HubSpotRecord theirs = Edited(record, "note", "here");

        Skip first = Assert.IsType<Skip>(Plan(own: own).Decide(linked, pair, theirs));
        Change later = Assert.IsType<Change>(Plan(own: own).Decide(linked with { Activity = linked.Activity.With("Note__c", "new") }, first.Rebased, theirs));

        Assert.Equal("new", Assert.Single(later.Fields).Value);
    }
}
