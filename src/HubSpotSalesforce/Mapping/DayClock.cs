namespace HubSpotSalesforce.Mapping;

/// <summary>Turns days into instants and back, in one zone, so that no day ever moves.</summary>
/// <remarks>Pure. "Dates move a day" where a date is taken for midnight UTC, or a zone's clock change is forgotten.</remarks>
public sealed class DayClock
{
    private readonly TimeZoneInfo _zone;
    private readonly TimeOnly _due;

    /// <summary>Creates a clock.</summary>
    /// <param name="zone">The zone in which a day begins and ends.</param>
    /// <param name="dueHour">The hour at which a day without a time is set, 0 to 23.</param>
    public DayClock(TimeZoneInfo zone, int dueHour)
    {
        _zone = zone;
        _due = new TimeOnly(dueHour, 0);
    }

    /// <summary>The day on which an instant falls.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    /// <summary>The time of day of an instant.</summary>
    public TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    /// <summary>The instant of a day at the hour set for days without a time.</summary>
    public DateTimeOffset Due(DateOnly day) => At(day, _due);

    /// <summary>The instant of a day at a time. A time that the clock passes over is the first one after the gap, one that comes twice the earlier.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        DateTime local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (_zone.IsInvalidTime(local))
        {
            local = AfterGap(local);
        }

        TimeSpan offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);

        // Within hours of the first and last day that can be written, the offset has no room.
        long ticks = Math.Clamp(local.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    // Gaps are of 15 minutes to a whole day (Samoa left out 30 December 2011), and all begin and end on a quarter of an hour or so; minutes are enough.
    private DateTime AfterGap(DateTime local)
    {
        DateTime first = new(local.Ticks - (local.Ticks % TimeSpan.TicksPerMinute));
        while (_zone.IsInvalidTime(first))
        {
            first = first.AddMinutes(1);
        }

        return first;
    }
}
