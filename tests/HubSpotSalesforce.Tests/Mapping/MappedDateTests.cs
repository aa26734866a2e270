using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Tests.Activities;
using static HubSpotSalesforce.Tests.Mapping.FamilySample;

namespace HubSpotSalesforce.Tests.Mapping;

/// <summary>No date moves a day (O6), on either side of midnight, of the date line, and of a change of the clock.</summary>
public sealed class MappedDateTests
{
    private static readonly string[] Zones =
        ["UTC", "Europe/Warsaw", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Asia/Beirut", "America/Havana"];

    [Theory]
    [InlineData("Europe/Warsaw", "2026-03-29", "2026-03-29T06:00:00.000Z")]    // the day the clock goes forward
    [InlineData("Europe/Warsaw", "2026-10-25", "2026-10-25T07:00:00.000Z")]    // and back
    [InlineData("Pacific/Kiritimati", "2026-03-05", "2026-03-04T18:00:00.000Z")]
    [InlineData("America/Los_Angeles", "2026-03-05", "2026-03-05T16:00:00.000Z")]
    public void A_day_is_set_at_the_hour_of_the_zone(string zone, string day, string instant)
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Tasks, zone);

        Assert.Equal(instant, mapping.ToHubSpot(mapping.Of("ActivityDate"), Row(ActivityFamily.Tasks, new() { ["ActivityDate"] = day }), null).Raw);
    }

    [Theory]    // O6: a changed date keeps the other side's time of day
    [InlineData("Europe/Warsaw", "2026-03-05", "2026-03-01T22:30:00Z", "2026-03-05T22:30:00.000Z")]
    [InlineData("Europe/Warsaw", "2026-03-30", "2026-03-28T22:30:00Z", "2026-03-30T21:30:00.000Z")]    // 23:30 there, before and after
    [InlineData("Europe/Warsaw", "2026-03-29", "2026-03-01T01:30:00Z", "2026-03-29T01:00:00.000Z")]    // 2:30 does not exist: the first minute after the gap
    [InlineData("Europe/Warsaw", "2026-10-25", "2026-10-01T00:30:00Z", "2026-10-25T00:30:00.000Z")]    // 2:30 comes twice: the earlier
    [InlineData("Europe/Warsaw", "2026-03-05", "2026-03-05T00:15:00Z", "2026-03-05T00:15:00.000Z")]    // the same day: untouched
    public void A_changed_day_keeps_the_time_that_HubSpot_has(string zone, string day, string current, string expected)
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Tasks, zone);

        Assert.Equal(expected, mapping.ToHubSpot(mapping.Of("ActivityDate"), Row(ActivityFamily.Tasks, new() { ["ActivityDate"] = day }), current).Raw);
    }

    [Theory]
    [InlineData("2026-03-04T23:30:00Z", "2026-03-05")]    // half past midnight in Warsaw
    [InlineData("2026-03-05T22:59:59Z", "2026-03-05")]
    [InlineData("2026-03-05T23:00:00Z", "2026-03-06")]
    public void An_instant_falls_on_the_day_of_the_zone(string instant, string day)
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Tasks, "Europe/Warsaw");

        Assert.Equal(day, mapping.ToSalesforce(mapping.Of("ActivityDate"), instant, null).Raw);
    }

    [Fact]    // a call of the day on which it was logged happened then, and not at the hour for due dates
    public void A_call_keeps_the_time_at_which_it_was_logged()
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Calls, "Europe/Warsaw");
        Activity today = Row(ActivityFamily.Calls, new() { ["ActivityDate"] = "2026-03-05", ["CreatedDate"] = "2026-03-05T14:20:00.000+0000" });
        Activity undated = today.With("ActivityDate", null);

        Assert.Equal("2026-03-05T14:20:00.000Z", mapping.ToHubSpot(mapping.Of("ActivityDate"), today, null).Raw);
        Assert.Equal("2026-03-05T14:20:00.000Z", mapping.ToHubSpot(mapping.Of("ActivityDate"), undated, null).Raw);
        Assert.Equal("2026-03-05", mapping.CanonicalOfSalesforce(mapping.Of("ActivityDate"), undated));
        Assert.Equal("2026-03-09T07:00:00.000Z", mapping.ToHubSpot(mapping.Of("ActivityDate"), today.With("ActivityDate", "2026-03-09"), null).Raw);
    }

    [Fact]
    public void Any_day_comes_back_as_itself_from_any_zone()
    {
        Gen<DateOnly> days = from day in Gen.Choose(new DateOnly(2000, 1, 1).DayNumber, new DateOnly(2037, 12, 31).DayNumber) select DateOnly.FromDayNumber(day);
        Gen<string?> current = from seconds in Gen.Choose(0, 2_000_000_000) from isThere in Gen.Elements(true, false) select isThere ? $"{seconds}000" : null;

        Prop.ForAll(Gen.Elements(Zones).ToArbitrary(), days.ToArbitrary(), current.ToArbitrary(), (zone, day, now) =>
        {
            FamilyMapping mapping = Compiled(ActivityFamily.Tasks, zone);
            FieldMapping date = mapping.Of("ActivityDate");
            string text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string? raw = mapping.ToHubSpot(date, Row(ActivityFamily.Tasks, new() { ["ActivityDate"] = text }), now).Raw;
            return mapping.CanonicalOfHubSpot(date, raw) == text && mapping.ToSalesforce(date, raw, null).Raw == text;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]    // an all-day event lasts from midnight to midnight of the zone, and comes back as its days
    [InlineData("UTC")]
    [InlineData("Europe/Warsaw")]
    [InlineData("America/Havana")]    // the clock goes forward at midnight
    [InlineData("Pacific/Kiritimati")]
    public void An_all_day_event_comes_back_as_its_days(string zone)
    {
        FamilyMapping mapping = Compiled(ActivityFamily.Meetings, zone);
        FieldMapping start = mapping.Of("StartDateTime");
        FieldMapping end = mapping.Of("EndDateTime");
        foreach (int offset in Enumerable.Range(0, 730))
        {
            string first = new DateOnly(2026, 1, 1).AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string last = new DateOnly(2026, 1, 1).AddDays(offset + 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Activity row = Row(ActivityFamily.Meetings, new() { ["IsAllDayEvent"] = "true", ["StartDateTime"] = $"{first}T00:00:00.000+0000", ["EndDateTime"] = $"{last}T00:00:00.000+0000" });

            string? from = mapping.ToHubSpot(start, row, null).Raw;
            string? to = mapping.ToHubSpot(end, row, null).Raw;

            Assert.Equal((first, last), (mapping.CanonicalOfSalesforce(start, row), mapping.CanonicalOfSalesforce(end, row)));
            Assert.Equal((first, last), (mapping.CanonicalOfHubSpot(start, from, first), mapping.CanonicalOfHubSpot(end, to, last)));
            Assert.Equal(($"{first}T00:00:00.000Z", $"{last}T00:00:00.000Z"), (mapping.ToSalesforce(start, from, row).Raw, mapping.ToSalesforce(end, to, row).Raw));
            Assert.True(Sample.At(to!) - Sample.At(from!) > TimeSpan.FromHours(46));
        }
    }
}
