using System.Globalization;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Settings;

/// <summary>Reads single values into the type of their key.</summary>
internal static partial class ValueReading
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(3_650);

    /// <summary>Reads a value; null, an empty text and <c>null</c> all mean that nothing is set (R15).</summary>
    /// <param name="key">The row of its key.</param>
    /// <param name="text">The text without quotes.</param>
    /// <param name="type">Its type in the file; null for a value from outside the file, which has none.</param>
    /// <param name="place">Where it stands.</param>
    public static Reading Of(SettingKey key, string text, YamlType? type, SettingPlace place)
    {
        if (text.Length == 0 || type == YamlType.Null)
        {
            return new Reading(null);
        }

        return key.Type switch
        {
            SettingKeyType.Text => type is null || type == YamlType.Text ? Line(text) : Wrong(key, "text", text, type, $"Write it in quotes: \"{Shown.Of(text)}\"."),
            SettingKeyType.Literal => Line(text),
            SettingKeyType.Words => Word(key, text),
            SettingKeyType.Choice => Word(key, text),
            SettingKeyType.Flag => Flag(key, text, type),
            SettingKeyType.Number => Number(key, text, type),
            SettingKeyType.Instant => Instant(text),
            SettingKeyType.Duration => Duration(key, text),
            SettingKeyType.Budget => Budget(text),
            SettingKeyType.Day => Day(key, text),
            SettingKeyType.Address => AddressReading.Of(text),
            SettingKeyType.Secret => SecretReading.Of(key, text, place),
            SettingKeyType.Zone => ZoneReading.Of(text),
            _ => throw new ArgumentOutOfRangeException(nameof(key), key.Type, "Only single values are read."),
        };
    }

    private static Reading Wrong(SettingKey key, string wanted, string text, YamlType? type, string? advice = null)
        => Reading.Wrong($"must be {wanted}, but '{Shown.Of(text)}' is {(type ?? YamlType.Text).Name}.", advice ?? $"Write {key.Name}: {key.Example}.");

    private static Reading Line(string text)
        => text.Any(char.IsControl) ? Reading.Wrong("must be one line of text.", "Remove line ends, tabs and other control characters.") : new Reading(text);

    private static Reading Word(SettingKey key, string text)
    {
        if (key.Choices.Length == 0 || key.Choices.Contains(text))
        {
            return Line(text);
        }

        if (key.Later.Contains(text))
        {
            return Reading.Wrong($"'{text}' is not available in this version.", $"Write {Either(key.Choices)}.");
        }

        string advice = Nearest.To(text, key.Choices) is { } near ? $"Did you mean {near}?" : $"Write {Either(key.Choices)}.";
        return Reading.Wrong($"must be {Either(key.Choices)}, not '{Shown.Of(text)}'.", advice);
    }

    private static string Either(string[] words) => string.Join(" or ", words);

    private static Reading Flag(SettingKey key, string text, YamlType? type)
        => bool.TryParse(text, out bool flag) && (type is null || type == YamlType.Flag)
            ? new Reading(flag)
            : Wrong(key, "true or false", text, type, "Write true or false, without quotes.");

    private static Reading Number(SettingKey key, string text, YamlType? type)
    {
        if ((type is not null && type != YamlType.Number) || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return Wrong(key, "a whole number", text, type, key.Least == key.Greatest ? null : $"Write a whole number, such as {key.Example}.");
        }

        return (number >= key.Least && number <= key.Greatest, key.Least == key.Greatest) switch
        {
            (true, _) => new Reading(number),
            (_, true) => Reading.Wrong($"must be {key.Least}, not {number}.", $"Write {key.Name}: {key.Least}; a file of another version needs another version of the module."),
            _ => Reading.Wrong($"must be from {key.Least} to {key.Greatest}, not {number}."),
        };
    }

    // A time without offset would mean another moment on each machine, so it is refused instead of guessed.
    private static Reading Instant(string text)
    {
        if (Instants().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant))
        {
            return new Reading(instant.ToUniversalTime());
        }

        string? day = Days().Match(text) is { Success: true, Value: var found } ? found : null;
        return Reading.Wrong(
            $"must be a moment with its offset from UTC, not '{Shown.Of(text)}'.",
            $"Write it as {day ?? "2026-11-21"}T00:00:00Z, or with an offset: {day ?? "2026-11-21"}T00:00:00+01:00.");
    }

    private static Reading Day(SettingKey key, string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? new Reading(day)
            : Reading.Wrong($"must be a day of the calendar, not '{Shown.Of(text)}'.", $"Write it as year, month and day: {key.Example}.");

    private static Reading Duration(SettingKey key, string text)
    {
        if (Durations().Match(text) is { Success: true } match)
        {
            long count = long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            TimeSpan span = match.Groups[2].Value switch
            {
                "s" => TimeSpan.FromSeconds(count),
                "m" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            };

            return span <= MaxDuration ? new Reading(span) : Reading.Wrong($"must be at most {MaxDuration.Days}d.");
        }

        return Reading.Wrong($"must be a length of time, not '{Shown.Of(text)}'.", $"Write a number with s, m, h or d: {key.Example}.");
    }

    private static Reading Budget(string text)
    {
        bool isPercent = text.EndsWith('%');
        bool isNumber = long.TryParse(text.AsSpan(0, text.Length - (isPercent ? 1 : 0)), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return (isNumber, isPercent) switch
        {
            (true, false) => new Reading(CallBudget.OfCount(number)),
            (true, true) when number <= 100 => new Reading(CallBudget.OfPercent((int)number)),
            _ => Reading.Wrong($"must be a number of calls or a percentage up to 100%, not '{Shown.Of(text)}'."),
        };
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Instants();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Days();

    [GeneratedRegex(@"^([0-9]{1,9})([smhd])\z")]
    private static partial Regex Durations();
}
