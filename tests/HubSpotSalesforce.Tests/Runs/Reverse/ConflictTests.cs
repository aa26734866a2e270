using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Fields that both sides changed, where a person has to choose (R52).</summary>
public sealed class ConflictTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Key = "sf-" + Task1;

    private static readonly string Settings = TwoWaySync.Settings("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: manual }");

    private static readonly string BothBorn = Settings.Replace("taskCreated: { sync: true }", "taskCreated: { sync: true, subject: \"{subject}\" }", StringComparison.Ordinal);

    [Theory]
    [InlineData(Side.Salesforce, "From Salesforce")]
    [InlineData(Side.HubSpot, "From HubSpot")]
    public async Task A_manual_conflict_leaves_both_as_they_are_until_a_side_is_taken(Side side, string winner)    // R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Settings);
        sync.MakeTask(Task1, "Send the offer", "Task");
        await sync.RunBothAsync();
        string id = Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>();
        await DivergeAsync(sync, "tasks", id, Task1);

        await sync.RunBothAsync();
        await sync.RunBothAsync();
        Assert.Equal(("From Salesforce", "From HubSpot"), Subjects(sync, "tasks", id, Task1));
        Assert.Equal("HIGH", sync.HubSpotRecord("tasks", id).Property("hs_task_priority"));    // nobody else changed it
        ConflictRecord waiting = Assert.Single(await ConflictsAsync(sync));
        Assert.Equal((Key, "Subject", "From HubSpot", "From Salesforce", null), (waiting.Key, waiting.Field, waiting.HubSpot, waiting.Salesforce, waiting.Winner));

        await TakeAsync(sync, Key, side);
        await sync.RunBothAsync();
        Assert.Equal((winner, winner), Subjects(sync, "tasks", id, Task1));
        Assert.Empty(await TakenAsync(sync));
        int writes = sync.Writes();
        await sync.RunBothAsync();
        await sync.RunBothAsync();
        Assert.Equal(writes, sync.Writes());
    }

    [Theory]
    [InlineData(Side.Salesforce, "From Salesforce")]
    [InlineData(Side.HubSpot, "From HubSpot")]
    public async Task The_same_holds_for_a_HubSpot_task_and_its_Salesforce_task(Side side, string winner)    // R52, O7
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(BothBorn);
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, Linking.LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", Linking.LinkPortal.Now.AddDays(2), 101));
        await sync.RunBothAsync();
        string row = sync.Tasks["hs-task-501"]["Id"]!.GetValue<string>();
        await DivergeAsync(sync, "tasks", "501", row);

        await sync.RunBothAsync();
        await sync.RunBothAsync();
        Assert.Equal(("From Salesforce", "From HubSpot"), Subjects(sync, "tasks", "501", row));
        Assert.Equal(("hs-task-501", "Subject"), Assert.Single(from conflict in await ConflictsAsync(sync) select (conflict.Key, conflict.Field)));

        await TakeAsync(sync, "hs-task-501", side);
        await sync.RunBothAsync();
        Assert.Equal((winner, winner), Subjects(sync, "tasks", "501", row));
        int writes = sync.Writes();
        await sync.RunBothAsync();
        await sync.RunBothAsync();
        Assert.Equal(writes, sync.Writes());
    }

    [Theory]
    [InlineData(Side.Salesforce, false)]
    [InlineData(Side.HubSpot, false)]
    [InlineData(Side.Salesforce, true)]
    [InlineData(Side.HubSpot, true)]
    public async Task A_choice_for_which_nothing_is_left_to_write_is_at_its_end(Side side, bool isHubSpotTask)    // R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(BothBorn);
        await (isHubSpotTask
            ? sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, Linking.LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", Linking.LinkPortal.Now.AddDays(2), 101))
            : Task.Run(() => sync.MakeTask(Task1, "Send the offer", "Task")));
        await sync.RunBothAsync();
        (string id, string row) = isHubSpotTask ? ("501", sync.Tasks["hs-task-501"]["Id"]!.GetValue<string>()) : (Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>(), Task1);
        await DivergeAsync(sync, "tasks", id, row);
        await sync.RunBothAsync();
        await TakeAsync(sync, isHubSpotTask ? "hs-task-501" : Key, side);

        await sync.EditAsync("Task", row, ("Subject", "Agreed"));
        await sync.EditHubSpotAsync("tasks", id, ("hs_task_subject", "Agreed"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(("Agreed", "Agreed"), Subjects(sync, "tasks", id, row));
        Assert.Empty(await TakenAsync(sync));
    }

    [Theory]
    [InlineData(Side.Salesforce, false)]
    [InlineData(Side.HubSpot, false)]
    [InlineData(Side.Salesforce, true)]
    [InlineData(Side.HubSpot, true)]
    public async Task A_conflict_that_was_forgotten_leaves_both_values_until_a_side_is_edited_again(Side edited, bool isHubSpotTask)    // R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(BothBorn);
        (string key, string id, string row) = await MakeAsync(sync, isHubSpotTask);
        await DivergeAsync(sync, "tasks", id, row);
        await sync.RunBothAsync();

        await ForgetAsync(sync, key);
        await sync.AssertQuietAsync();

        Assert.Empty(await ConflictsAsync(sync));
        Assert.Equal(("From Salesforce", "From HubSpot"), Subjects(sync, "tasks", id, row));
        await (edited == Side.Salesforce ? sync.EditAsync("Task", row, ("Subject", "Later")) : sync.EditHubSpotAsync("tasks", id, ("hs_task_subject", "Later")));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(("Later", "Later"), Subjects(sync, "tasks", id, row));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task A_conflict_of_times_that_was_forgotten_leaves_both()    // R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("meetings: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: manual }"));
        sync.MakeEvent("00U000000000101EAA", "Demo");
        await sync.RunBothAsync();
        string id = Assert.Single(sync.Made("meetings"))["id"]!.GetValue<string>();
        await sync.EditAsync("Event", "00U000000000101EAA", ("StartDateTime", "2026-11-25T08:00:00.000+0000"), ("EndDateTime", "2026-11-25T12:00:00.000+0000"));
        await sync.EditHubSpotAsync("meetings", id, ("hs_meeting_start_time", "2026-11-25T08:00:00Z"), ("hs_meeting_end_time", "2026-11-25T11:00:00Z"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("EndDateTime", Assert.Single(await ConflictsAsync(sync)).Field);

        await ForgetAsync(sync, "sf-00U000000000101EAA");
        await sync.AssertQuietAsync();

        Assert.Empty(await ConflictsAsync(sync));
    }

    [Fact]
    public async Task A_plan_notes_no_conflict_and_moves_no_pair()    // R52, O6
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Settings);
        sync.MakeTask(Task1, "Send the offer", "Task");
        sync.MakeTask("00T000000000102EAA", "Ask for the order", "Task");
        await sync.RunBothAsync();
        string[] ids = [.. sync.Made("tasks").OrderByDescending(record => record.Property("hs_task_subject")).Select(record => record["id"]!.GetValue<string>())];
        await DivergeAsync(sync, "tasks", ids[0], Task1);
        await sync.EditAsync("Task", "00T000000000102EAA", ("Subject", "The same"));
        await sync.EditHubSpotAsync("tasks", ids[1], ("hs_task_subject", "The same"));
        string before = await PairsAsync(sync);
        List<PlanLine> lines = await sync.PlanAsync();
        await sync.RunBackAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true }, lines: lines);

        Assert.Equal(2, lines.Count(line => line.Reason == "ConflictWaiting" || (line.Action == "update" && line.Key == Key)));
        Assert.Equal(before, await PairsAsync(sync));
        Assert.Empty(await ConflictsAsync(sync));

        await sync.RunBothAsync();
        Assert.NotEqual(before, await PairsAsync(sync));
        Assert.NotEmpty(await ConflictsAsync(sync));
    }

    private static async Task<string> PairsAsync(SimulatedSync sync)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, sync.Simulator.Clock, CancellationToken.None);
        return string.Join('\n', (await store.PairsAfterAsync(null, null, 100, CancellationToken.None)).Select(pair => $"{pair.Key} {string.Join(' ', pair.Base.OrderBy(field => field.Key))}"));
    }

    private static async Task DivergeAsync(SimulatedSync sync, string type, string id, string row)
    {
        await sync.EditAsync("Task", row, ("Subject", "From Salesforce"), ("Priority", "High"));
        sync.Simulator.Clock.Set(sync.Simulator.Clock.GetUtcNow().AddMinutes(1));
        await sync.EditHubSpotAsync(type, id, ("hs_task_subject", "From HubSpot"));
    }

    private static (string?, string?) Subjects(SimulatedSync sync, string type, string id, string row)
        => (sync.Record("Task", row).Text("Subject"), sync.HubSpotRecord(type, id).Property("hs_task_subject"));

    private static async Task<IReadOnlyList<ConflictRecord>> ConflictsAsync(SimulatedSync sync)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, sync.Simulator.Clock, CancellationToken.None);
        return await store.ConflictsAsync(10, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<ConflictRecord>> TakenAsync(SimulatedSync sync)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, sync.Simulator.Clock, CancellationToken.None);
        return await store.TakenAsync(CancellationToken.None);
    }

    private static async Task<(string Key, string Id, string Row)> MakeAsync(SimulatedSync sync, bool isHubSpotTask)
    {
        await (isHubSpotTask
            ? sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, Linking.LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", Linking.LinkPortal.Now.AddDays(2), 101))
            : Task.Run(() => sync.MakeTask(Task1, "Send the offer", "Task")));
        await sync.RunBothAsync();
        return isHubSpotTask
            ? ("hs-task-501", "501", sync.Tasks["hs-task-501"]["Id"]!.GetValue<string>())
            : (Key, Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>(), Task1);
    }

    private static async Task ForgetAsync(SimulatedSync sync, string key)
    {
        await using RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        Assert.True(await log.ResolveAsync(key, isRetry: false, CancellationToken.None));
    }

    private static async Task TakeAsync(SimulatedSync sync, string key, Side side)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadWrite, sync.Simulator.Clock, CancellationToken.None);
        Lease lease = await store.AcquireAsync("a person", TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(1, await store.TakeAsync(lease, key, "Subject", side, CancellationToken.None));
        await store.ReleaseAsync(lease, CancellationToken.None);
    }
}
