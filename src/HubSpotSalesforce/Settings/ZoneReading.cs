using System.Globalization;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Settings;

/// <summary>Reads time zones: IANA and Windows names, and fixed offsets such as <c>+02:00</c>.</summary>
internal static partial class ZoneReading
{
    private const int MaxLength = 64;
    private const string ZoneTable = "/usr/share/zoneinfo/zone.tab";

    /// <summary>Reads a zone.</summary>
    public static Reading Of(string text)
    {
        if (Offsets().IsMatch(text) && TimeSpan.TryParse(text.TrimStart('+'), CultureInfo.InvariantCulture, out TimeSpan offset) && offset.Duration() <= TimeSpan.FromHours(14))
        {
            return new Reading(TimeZoneInfo.CreateCustomTimeZone($"UTC{text}", offset, $"UTC{text}", $"UTC{text}"));
        }

        return text.Length <= MaxLength && TimeZoneInfo.TryFindSystemTimeZoneById(text, out TimeZoneInfo? zone)
            ? new Reading(zone)
            : Reading.Wrong($"'{Shown.Of(text)}' is not a time zone.", Near(text) is { } near ? $"Did you mean {near}?" : "Write a name such as Europe/Warsaw, or an offset such as +02:00.");
    }

    /// <summary>Returns the IANA names to choose from, in order.</summary>
    public static string[] Names()
    {
        // .NET opens the file of each zone, which takes longer than people wait for Tab; the system's table has their names.
        IEnumerable<string> names = File.Exists(ZoneTable)
            ? File.ReadLines(ZoneTable).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).Where(cells => cells.Length > 2).Select(cells => cells[2])
            : TimeZoneInfo.GetSystemTimeZones().Select(zone => TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out string? iana) ? iana : zone.Id);
        return [.. names.Append("UTC").Distinct().Order(StringComparer.Ordinal)];
    }

    private static string? Near(string text)
    {
        string[] names = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)];
        return names.FirstOrDefault(name => name.EndsWith('/' + text, StringComparison.OrdinalIgnoreCase)) ?? Nearest.To(text, names);
    }

    [GeneratedRegex(@"^[+-][0-9]{2}:[0-9]{2}\z")]
    private static partial Regex Offsets();
}
