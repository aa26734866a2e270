using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Reliability;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Many runs over a portal and an org where people and automations are at work on both sides (O1, O6, R52).</summary>
public sealed class BusyPairTests(ITestOutputHelper output)
{
    private const int Runs = 20;

    private readonly Figures _figures = new(output);

    public static TheoryData<string, int, bool> RulesAndSeeds()
    {
        TheoryData<string, int, bool> data = [];
        foreach (string rule in new[] { "salesforce", "hubspot", "newest", "manual" })
        {
            for (int seed = 1; seed <= Scale.Of(1, 10); seed++)
            {
                data.Add(rule, seed, true);
                data.Add(rule, seed, false);
            }
        }

        return data;
    }

    [Theory]    // O1, O6, R52
    [MemberData(nameof(RulesAndSeeds))]
    public async Task Work_on_both_sides_and_automations_come_to_rest_within_two_runs_and_both_sides_agree(string rule, int seed, bool isAutomated)
    {
        string families = string.Join("\n  ", new[] { "tasks", "emails", "calls", "meetings" }.Select(family => $"{family}: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: delete, conflict: {rule} }}"));
        string settings = TwoWaySync.Settings(families).Replace("taskCreated: { sync: true }", "taskCreated: { sync: true, subject: \"{subject}\" }", StringComparison.Ordinal);
        await using SimulatedSync sync = await TwoWaySync.StartAsync(settings);
        BusyPair office = new(sync, seed);
        await (isAutomated ? office.AutomateAsync() : Task.CompletedTask);
        for (int run = 0; run < Runs; run++)
        {
            await office.WorkAsync();
            await sync.RunAfterAsync(TimeSpan.FromMinutes(15));
        }

        await sync.RunAfterAsync(TimeSpan.FromMinutes(15));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(15));
        await sync.AssertQuietAsync();

        SaidField[] said = office.Said();
        (int there, int here) = office.Born();
        Assert.Equal(there + here, said.Count(field => field.Field == "Subject"));
        string[] keys = [.. new[] { "calls", "emails", "meetings", "tasks" }.SelectMany(sync.Made).Select(record => record.Property(HubSpotField.Key)!)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        HashSet<(string, string)> waiting = await WaitingAsync(sync);
        string[] apart = [.. said.Where(field => field.Here != field.There && !waiting.Contains((field.Key, field.Field))).Select(field => $"{field.Key} {field.Field}: '{field.Here}' here, '{field.There}' there")];
        Assert.True(apart.Length == 0, $"{apart.Length} fields differ: {string.Join("; ", apart.Take(5))}");
        Assert.True(rule == "manual" || waiting.Count == 0);
        _figures.Say($"Both sides edited, rule {rule}, seed {seed}, {(isAutomated ? "with" : "without")} automations: {Runs} runs, {there} records born in Salesforce and {here} in HubSpot, {sync.Writes()} writes: at rest after two runs, none doubled, {waiting.Count} wait for a person");
    }

    private static async Task<HashSet<(string, string)>> WaitingAsync(SimulatedSync sync)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, sync.Simulator.Clock, CancellationToken.None);
        return [.. (await store.ConflictsAsync(1_000, CancellationToken.None)).Where(conflict => conflict.Winner is null).Select(conflict => (conflict.Key, conflict.Field))];
    }
}
