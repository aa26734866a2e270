using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Activities;

namespace HubSpotSalesforce.Tests.Salesforce;

public sealed class RecordReaderTests
{
    private const string Stamp = "2026-11-20T09:00:00Z";

    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly DateTimeOffset Since = Sample.At("2026-11-20T00:00:00Z");

    [Theory]    // R44, R46: what mass mailings and cadences write is nobody's task
    [InlineData("Task", "tasks")]
    [InlineData("Email", "emails")]
    [InlineData("Call", "calls")]
    [InlineData("ListEmail", null)]
    [InlineData("LinkedIn", null)]
    [InlineData("Cadence", null)]
    public async Task A_task_belongs_to_the_family_of_its_subtype(string subtype, string? family)
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Task", "00T000000000001", Stamp, ("TaskSubtype", subtype));

        List<string> found = [];
        foreach (ActivityFamily each in ActivityFamily.All)
        {
            found.AddRange((await ReadAsync(org, each)).Select(activity => activity.Kind));
        }

        Assert.Equal(family is null ? [] : [family], found);
    }

    [Fact]
    public async Task A_task_without_a_subtype_is_a_task()    // R46
    {
        await using OrgHost org = await OrgHost.StartAsync(Describe("TaskSubtype,IsRecurrence"), """{"done":true,"records":[]}""");

        await new RecordReader(org.Client, new FieldReader(org.Client), ActivityFamily.Tasks, []).ReadAgainAsync(["00T000000000001EAA"], Cancel);

        string query = Uri.UnescapeDataString(org.Requests[1].Path);
        Assert.Contains("WHERE (TaskSubtype = 'Task' OR TaskSubtype = NULL) AND Id IN", query, StringComparison.Ordinal);
    }

    [Theory]    // R46: a plan says why these are left out
    [InlineData("Task", "IsRecurrence")]
    [InlineData("Event", "IsRecurrence")]
    [InlineData("Event", "IsChild")]
    public async Task The_rule_of_a_series_and_an_invitee_s_copy_say_what_they_are(string type, string field)
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string prefix = type == "Task" ? "00T" : "00U";
        org.Put(type, $"{prefix}000000000001", Stamp, ("StartDateTime", "2026-11-25T09:00:00Z"), (field, true));
        org.Put(type, $"{prefix}000000000002", Stamp, ("StartDateTime", "2026-11-25T09:00:00Z"), ("RecurrenceActivityId", $"{prefix}000000000001"));

        Activity[] found = await ReadAsync(org, type == "Task" ? ActivityFamily.Tasks : ActivityFamily.Meetings);

        Assert.Equal(["true", "false"], found.Select(activity => activity.Values[field]));
    }

    [Fact]
    public async Task What_an_owner_keeps_private_is_not_read()    // R46
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string secret = org.Put("Event", "00U000000000001", Stamp, ("StartDateTime", "2026-11-25T09:00:00Z"), ("IsPrivate", true));

        Assert.Empty(await ReadAsync(org, ActivityFamily.Meetings));
        Assert.Empty(await Reader(org, ActivityFamily.Meetings).ReadAgainAsync([secret], Cancel));
    }

    [Fact]
    public async Task Ten_thousand_rows_with_one_stamp_are_read_once_each()    // R47
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string[] ids = [.. Enumerable.Range(1, 10_000).Select(number => org.Put("Task", SimulatedOrg.Id("00T", number), Stamp))];

        Activity[] found = await ReadAsync(org, ActivityFamily.Tasks);

        Assert.Equal(ids, found.Select(activity => activity.SourceId).Order(StringComparer.Ordinal));
        Assert.Equal(6, org.Calls("queryAll"));    // five full ones, and one that finds no more
    }

    [Fact]
    public async Task Rows_that_do_not_lead_on_are_a_fault_and_no_walk_for_ever()
    {
        string rows = string.Join(',', Enumerable.Repeat("""{"Id":"00T000000000001EAA","SystemModstamp":"2026-11-20T09:00:00.000+0000"}""", 2_000));
        await using OrgHost org = await OrgHost.StartAsync(Describe("TaskSubtype"), $$"""{"done":true,"records":[{{rows}}]}""");
        RecordReader reader = new(org.Client, new FieldReader(org.Client), ActivityFamily.Tasks, []);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => reader.ReadAsync(Since, SimulatedOrg.Now, Cancel).ToListAsync().AsTask());

        Assert.Equal(FaultKind.UnexpectedAnswer, fault.Kind);
        Assert.Equal(3, org.Requests.Length);
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_their_change_and_the_last_page_closes_the_read()
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Task", "00T000000000001", "2026-11-20T12:00:00Z");
        org.Put("Task", "00T000000000002", "2026-11-20T11:00:00Z");
        org.Put("Task", "00T000000000003", "2026-11-20T00:00:00Z");    // the first instant counts
        org.Put("Task", "00T000000000004", "2026-11-19T23:59:59Z");

        List<RecordPage> pages = await Reader(org, ActivityFamily.Tasks).ReadAsync(Since, SimulatedOrg.Now, Cancel).ToListAsync();

        Assert.Equal(
            [SimulatedOrg.Id("00T", 3), SimulatedOrg.Id("00T", 2), SimulatedOrg.Id("00T", 1)],
            pages.SelectMany(page => page.Activities).Select(activity => activity.SourceId));
        Assert.Equal(SimulatedOrg.Now, pages[^1].ReadUpTo);
        Assert.All(pages.SkipLast(1), page => Assert.Null(page.ReadUpTo));
    }

    [Fact]
    public async Task Deleted_and_archived_rows_are_read_and_the_deleted_ones_say_so()    // R51
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Task", "00T000000000001", Stamp, ("IsDeleted", true));
        org.Put("Task", "00T000000000002", Stamp, ("Status", "Completed"), ("ActivityDate", "2020-01-01"));

        Activity[] found = await ReadAsync(org, ActivityFamily.Tasks);

        Assert.Equal([true, false], found.Select(activity => activity.IsDeleted));
    }

    [Fact]
    public async Task A_row_is_read_with_what_is_needed_and_what_is_mapped()
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put(
            "Task", "00T000000000001", Stamp, ("Subject", "Intro"), ("Description", "They want a demo."), ("WhoId", SimulatedOrg.Contact), ("WhatId", "001000000000001AAA"),
            ("ActivityDate", "2026-11-25"), ("CallDurationInSeconds", 312), ("TaskSubtype", "Call"), ("CreatedDate", "2026-11-01T08:00:00Z"), ("LastModifiedDate", "2026-11-19T08:00:00Z"));

        Activity call = Assert.Single(await ReadAsync(org, ActivityFamily.Calls, "description", "CallDurationInSeconds"));

        Assert.Equal(("sf-00T000000000001EAA", "calls", "00T000000000001EAA"), (call.Key, call.Kind, call.SourceId));
        Assert.Equal((SimulatedOrg.Contact, "001000000000001AAA", org.Simulator.Org.IntegrationUserId), (call.WhoId, call.WhatId, call.Origin));
        Assert.Equal((Sample.At("2026-11-01T08:00:00Z"), Sample.At("2026-11-19T08:00:00Z"), Sample.At("2026-11-25T00:00:00Z")), (call.OccurredAt, call.ModifiedAt, call.ScheduledAt));
        Assert.Equal(("Intro", "They want a demo.", "312"), (call.Values["Subject"], call.Values["Description"], call.Values["CallDurationInSeconds"]));
        Assert.Equal(("2026-11-25", "false", null), (call.Values["ActivityDate"], call.Values["IsClosed"], call.Values[TaskField.Key]));
    }

    [Theory]    // O1: what came from HubSpot is known by the key it came with; any other value is somebody's copy
    [InlineData("hs-call-17", "hs-call-17")]
    [InlineData("sf-00T000000000009AAA", "sf-00T000000000001EAA")]
    [InlineData("anything", "sf-00T000000000001EAA")]
    [InlineData(null, "sf-00T000000000001EAA")]
    public async Task A_record_born_in_HubSpot_keeps_its_key(string? value, string key)
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Task", "00T000000000001", Stamp, (TaskField.Key, value));

        Assert.Equal(key, Assert.Single(await ReadAsync(org, ActivityFamily.Tasks)).Key);
    }

    [Fact]
    public async Task An_event_of_a_whole_day_begins_at_midnight_UTC_of_its_day_and_says_that_it_lasts_all_day()    // R46
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Event", "00U000000000001", Stamp, ("IsAllDayEvent", true), ("ActivityDate", "2026-11-25"));

        Activity meeting = Assert.Single(await ReadAsync(org, ActivityFamily.Meetings));

        Assert.Equal((Sample.At("2026-11-25T00:00:00Z"), "true", "2026-11-25"), (meeting.ScheduledAt, meeting.Values["IsAllDayEvent"], meeting.Values["ActivityDate"]));
    }

    [Theory]    // R49: a task stands on its day, or on that of its creation; an event on its start
    [InlineData("Task", "2026-03-01", "2024-01-01T00:00:00Z", true)]
    [InlineData("Task", "2026-02-28", "2026-03-05T00:00:00Z", false)]
    [InlineData("Task", null, "2026-03-01T00:00:00Z", true)]
    [InlineData("Task", null, "2026-02-28T23:59:59Z", false)]
    [InlineData("Task", "2026-04-02", "2026-03-05T00:00:00Z", false)]
    [InlineData("Event", "2026-03-01", "2024-01-01T00:00:00Z", true)]
    [InlineData("Event", "2026-02-28", "2026-03-05T00:00:00Z", false)]
    public async Task History_is_what_happened_in_a_time(string type, string? day, string createdAt, bool isIn)
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        bool isTask = type == "Task";
        org.Put(type, isTask ? "00T000000000001" : "00U000000000001", createdAt, isTask ? ("ActivityDate", day) : ("StartDateTime", $"{day}T09:00:00Z"));
        RecordReader reader = Reader(org, isTask ? ActivityFamily.Tasks : ActivityFamily.Meetings);

        List<RecordPage> pages = await reader.ReadHistoryAsync(Sample.At("2026-03-01T00:00:00Z"), Sample.At("2026-04-01T00:00:00Z"), Cancel).ToListAsync();

        Assert.Equal(isIn, pages.SelectMany(page => page.Activities).Any());
        Assert.Equal(Sample.At("2026-04-01T00:00:00Z"), pages[^1].ReadUpTo);
    }

    [Fact]
    public async Task History_leaves_out_what_was_deleted()    // R49
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Task", "00T000000000001", Stamp, ("IsDeleted", true));

        List<RecordPage> pages = await Reader(org, ActivityFamily.Tasks).ReadHistoryAsync(Since, SimulatedOrg.Now, Cancel).ToListAsync();

        Assert.Empty(pages.SelectMany(page => page.Activities));
    }

    [Fact]
    public async Task Records_are_read_again_by_id_as_far_as_they_belong_to_the_family()
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string call = org.Put("Task", "00T000000000001", Stamp, ("TaskSubtype", "Call"), ("IsDeleted", true));
        string task = org.Put("Task", "00T000000000002", "2020-01-01T00:00:00Z");
        string[] many = [.. Enumerable.Range(10, 450).Select(number => org.Put("Task", SimulatedOrg.Id("00T", number), "2020-01-01T00:00:00Z", ("TaskSubtype", "Call")))];

        IReadOnlyList<Activity> found = await Reader(org, ActivityFamily.Calls).ReadAgainAsync([call, task, SimulatedOrg.Id("00T", 999), .. many], Cancel);

        Assert.Equal([call, .. many], found.Select(activity => activity.SourceId).Order(StringComparer.Ordinal));
        Assert.True(found.Single(activity => activity.SourceId == call).IsDeleted);
    }

    [Theory]
    [InlineData(true, "Colour__c", "salesforceToHubSpot.tasks.mappings")]
    [InlineData(true, "EmailMessage.HtmlBody", "salesforceToHubSpot.tasks.mappings")]
    [InlineData(false, "Subject", "Initialize-SalesforceOrg")]
    public async Task A_field_that_is_not_there_is_named_with_what_to_do(bool isPrepared, string mapped, string advice)    // R55
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync(isPrepared);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => ReadAsync(org, ActivityFamily.Tasks, mapped));

        Assert.Equal((FaultKind.FieldMissing, $"Task.{(isPrepared ? mapped : TaskField.Key)}"), (fault.Kind, fault.About));
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
    }

    private static RecordReader Reader(SimulatedOrg org, ActivityFamily family, params string[] mapped) => new(org.Client, org.Fields, family, mapped);

    private static async Task<Activity[]> ReadAsync(SimulatedOrg org, ActivityFamily family, params string[] mapped)
        => [.. (await Reader(org, family, mapped).ReadAsync(Since, SimulatedOrg.Now, Cancel).ToListAsync()).SelectMany(page => page.Activities)];

    private static string Describe(string more) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"fields":[{{string.Join(',', $"Id,Subject,WhoId,WhatId,OwnerId,CreatedById,CreatedDate,LastModifiedById,LastModifiedDate,SystemModstamp,IsDeleted,ActivityDate,{TaskField.Key},Status,IsClosed,{more}"
            .Split(',').Select(name => $$"""{"name":"{{name}}","type":"string"}"""))}}]}
        """);
}
