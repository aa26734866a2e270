namespace HubSpotSalesforce.Mapping;

/// <summary>Converts days and instants, and keeps the other side's time of day where only the day is known (O6).</summary>
/// <param name="conversion">What each side holds.</param>
/// <param name="field">The field; its name tells the end of an event from its start.</param>
/// <param name="clock">The zone and the hour of days without a time.</param>
internal sealed class TimeConverter(FieldConversion conversion, string field, DayClock clock) : FieldConverter
{
    private const int DayLength = 10;    // yyyy-MM-dd

    private readonly bool _isEnd = field.StartsWith("End", StringComparison.OrdinalIgnoreCase);

    public override string? OfSalesforce(SalesforceValue value) => conversion switch
    {
        FieldConversion.Instant when value.IsAllDay => Told(InstantText.Day(value.Text)),
        FieldConversion.Instant => Told(InstantText.Instant(value.Text)),
        FieldConversion.DayOfInstant => Told(DayOf(value.Text)),
        _ => Told(DayIn(value)),
    };

    // An all-day event lasts from midnight to midnight, so that its end is the midnight after its last day.
    public override string? OfHubSpot(string? raw, string? form) => conversion switch
    {
        FieldConversion.Instant when form?.Length == DayLength => Told(AllDay(raw)),
        FieldConversion.Instant => Told(InstantText.Instant(raw)),
        FieldConversion.Date or FieldConversion.DayOfInstant => Told(InstantText.Day(raw)),
        _ => Told(DayOf(raw)),
    };

    public override MappedValue ToHubSpot(SalesforceValue value, string? current) => conversion switch
    {
        _ when value.Text is null => new MappedValue(null),
        FieldConversion.Instant when value.IsAllDay => InstantText.Day(value.Text) is { } day ? Sent(Midnight(day)) : Unread(),
        FieldConversion.Instant => InstantText.Instant(value.Text) is { } instant ? Sent(instant) : Unread(),
        FieldConversion.Date => DayIn(value) is { } day ? new MappedValue(InstantText.Of(day)) : Unread(),
        FieldConversion.DayOfInstant => DayOf(value.Text) is { } day ? new MappedValue(InstantText.Of(day)) : Unread(),
        _ => DayIn(value) is { } day ? Sent(Timed(day, value, current)) : Unread(),
    };

    public override MappedValue ToSalesforce(string? raw, SalesforceValue current) => conversion switch
    {
        _ when string.IsNullOrWhiteSpace(raw) => new MappedValue(null),
        FieldConversion.Instant when current.IsAllDay => AllDay(raw) is { } day ? new MappedValue(InstantText.Of(day) + "T00:00:00.000Z") : Unread(),
        FieldConversion.Instant => InstantText.Instant(raw) is { } instant ? Sent(instant) : Unread(),
        FieldConversion.DayOfInstant => InstantText.Day(raw) is { } day ? Sent(InstantText.Instant(current.Text) is { } now ? clock.At(day, clock.TimeOf(now)) : clock.Due(day)) : Unread(),
        _ => (conversion == FieldConversion.Date ? InstantText.Day(raw) : DayOf(raw)) is { } day ? new MappedValue(InstantText.Of(day)) : Unread(),
    };

    // What stands in for a missing date is an instant, and falls on a day of the zone.
    private DateOnly? DayIn(SalesforceValue value) => value.Source == field ? InstantText.Day(value.Text) : DayOf(value.Text);

    private DateTimeOffset Timed(DateOnly day, SalesforceValue value, string? current)
    {
        if (InstantText.Instant(current) is { } theirs)
        {
            return clock.DayOf(theirs) == day ? theirs : clock.At(day, clock.TimeOf(theirs));
        }

        // A call of the day on which it was logged happened about then, and not at the hour for due dates.
        bool knowsTime = value.Source != field;
        string? known = knowsTime ? value.Text : field == Activities.TaskField.ActivityDate && IsTimed(value) ? value.Beside("CreatedDate") : null;
        return InstantText.Instant(known) is { } instant && clock.DayOf(instant) == day ? instant : clock.Due(day);
    }

    private static bool IsTimed(SalesforceValue value) => value.Row?.Kind is "calls" or "emails";

    private DateTimeOffset Midnight(DateOnly day) => clock.At(_isEnd && day < DateOnly.MaxValue ? day.AddDays(1) : day, TimeOnly.MinValue);

    private DateOnly? AllDay(string? raw)
    {
        if (InstantText.Instant(raw) is not { } instant)
        {
            return null;
        }

        DateOnly day = clock.DayOf(instant);
        return _isEnd && day > DateOnly.MinValue && instant <= clock.At(day, TimeOnly.MinValue) ? day.AddDays(-1) : day;
    }

    private DateOnly? DayOf(string? text) => InstantText.Instant(text) is { } instant ? clock.DayOf(instant) : null;

    private static MappedValue Unread() => MappedValue.None("is no date and was left as it is");

    private static MappedValue Sent(DateTimeOffset instant) => new(InstantText.Sent(instant));

    private static string? Told(DateOnly? day) => day is { } known ? InstantText.Of(known) : null;

    private static string? Told(DateTimeOffset? instant) => instant is { } known ? InstantText.Canonical(known) : null;
}
