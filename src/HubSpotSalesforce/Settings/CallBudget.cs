using System.Globalization;

namespace HubSpotSalesforce.Settings;

/// <summary>How many calls may be spent: a number, or a percentage of what the other side allows in a day.</summary>
public sealed record CallBudget
{
    private CallBudget(int? percent, long? count)
    {
        Percent = percent;
        Count = count;
    }

    /// <summary>The percentage, 0 to 100; null when it is a number.</summary>
    public int? Percent { get; }

    /// <summary>The number of calls, 0 or more; null when it is a percentage.</summary>
    public long? Count { get; }

    /// <summary>A percentage of the daily allowance, 0 to 100.</summary>
    public static CallBudget OfPercent(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return new CallBudget(percent, null);
    }

    /// <summary>A number of calls, 0 or more.</summary>
    public static CallBudget OfCount(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new CallBudget(null, count);
    }

    /// <summary>The calls it comes to where <paramref name="allowance"/> calls a day are allowed; never more than those.</summary>
    public long Of(long allowance) => Percent is { } percent ? (long)(allowance * (decimal)percent / 100) : Math.Min(Count!.Value, allowance);

    /// <summary>As it is written in the settings: <c>50%</c> or <c>12000</c>.</summary>
    public override string ToString() => Percent is { } percent
        ? string.Create(CultureInfo.InvariantCulture, $"{percent}%")
        : Count!.Value.ToString(CultureInfo.InvariantCulture);
}
