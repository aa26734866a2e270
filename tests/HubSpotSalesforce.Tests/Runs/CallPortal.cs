using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>A portal with one contact, who stands in the org too.</summary>
internal static class CallPortal
{
    public const string ContactId = "003000000000001AAA";
    public const string Calls = "timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { callMade: { sync: true, taskType: Call } } }";
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    public static readonly SimulatorOptions Options = new() { Quota = false, Now = Now };

    public static async Task<SimulatedSync> StartAsync(string settings = Calls, bool linked = true)
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(Options, settings);
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["Email"] = "lee.sf@example.com", ["CreatedDate"] = "2026-01-05T00:00:00.000+0000" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100), linked ? ContactId : null));
        return sync;
    }
}
