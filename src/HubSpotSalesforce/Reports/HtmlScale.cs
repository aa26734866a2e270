namespace HubSpotSalesforce.Reports;

/// <summary>How the chart over time counts: a bar for each day, week or month of the period, whether something happened in it or not.</summary>
/// <param name="Word">What a bar stands for, such as <c>week</c>.</param>
/// <param name="Unit">The charts' name for it.</param>
/// <param name="Format">How a bar is labelled.</param>
/// <param name="Tip">How it is named where a reader points at it.</param>
/// <param name="Start">Returns the first day of the bar that a day belongs to.</param>
/// <param name="Next">Returns the first day of the next bar.</param>
internal sealed record HtmlScale(string Word, string Unit, string Format, string Tip, Func<DateOnly, DateOnly> Start, Func<DateOnly, DateOnly> Next)
{
    private const int MostDays = 92;
    private const int MostDaysOfWeeks = 730;

    private static readonly HtmlScale Day = new("day", "utcyearmonthdate", "%-d %b", "%-d %B %Y", day => day, day => day.AddDays(1));
    private static readonly HtmlScale Week = new(
        "week", "utcyearmonthdate", "%-d %b %y", "week of %-d %B %Y", day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), day => day.AddDays(7));

    private static readonly HtmlScale Month = new("month", "utcyearmonth", "%b %Y", "%B %Y", day => new DateOnly(day.Year, day.Month, 1), day => day.AddMonths(1));

    /// <summary>The scale for so long a time.</summary>
    public static HtmlScale For(DateOnly first, DateOnly last) => (last.DayNumber - first.DayNumber) switch
    {
        <= MostDays => Day,
        <= MostDaysOfWeeks => Week,
        _ => Month,
    };

    /// <summary>The first days of all bars from one day to another.</summary>
    public IEnumerable<DateOnly> Bars(DateOnly first, DateOnly last)
    {
        for (DateOnly bar = Start(first); bar <= last; bar = Next(bar))
        {
            yield return bar;
        }
    }
}
