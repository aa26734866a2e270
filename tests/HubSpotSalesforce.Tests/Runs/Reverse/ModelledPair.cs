using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HubSpotSalesforce.Runner;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Planning;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>An event and its meeting behind HTTP, on which the steps of a history are carried out as people, runs and crashes do them.</summary>
internal sealed partial class ModelledPair : IAsyncDisposable
{
    private const string Id = "00U000000000101EAA";

    private static readonly (string Field, string Property)[] Fields = [("Subject", "hs_meeting_title"), ("Description", "hs_meeting_body"), ("Location", "hs_meeting_location")];

    private readonly SimulatedSync _sync;
    private bool _hasWritten;

    private ModelledPair(SimulatedSync sync) => _sync = sync;

    public static async Task<ModelledPair> StartAsync(string rule, bool deletes)
    {
        ModelledPair pair = new(await TwoWaySync.StartAsync(TwoWaySync.Settings($"meetings: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: {rule}, onDelete: {(deletes ? "delete" : "nothing")} }}")));
        pair._sync.MakeEvent(Id, "first", more: [("Description", "first"), ("Location", "first")]);
        return pair;
    }

    /// <summary>How many writes there were.</summary>
    public int Writes => _sync.Writes();

    /// <summary>What each side says, in the model's terms; null for a meeting that is not there.</summary>
    public (string?[] S, string?[]? H) See()
    {
        JsonObject row = _sync.Record("Event", Id);
        JsonObject[] meetings = _sync.Made("meetings");
        Assert.True(meetings.Length < 2, "There are two meetings of one event.");
        return (
            [.. Fields.Select(field => Plain(row.Text(field.Field)))],
            meetings is [var meeting] ? [.. Fields.Select(field => Plain(meeting.Property(field.Property)))] : null);
    }

    public async Task TakeAsync(MergeModelTests.Move step)
    {
        _sync.Later(TimeSpan.FromMinutes(5));
        bool isDeleted = _sync.Record("Event", Id)["IsDeleted"]?.GetValue<bool>() == true;
        string? meeting = _sync.Made("meetings").Select(record => record["id"]!.GetValue<string>()).SingleOrDefault();
        switch (step.Act)
        {
            case MergeModelTests.Act.EditSalesforce when !isDeleted:
                await _sync.EditAsync("Event", Id, (Fields[step.Field].Field, step.Value));
                break;
            case MergeModelTests.Act.EditHubSpot when meeting is not null:
                await _sync.EditHubSpotAsync("meetings", meeting, (Fields[step.Field].Property, step.Value ?? ""));
                break;
            case MergeModelTests.Act.DeleteSalesforce when !isDeleted:
                await _sync.DeleteRecordAsync("Event", Id);
                break;
            case MergeModelTests.Act.RestoreSalesforce when isDeleted:
                await _sync.UndeleteRecordAsync("Event", Id);
                break;
            case MergeModelTests.Act.DeleteHubSpot when meeting is not null:
                await _sync.ArchiveHubSpotAsync("meetings", long.Parse(meeting, CultureInfo.InvariantCulture));
                break;
            case MergeModelTests.Act.Run:
                await RunAsync(dies: false);
                break;
            case MergeModelTests.Act.Die:
                await RunAsync(dies: true);
                break;
            default:
                break;
        }
    }

    public ValueTask DisposeAsync() => _sync.DisposeAsync();

    // The model's order: to HubSpot first, then to Salesforce. A run that dies does so when its first write has arrived: its store hears of nothing more.
    private async Task RunAsync(bool dies)
    {
        _hasWritten = false;
        void Noting() => _hasWritten = true;
        _sync.Simulator.Log.Added += Noting;
        RunHost host = dies ? _sync.Host with { Books = store => WatchedStore.Of(store, _ => Die(), _ => { }) } : _sync.Host;
        RunRequest request = new() { SettingPath = _sync.SettingPath };
        try
        {
            await using (RecordRun back = await RecordRun.OpenAsync(request, host, CancellationToken.None))
            {
                await back.ExecuteAsync(null, null, CancellationToken.None);
            }

            await using TimelineRun there = await TimelineRun.OpenAsync(request, host, CancellationToken.None);
            await there.ExecuteAsync(null, null, CancellationToken.None);
        }
        catch (SyncException stopped) when (dies && _hasWritten && stopped.IsAboutStore)
        {
        }
        finally
        {
            _sync.Simulator.Log.Added -= Noting;
        }
    }

    private void Die()
    {
        if (_hasWritten)
        {
            throw new SyncException(FaultKind.StoreUnavailable, "state", "The process is gone.");
        }
    }

    private static string? Plain(string? text) => text is null || Tags().Replace(text, "").Trim() is not { Length: > 0 } plain ? null : WebUtility.HtmlDecode(plain);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
