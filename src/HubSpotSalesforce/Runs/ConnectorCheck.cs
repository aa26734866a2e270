using System.Globalization;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>Stops a first run where HubSpot's own Salesforce integration is at work and the settings do not say how to live with it (O1).</summary>
/// <remarks>
/// Either trace stops it. Activities from Salesforce prove that the integration writes activities this way. Whether it writes them the
/// other way no API tells: in Salesforce its tasks are those of some user, and names and subjects are guesses. But it carries an
/// activity with a sync of its contact, so a contact synced lately says that it may; to ask once costs a line of settings, to be silent
/// may cost a second task for each activity.
/// </remarks>
internal static class ConnectorCheck
{
    private const int RunsLookedAt = 100;    // with more failures than that in a row, the question is asked again

    // A small portal syncs no contact over a weekend or a holiday.
    private static readonly TimeSpan ContactsFor = TimeSpan.FromDays(7);
    private static readonly TimeSpan ActivitiesFor = TimeSpan.FromDays(30);

    /// <summary>Looks, unless the settings answer already or a run was completed.</summary>
    /// <returns>Why a run would stop, for a plan; null when it would not.</returns>
    /// <exception cref="SyncException"><see cref="FaultKind.NativeConnectorFound"/>.</exception>
    public static async Task<string?> RunAsync(SyncSetting setting, HubSpotClient portal, RunBooks books, DateTimeOffset now, CancellationToken cancel)
    {
        if (setting.NativeConnector is not null)
        {
            return null;
        }

        IReadOnlyList<RunRecord> runs = await books.Store.RunsAsync(RunsLookedAt, cancel);
        if (runs.Any(run => run.Ending == "completed"))
        {
            return null;
        }

        ConnectorTrace trace = await new ConnectorReader(portal).LookAsync(now - ContactsFor, now - ActivitiesFor, cancel);
        if (!trace.IsFound)
        {
            return null;
        }

        string found =
            $"HubSpot's own Salesforce integration is at work: {Seen(trace)}. Where it writes HubSpot's activities to Salesforce too, each would stand there twice, "
            + "once from it and once from this sync; where it brings Salesforce's tasks to HubSpot, those of this sync come along. Nothing was written. "
            + $"In {setting.File}, write nativeConnector: off if it syncs no activities (or will not from now on), or nativeConnector: coexist if it shall go on beside this sync "
            + $"({SettingCommand.Set(setting, "nativeConnector off")}, or coexist); then run again.";
        return books.Lease is null ? found : throw new SyncException(FaultKind.NativeConnectorFound, setting.File, found);
    }

    private static string Seen(ConnectorTrace trace)
    {
        List<string> seen = [];
        if (trace.SyncedAt is { } at)
        {
            seen.Add($"it synced a contact on {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}");
        }

        if (trace.Tasks + trace.Calls > 0)
        {
            seen.Add($"in the last {ActivitiesFor.Days} days it brought {trace.Tasks} tasks and {trace.Calls} calls from Salesforce");
        }

        return string.Join(", and ", seen);
    }
}
