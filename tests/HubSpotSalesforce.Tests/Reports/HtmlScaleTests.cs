using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Tests.Reports;

public sealed class HtmlScaleTests
{
    private static readonly DateOnly Last = new(2026, 11, 22);    // a Sunday

    [Theory]
    [InlineData(30, "day", 30, "2026-10-24")]
    [InlineData(93, "day", 93, "2026-08-22")]
    [InlineData(94, "week", 14, "2026-08-17")]
    [InlineData(731, "week", 105, "2024-11-18")]
    [InlineData(732, "month", 25, "2024-11-01")]
    public void A_period_has_a_bar_for_each_day_week_or_month_of_it(int days, string word, int bars, string first)
    {
        DateOnly start = Last.AddDays(1 - days);
        HtmlScale scale = HtmlScale.For(start, Last);

        DateOnly[] all = [.. scale.Bars(start, Last)];

        Assert.Equal((word, bars, DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture)), (scale.Word, all.Length, all[0]));
        Assert.All(Enumerable.Range(0, days).Select(start.AddDays), day => Assert.Contains(scale.Start(day), all));
    }
}
