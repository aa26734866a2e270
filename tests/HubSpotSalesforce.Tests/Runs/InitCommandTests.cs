using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>The worker prepares both sides.</summary>
public sealed class InitCommandTests
{
    private const string Back = "salesforceToHubSpot: { calls: { sync: true }, meetings: { sync: true } }";

    [Theory]
    [InlineData("init-org", 4)]
    [InlineData("init-portal", 4)]
    public async Task The_worker_tells_what_is_needed_creates_it_and_finds_it_there_the_next_time(string command, int steps)
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions(), Back, isPrepared: false);

        (int code, string[] needed) = await WorkerProcess.RunAsync(sync, command, "--plan-only");
        int writes = sync.Simulator.Log.Snapshot().Length;
        (_, string[] done) = await WorkerProcess.RunAsync(sync, command, "--json");
        (_, string[] present) = await WorkerProcess.RunAsync(sync, command);

        Assert.Equal((0, steps, 0), (code, needed.Length, writes));
        Assert.All(needed, line => Assert.StartsWith("needed ", line, StringComparison.Ordinal));
        Assert.All(done, line => Assert.Equal("done", JsonNode.Parse(line)!["status"]!.GetValue<string>()));
        Assert.All(present, line => Assert.StartsWith("present ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_portal_that_gets_nothing_needs_nothing_and_the_worker_says_so()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions(), isPrepared: false);

        (int code, string[] lines) = await WorkerProcess.RunAsync(sync, "init-portal");

        Assert.Equal(0, code);
        Assert.Matches("^Warning: No family is switched on.*Set-SyncSetting .* salesforceToHubSpot.tasks.sync true$", Assert.Single(lines));
        Assert.Empty(sync.Simulator.Log.Snapshot());
    }

    [Fact]
    public async Task A_step_that_is_refused_is_told_and_ends_with_its_own_code()
    {
        SimulatorOptions options = new() { HubSpotScopes = [.. SimulatorOptions.AllHubSpotScopes.Where(scope => scope != "crm.schemas.contacts.write")] };
        await using SimulatedSync sync = await SimulatedSync.StartAsync(options, Back, isPrepared: false);

        (int code, string[] lines) = await WorkerProcess.RunAsync(sync, "init-portal");

        Assert.Equal(4, code);
        Assert.All(lines, line => Assert.Matches("^OrgUnready: .*crm.schemas.contacts.write.*administrator", line));
    }
}
