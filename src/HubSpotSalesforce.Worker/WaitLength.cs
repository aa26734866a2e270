using System.Globalization;

namespace HubSpotSalesforce.Worker;

/// <summary>A length of time on the command line: a number with <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c> as in a settings file, or hours, minutes and seconds.</summary>
internal static class WaitLength
{
    /// <summary>Reads one; null for what is none, or is negative.</summary>
    public static TimeSpan? Read(string text)
    {
        TimeSpan? unit = text.Length < 2 ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        if (unit is { } one)
        {
            return int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 100_000 ? one * number : null;
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan length) && length >= TimeSpan.Zero ? length : null;
    }
}
