using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>What a run costs that finds nothing to do.</summary>
public sealed class QuietRunTests
{
    private const string ContactId = "003000000000001AAA";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // O9: the cursors overlap, so each run sees some of what the one before it has written
    [Fact]
    public async Task A_run_that_sees_only_what_is_written_already_looks_nobody_up()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now });
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["Email"] = "lee@example.com" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100), ContactId));
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddMinutes(-5), "Intro", 101));
        await sync.RunAsync();
        sync.Simulator.HubSpotCalls.Reset();

        RunResult quiet = await sync.RunAsync();

        Assert.Equal((1, 1), (quiet.Read, quiet.Unchanged));
        Assert.DoesNotContain(sync.Simulator.HubSpotCalls.Snapshot().Keys, call => call.StartsWith("POST /crm/objects/2026-09/contacts", StringComparison.Ordinal));
    }
}
