using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs.Reverse;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Store, Salesforce and HubSpot, held against each other, and a store that is rebuilt (O4).</summary>
public sealed class StateComparisonTests
{
    private static readonly SimulatorOptions Options = new()
    {
        Quota = false, Now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero), Generate = new PortalSize(30, 300),
    };

    [Fact]
    public async Task What_a_run_has_written_agrees()
    {
        await using SimulatedSync sync = await StartAsync();

        Assert.Empty(await CompareAsync(sync, asksHubSpot: true));
    }

    [Fact]
    public async Task It_tells_how_far_it_is()
    {
        await using SimulatedSync sync = await StartAsync();
        List<(string Part, int Done)> told = [];
        await using StateComparison comparison = await StateComparison.OpenAsync(sync.SettingPath, rebuilds: false, sync.Host, CancellationToken.None);
        comparison.Looked += (part, done) => told.Add((part, done));

        Assert.Empty(await comparison.CompareAsync(asksHubSpot: false, CancellationToken.None).ToArrayAsync());

        Assert.Equal([(StateComparison.Parts[0], sync.Tasks.Count), (StateComparison.Parts[1], 2 * sync.Tasks.Count)], told);
    }

    [Fact]
    public async Task What_was_changed_deleted_or_archived_behind_our_back_is_told()
    {
        await using SimulatedSync sync = await StartAsync();
        string[] calls = [.. sync.Tasks.Keys.Where(key => key.StartsWith("hs-call-", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(3)];
        await sync.PatchTaskAsync(calls[0], new JsonObject { ["Subject"] = "Mine", ["Priority"] = "High" });
        await sync.DeleteTaskAsync(calls[1]);
        await sync.ArchiveHubSpotAsync("calls", long.Parse(calls[2]["hs-call-".Length..], System.Globalization.CultureInfo.InvariantCulture));

        List<StateDifference> found = await CompareAsync(sync, asksHubSpot: true);

        Assert.Equal(
            [(calls[0], StateDifference.Drift), (calls[1], StateDifference.TaskDeleted), (calls[2], StateDifference.ActivityMissing)],
            found.Select(difference => (difference.Key, difference.Code)).Order());
        StateDifference drift = found.Single(difference => difference.Code == StateDifference.Drift);
        Assert.Contains("Subject", drift.Fields);
        Assert.Equal(("callMade", DayOfWeek.Monday), (drift.Kind, drift.Week!.Value.DayOfWeek));
    }

    [Fact]
    public async Task A_lost_store_is_rebuilt_without_a_write_and_later_edits_travel()
    {
        await using SimulatedSync sync = await StartAsync();
        string[] before = [.. sync.Tasks.Keys.Order(StringComparer.Ordinal)];
        int writes = sync.TaskWrites.Length;
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(sync.StorePath)!, "state.db*"))
        {
            File.Delete(file);
        }

        Assert.Equal(FaultKind.StateMissing, (await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync())).Kind);
        List<StateDifference> unknown = await CompareAsync(sync, asksHubSpot: false);
        Assert.Equal(before, unknown.Select(difference => difference.Key).Order(StringComparer.Ordinal));
        Assert.All(unknown, difference => Assert.Equal(StateDifference.UnknownTask, difference.Code));

        Assert.Equal(before.Length, await RebuildAsync(sync));
        Assert.Equal(0, await RebuildAsync(sync));    // once is enough
        RunResult result = await sync.RunAsync();

        Assert.Equal((0, 0, 0), (result.Created, result.Updated, result.Failed));
        Assert.Equal(writes, sync.TaskWrites.Length);

        string call = before.First(key => key.StartsWith("hs-call-", StringComparison.Ordinal));
        JsonObject record = sync.Simulator.Portal.Records("calls").First(one => one["id"]!.ToString() == call["hs-call-".Length..]);
        await sync.PutHubSpotAsync("calls", new JsonObject { ["id"] = record["id"]!.DeepClone(), ["properties"] = new JsonObject { ["hs_call_title"] = "Another title" } });
        RunResult edited = await sync.RunAsync();

        Assert.Equal((0, 1), (edited.Created, edited.Updated));
        Assert.Contains("Another title", sync.Tasks[call]["Subject"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_born_in_Salesforce_is_looked_for_there_and_in_HubSpot()
    {
        string[] ids = [.. Enumerable.Range(101, 5).Select(number => $"00T{number:D12}EAA")];
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        foreach (string id in ids)
        {
            sync.MakeTask(id, "Talk", "Call");
        }

        sync.MakeEvent("00U000000000101EAA", "Demo");
        await sync.RunBothAsync();
        Assert.Empty(await CompareAsync(sync, asksHubSpot: true));

        await sync.DeleteRecordAsync("Task", ids[0]);
        await sync.DeleteRecordAsync("Task", ids[1], isForGood: true);
        string archived = sync.Made("calls").Single(call => call.Property("salesforce_activity_id") == "sf-" + ids[2])["id"]!.GetValue<string>();
        await sync.ArchiveHubSpotAsync("calls", long.Parse(archived, System.Globalization.CultureInfo.InvariantCulture));
        await sync.PutHubSpotAsync("calls", new JsonObject { ["id"] = "777001", ["properties"] = new JsonObject { ["salesforce_activity_id"] = "sf-00T000000000999EAA" } });
        List<StateDifference> found = await CompareAsync(sync, asksHubSpot: true);

        Assert.Equal(
            [
                ("sf-" + ids[0], StateDifference.TaskDeleted),
                ("sf-" + ids[1], StateDifference.TaskMissing),
                ("sf-" + ids[2], StateDifference.ActivityMissing),
                ("sf-00T000000000999EAA", StateDifference.UnknownActivity),
            ],
            found.Select(difference => (difference.Key, difference.Code)).Order());
        Assert.All(found, difference => Assert.Equal("calls", difference.Kind));
    }

    // What a run found standing it did not make.
    [Fact]
    public async Task Undoing_a_run_that_was_forced_with_a_lost_store_deletes_nothing_that_stood_before()
    {
        await using SimulatedSync sync = await StartAsync();
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(sync.StorePath)!, "state.db*"))
        {
            File.Delete(file);
        }

        RunResult forced = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });
        await using UndoRun undo = await UndoRun.OpenAsync(sync.SettingPath, forced.RunId, isPlan: true, sync.Host, CancellationToken.None);
        IReadOnlyList<UndoChange> plan = await undo.PlanAsync(deletesAll: true, CancellationToken.None);

        Assert.Equal(0, forced.Created);
        Assert.DoesNotContain(plan, row => row.Change is not null);
    }

    private static async Task<SimulatedSync> StartAsync()
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(Options, SimulatedSync.AllKinds() + "\nevents: { settle: 0s }");
        await sync.RunAsync();
        return sync;
    }

    private static async Task<List<StateDifference>> CompareAsync(SimulatedSync sync, bool asksHubSpot)
    {
        await using StateComparison comparison = await StateComparison.OpenAsync(sync.SettingPath, rebuilds: false, sync.Host, CancellationToken.None);
        return await comparison.CompareAsync(asksHubSpot, CancellationToken.None).ToListAsync();
    }

    private static async Task<int> RebuildAsync(SimulatedSync sync)
    {
        await using StateComparison comparison = await StateComparison.OpenAsync(sync.SettingPath, rebuilds: true, sync.Host, CancellationToken.None);
        return await comparison.RebuildAsync(CancellationToken.None);
    }
}
