using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>What a run says of conflicts in which a person has to choose (R52).</summary>
public sealed class WaitingConflictTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Key = "sf-" + Task1;

    private static readonly string Settings = TwoWaySync.Settings("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: manual }");

    [Fact]
    public async Task A_conflict_is_told_by_the_run_that_meets_it_first_and_counted_by_those_after_it()    // R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Settings);
        await DivergeAsync(sync);

        Told first = await RunAsync(sync);
        Told second = await RunAsync(sync);

        (SyncException fault, SyncIssue issue) = Assert.Single(first.Conflicts);
        Assert.Equal((FaultKind.Conflict, Key), (fault.Kind, fault.About));
        Assert.Equal((Key, "Subject", "From HubSpot", "From Salesforce", "waiting"), (issue.Key, issue.Field, issue.HubSpotValue, issue.SalesforceValue, issue.Winner));
        Assert.EndsWith(Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>(), issue.HubSpotUrl, StringComparison.Ordinal);
        Assert.EndsWith(Task1, issue.SalesforceUrl, StringComparison.Ordinal);
        Assert.Empty(first.Warnings);
        Assert.Empty(second.Conflicts);
        Assert.StartsWith("1 conflict waits", Assert.Single(second.Warnings), StringComparison.Ordinal);
        Assert.Equal((1, 1), (first.Results[^1].Conflicts, second.Results[^1].Conflicts));
    }

    [Theory]
    [InlineData("both sides say the same")]
    [InlineData("a person let both stay")]
    [InlineData("it was deleted in HubSpot")]
    public async Task A_conflict_that_is_over_is_told_no_more(string how)    // R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Settings);
        await DivergeAsync(sync);
        await RunAsync(sync);
        string id = Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>();

        await (how switch
        {
            "both sides say the same" => sync.EditHubSpotAsync("tasks", id, ("hs_task_subject", "From Salesforce")),
            "a person let both stay" => ForgetAsync(sync),
            _ => sync.ArchiveHubSpotAsync("tasks", long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)),
        });
        sync.Later(TimeSpan.FromMinutes(5));
        await RunAsync(sync);
        Told last = await RunAsync(sync);

        Assert.Empty(last.Conflicts);
        Assert.Empty(last.Warnings);
        Assert.Equal(0, last.Results[^1].Conflicts);
    }

    [Fact]
    public async Task An_outcome_shows_the_subject_that_stands_after_the_write()    // R52
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: hubspot }"));
        await DivergeAsync(sync);
        await sync.EditAsync("Task", Task1, ("Priority", "High"));
        List<SyncOutcome> outcomes = [];

        await sync.RunBothAsync(outcomes);

        Assert.Equal(["Task From HubSpot", "tasks From HubSpot"], outcomes.Select(outcome => $"{outcome.Target} {outcome.Subject}"));
    }

    private static async Task DivergeAsync(SimulatedSync sync)
    {
        sync.MakeTask(Task1, "Send the offer", "Task");
        await sync.RunBothAsync();
        await sync.EditAsync("Task", Task1, ("Subject", "From Salesforce"));
        sync.Later(TimeSpan.FromMinutes(1));
        await sync.EditHubSpotAsync("tasks", Assert.Single(sync.Made("tasks"))["id"]!.GetValue<string>(), ("hs_task_subject", "From HubSpot"));
    }

    private static async Task ForgetAsync(SimulatedSync sync)
    {
        await using RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        Assert.True(await log.ResolveAsync(Key, isRetry: false, CancellationToken.None));
    }

    private static async Task<Told> RunAsync(SimulatedSync sync)
    {
        List<(SyncException, SyncIssue)> conflicts = [];
        List<string> warnings = [];
        List<RunResult> results = [];
        await using BothWays both = await BothWays.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);
        both.Warned += warnings.Add;
        await both.EachAsync(
            async run =>
            {
                run.Conflicted += (fault, issue) => conflicts.Add((fault, issue));
                results.Add(await run.ExecuteAsync(null, null, CancellationToken.None));
            },
            CancellationToken.None);
        return new Told(conflicts, warnings, results);
    }

    private sealed record Told(List<(SyncException Fault, SyncIssue Issue)> Conflicts, List<string> Warnings, List<RunResult> Results);
}
