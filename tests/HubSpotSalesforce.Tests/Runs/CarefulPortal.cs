using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>A portal with the calls of one contact, and what people do there.</summary>
internal static class CarefulPortal
{
    public const string ContactId = "003000000000001AAA";
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static async Task<SimulatedSync> StartAsync(int calls, string limits = "")
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(
            new SimulatorOptions { Quota = false, Now = Now },
            limits + "timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { callMade: { sync: true } } }");
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100), ContactId));
        await PutCallsAsync(sync, 7001, calls);
        return sync;
    }

    public static async Task PutCallsAsync(SimulatedSync sync, int first, int count, string title = "Intro", DateTimeOffset? modifiedAt = null)
    {
        foreach (int id in Enumerable.Range(first, count))
        {
            JsonObject call = PortalRecord.Call(id, Now.AddDays(-1), title, 101);
            call["properties"]!["hs_lastmodifieddate"] = PortalRecord.Time(modifiedAt ?? Now);
            await sync.PutHubSpotAsync("calls", call);
        }
    }
}
