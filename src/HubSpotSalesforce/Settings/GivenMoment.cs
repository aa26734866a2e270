using System.Globalization;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Settings;

/// <summary>A moment as people give it to a command: with its offset from UTC, or as a time or a day of the settings' own time zone.</summary>
/// <remarks>The file itself holds exact moments only; what is written to it is reckoned from this by the zone it names.</remarks>
public sealed partial record GivenMoment
{
    private const string Forms = "2026-10-01T08:00:00Z, 2026-10-01T08:00:00+02:00, 2026-10-01Z for the day's beginning in UTC, or 2026-10-01 for its beginning in the settings' timeZone";

    private readonly string _text;
    private readonly DateTimeOffset? _instant;
    private readonly DateTime _local;

    /// <summary>Takes a moment that is exact already.</summary>
    public GivenMoment(DateTimeOffset moment)
    {
        _instant = moment;
        _text = moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Takes a moment of this machine, as <c>Get-Date</c> gives it.</summary>
    public GivenMoment(DateTime moment)
        : this(new DateTimeOffset(moment))
    {
    }

    private GivenMoment(string text, DateTimeOffset? instant, DateTime local)
    {
        _text = text;
        _instant = instant;
        _local = local;
    }

    /// <summary>What to write instead of what is none, as a sentence.</summary>
    internal static string Advice => $"Write it as {Forms}.";

    /// <summary>Reads a moment: <c>2026-10-01T08:00:00Z</c>, with another offset, as a day with an offset (<c>2026-10-01Z</c>), or without one (<c>2026-10-01</c>).</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: it is none of these; the message names them.</exception>
    public static GivenMoment Parse(string text)
        => Find(text) ?? throw new SyncException(FaultKind.SettingsInvalid, Shown.Of(text), $"'{Shown.Of(text)}' is no moment. {Advice}");

    /// <summary>Returns the instant, in UTC.</summary>
    /// <param name="zone">The zone in which a day begins and ends; it counts where no offset was given.</param>
    public DateTimeOffset In(TimeZoneInfo zone) => (_instant ?? new DateTimeOffset(_local, zone.GetUtcOffset(_local))).ToUniversalTime();

    /// <summary>Returns the instant, in UTC.</summary>
    /// <param name="zone">The name of the zone in which a day begins and ends; one that is no zone counts as UTC, for settings with it are refused.</param>
    public DateTimeOffset In(string zone) => In(ZoneReading.Of(zone).Value as TimeZoneInfo ?? TimeZoneInfo.Utc);

    /// <summary>The moment as it was given.</summary>
    public override string ToString() => _text;

    /// <summary>Reads a moment; null when it is none.</summary>
    internal static GivenMoment? Find(string text)
    {
        if (Moments().Match(text) is not { Success: true } match)
        {
            return null;
        }

        string day = match.Groups["day"].Value;
        string time = match.Groups["time"] is { Success: true, Value: var given } ? given : "00:00";
        string offset = match.Groups["offset"].Value;
        return DateTimeOffset.TryParse($"{day}T{time}{(offset.Length == 0 ? "Z" : offset)}", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment) && moment.Year is > 1 and < 9999
            ? new GivenMoment(text, offset.Length == 0 ? null : moment, moment.DateTime)
            : null;
    }

    [GeneratedRegex(@"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})([T ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?))?(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex Moments();
}
