using System.Globalization;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>Commands that change a settings file, as a person can copy them out of a message.</summary>
internal static class SettingCommand
{
    /// <summary>Returns a call of <c>Set-SyncSetting</c> for the file of these settings.</summary>
    /// <param name="setting">The settings.</param>
    /// <param name="rest">What follows the file.</param>
    public static string Set(SyncSetting setting, string rest) => $"{Of("Set-SyncSetting", setting)} {rest}";

    /// <summary>Returns a call of a cmdlet for the file of these settings.</summary>
    public static string Of(string cmdlet, SyncSetting setting) => $"{cmdlet} {Quoted(setting.File)}";

    /// <summary>Returns how activities are taken in from an earlier day on, as a sentence. The moment of a kind goes before that of the timeline.</summary>
    /// <param name="setting">The settings.</param>
    /// <param name="kinds">The kinds that are on.</param>
    /// <param name="now">When a kind begins of which the settings say nothing.</param>
    public static string Earlier(SyncSetting setting, string[] kinds, DateTimeOffset now)
    {
        string[] own = [.. kinds.Where(kind => setting.Timeline.Kinds[kind].EnabledAt is not null)];
        List<string> ways = [];
        if (own.Length > 0)
        {
            string keys = string.Join(", ", own.Select(kind => $"timeline.kinds.{kind}.enabledAt"));
            ways.Add($"{Set(setting, $"-Kind {string.Join(", ", own)} -EnabledAt {DayBefore(own.Min(kind => setting.Timeline.Kinds[kind].EnabledAt!.Value))}")} (in the file: {keys})");
        }

        if (own.Length < kinds.Length)
        {
            ways.Add($"{Set(setting, $"timeline.enabledAt {DayBefore(setting.Timeline.EnabledAt ?? now)}")} (in the file: timeline.enabledAt)");
        }

        return $"To take in earlier activities, set an earlier day, such as: {string.Join("; and ", ways)}.";
    }

    // The beginning of a year: an example that nobody takes for a recommendation.
    private static string DayBefore(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"{moment.UtcDateTime.AddDays(-1).Year:0000}-01-01");

    private static string Quoted(string file)
        => file.All(letter => char.IsAsciiLetterOrDigit(letter) || "/\\:._-".Contains(letter, StringComparison.Ordinal)) ? file : $"'{file.Replace("'", "''", StringComparison.Ordinal)}'";
}
