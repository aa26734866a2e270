using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>What a plan says beside its lines: that a run would stop, and why there is nothing in it.</summary>
public sealed class PlanWarningTests
{
    private const string Calls = "nativeConnector: off\ntimeline: { kinds: { callMade: { sync: true } } }";

    [Fact]
    public async Task A_first_plan_without_a_line_says_why()
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(Calls);

        Assert.Contains(await WarnedAsync(sync, new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true }), said => said.EndsWith(
            $"such as: Set-SyncSetting {sync.SettingPath} timeline.enabledAt 2026-01-01 (in the file: timeline.enabledAt).", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("callMade: { sync: true, enabledAt: 2026-11-20T00:00:00Z }", "-Kind callMade -EnabledAt 2026-01-01 (in the file: timeline.kinds.callMade.enabledAt).")]
    [InlineData("callMade: { sync: true, enabledAt: 2026-01-01T00:00:00Z }", "-Kind callMade -EnabledAt 2025-01-01 (in the file: timeline.kinds.callMade.enabledAt).")]
    [InlineData("callMade: { sync: true, enabledAt: 2026-11-20T00:00:00Z }, noteCreated: { sync: true }", "timeline.kinds.callMade.enabledAt); and Set-SyncSetting <file> timeline.enabledAt 2026-01-01 (in the file: timeline.enabledAt).")]
    public async Task The_moment_that_decides_is_the_one_that_is_named(string kinds, string end)
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync($"nativeConnector: off\ntimeline: {{ kinds: {{ {kinds} }} }}");

        string said = Assert.Single(await WarnedAsync(sync, new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true }), said => said.Contains("earlier day", StringComparison.Ordinal));

        Assert.EndsWith(end.Replace("<file>", sync.SettingPath, StringComparison.Ordinal), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_is_asked_for_and_switched_off_is_named()
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(Calls);

        string[] said = await WarnedAsync(sync, new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true, Kinds = ["noteCreated", "callMade"] });

        Assert.Contains("timeline.kinds.noteCreated.sync: true", Assert.Single(said, one => one.Contains("noteCreated", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(said, one => one.Contains("callMade", StringComparison.Ordinal));
    }

    [Theory]    // O1
    [InlineData("", true)]
    [InlineData("nativeConnector: coexist", false)]
    public async Task A_plan_says_that_a_run_would_stop_for_HubSpots_own_integration(string setting, bool isTold)
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync($"{setting}\ntimeline: {{ kinds: {{ callMade: {{ sync: true }} }} }}");
        sync.PutContact(101, "lee@example.com", more: ("salesforcelastsynctime", LinkPortal.Now.AddHours(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture)));

        string[] said = await WarnedAsync(sync, new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true });

        Assert.Equal(isTold, said.Any(one => one.StartsWith("A run would stop here.", StringComparison.Ordinal) && one.Contains("nativeConnector: coexist", StringComparison.Ordinal) && one.Contains($"Set-SyncSetting {sync.SettingPath} nativeConnector off", StringComparison.Ordinal)));
    }

    private static async Task<string[]> WarnedAsync(SimulatedSync sync, RunRequest request)
    {
        List<string> said = [];
        await using TimelineRun run = await TimelineRun.OpenAsync(request, sync.Host, CancellationToken.None);
        run.Warned += said.Add;
        await run.ExecuteAsync(null, null, CancellationToken.None);
        return [.. said];
    }
}
