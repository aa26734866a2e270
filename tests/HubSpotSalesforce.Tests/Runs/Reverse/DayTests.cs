using System.Text.Json.Nodes;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Days and times that travel both ways, in a zone with summer time (R46, R47).</summary>
public sealed class DayTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Event1 = "00U000000000101EAA";

    // A day is set at eight o'clock in Berlin and comes back as the same day, however near to midnight HubSpot's time lies.
    [Theory]    // R46, R47
    [InlineData("2026-03-28", "2026-03-28T07:00:00Z")]    // winter
    [InlineData("2026-03-29", "2026-03-29T06:00:00Z")]    // the day on which the clocks go forward
    [InlineData("2026-10-24", "2026-10-24T06:00:00Z")]    // summer
    [InlineData("2026-10-25", "2026-10-25T07:00:00Z")]    // the day on which they go back
    public async Task A_day_of_Salesforce_is_that_day_in_HubSpot_and_stays_it(string day, string at)
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings(more: "timeZone: Europe/Berlin"));
        sync.MakeTask(Task1, "Send the offer", "Task", more: ("ActivityDate", day));
        await sync.RunBothAsync();

        Assert.Equal(Moment(at), Moment(Assert.Single(sync.Made("tasks")).Property("hs_timestamp")!));
        await sync.AssertQuietAsync();
        Assert.Equal(day, sync.Record("Task", Task1).Text("ActivityDate"));
    }

    [Theory]    // R47
    [InlineData("2026-11-24T22:59:00Z", "2026-11-24")]
    [InlineData("2026-11-24T23:00:00Z", "2026-11-25")]    // midnight in Berlin, in winter
    [InlineData("2026-07-24T21:59:00Z", "2026-07-24")]
    [InlineData("2026-07-24T22:00:00Z", "2026-07-25")]    // and in summer
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25")]    // half past two, the first time
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25")]    // and the second
    public async Task A_time_of_HubSpot_is_its_day_in_Salesforce_and_keeps_its_time(string at, string day)
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings(more: "timeZone: Europe/Berlin"));
        sync.MakeTask(Task1, "Send the offer", "Task");
        await sync.RunBothAsync();
        string id = Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>();
        await sync.EditHubSpotAsync("tasks", id, ("hs_timestamp", at));

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(day, sync.Record("Task", Task1).Text("ActivityDate"));
        await sync.AssertQuietAsync();
        Assert.Equal(Moment(at), Moment(sync.HubSpotRecord("tasks", id).Property("hs_timestamp")!));

        // Another day from Salesforce keeps the time of day that HubSpot has.
        await sync.EditAsync("Task", Task1, ("ActivityDate", "2026-12-10"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        DateTimeOffset moved = TimeZoneInfo.ConvertTime(Moment(sync.HubSpotRecord("tasks", id).Property("hs_timestamp")!), berlin);
        Assert.Equal((new DateTime(2026, 12, 10), TimeZoneInfo.ConvertTime(Moment(at), berlin).TimeOfDay), (moved.Date, moved.TimeOfDay));
        await sync.AssertQuietAsync();
    }

    [Theory]    // R46
    [InlineData("2026-11-25", 1440, "2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z")]
    [InlineData("2026-10-25", 1440, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]    // a day of twenty-five hours
    [InlineData("2026-03-28", 2880, "2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z")]    // two days, the second of twenty-three
    public async Task An_all_day_event_fills_its_days_in_HubSpot_and_comes_back_as_it_was(string day, int minutes, string start, string end)
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings(more: "timeZone: Europe/Berlin"));
        await sync.PutSalesforceAsync("records/Event", new JsonObject
        {
            ["Subject"] = "Fair", ["WhoId"] = LinkPortal.Lee, ["IsAllDayEvent"] = true, ["ActivityDate"] = day, ["DurationInMinutes"] = minutes,
        });
        await sync.RunBothAsync();

        JsonObject meeting = Assert.Single(sync.Made("meetings"));
        Assert.Equal((Moment(start), Moment(end)), (Moment(meeting.Property("hs_meeting_start_time")!), Moment(meeting.Property("hs_meeting_end_time")!)));
        await sync.AssertQuietAsync();

        await sync.EditHubSpotAsync("meetings", meeting["id"]!.GetValue<string>(), ("hs_meeting_title", "Fair in Bonn"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        JsonObject row = Assert.Single(sync.Simulator.Org.Records("Event"));
        Assert.Equal(("Fair in Bonn", day, true), (row.Text("Subject"), row.Text("ActivityDate"), row["IsAllDayEvent"]!.GetValue<bool>()));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task A_meeting_that_HubSpot_moves_over_the_change_of_the_clocks_moves_its_event()    // R47
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings(more: "timeZone: Europe/Berlin"));
        sync.MakeEvent(Event1, "Demo");
        await sync.RunBothAsync();
        string id = Assert.Single(sync.Made("meetings"))["id"]!.GetValue<string>();
        await sync.EditHubSpotAsync("meetings", id, ("hs_meeting_start_time", "2026-10-25T00:30:00Z"), ("hs_meeting_end_time", "2026-10-25T01:30:00Z"));

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        JsonObject row = sync.Record("Event", Event1);
        Assert.Equal((Moment("2026-10-25T00:30:00Z"), Moment("2026-10-25T01:30:00Z")), (Moment(row.Text("StartDateTime")!), Moment(row.Text("EndDateTime")!)));
        await sync.AssertQuietAsync();
    }

    private static DateTimeOffset Moment(string text)
        => DateTimeOffset.Parse(text.Replace("+0000", "Z", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
}
