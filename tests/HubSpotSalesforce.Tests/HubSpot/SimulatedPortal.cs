using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Runs;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.HubSpot;

/// <summary>A simulated portal over HTTP, and a client of it whose waits take no time.</summary>
internal sealed class SimulatedPortal : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 15, 0, TimeSpan.Zero);

    private SimulatedPortal(SimulatorHost simulator)
    {
        Simulator = simulator;
        Client = new HubSpotClient(new HubSpotOptions(simulator.HubSpotUrl, simulator.HubSpotToken), new HostGuard(allowsLoopback: true), new JumpingClock(), new Random(1));
    }

    public SimulatorHost Simulator { get; }

    public HubSpotClient Client { get; }

    public WriteLogEntry[] Writes => [.. Simulator.Log.Snapshot()];

    /// <summary>Starts one; it has our properties unless told otherwise, and the contacts 301 to 303.</summary>
    public static async Task<SimulatedPortal> StartAsync(SimulatorOptions? options = null, bool isPrepared = true)
    {
        SimulatedPortal portal = new(await SimulatorHost.StartAsync((options ?? new SimulatorOptions()) with { Now = Now, Quota = false }, CancellationToken.None));
        PortalSetup setup = new(portal.Client, ActivityFamily.All);
        foreach (SetupStep step in isPrepared ? await setup.PlanAsync(CancellationToken.None) : [])
        {
            Assert.Equal("done", (await setup.ApplyAsync(step, CancellationToken.None)).Status);
        }

        foreach (long id in new[] { 301L, 302, 303 })
        {
            portal.Simulator.Portal.Insert("contacts", PortalRecord.Contact(id, $"c{id}@x.com", Sample.At("2021-01-01T00:00:00Z")));
        }

        return portal;
    }

    /// <summary>Puts a call in as if it had always been there, with a key and the contacts it hangs on.</summary>
    public void PutCall(long id, string? key, DateTimeOffset? at = null, params long[] contacts)
    {
        JsonObject record = PortalRecord.Call(id, at ?? Now.AddDays(-1), "Intro", contacts);
        record["properties"]![HubSpotField.Key] = key;
        Simulator.Portal.Insert("calls", record);
    }

    /// <summary>The calls that are not archived, by key; a key that stands twice fails the test.</summary>
    public Dictionary<string, JsonObject> Calls => Simulator.Portal.Records("calls")
        .Where(call => call["archived"]?.GetValue<bool>() != true)
        .ToDictionary(call => call["properties"]![HubSpotField.Key]?.GetValue<string>() ?? $"(none, {call["id"]})");

    /// <summary>A change that makes a call of a task of Salesforce.</summary>
    public static Change Create(int number, params string[] beside)
    {
        string id = $"00T{number:D12}EAA";
        return new Change
        {
            Does = Change.Create,
            Activity = new Activity { Key = ActivityKey.OfRecord(id), Kind = "calls", SourceId = id, OccurredAt = Sample.Noon },
            Reason = "New in Salesforce.",
            Target = "calls",
            Fields = new Dictionary<string, string?> { ["hs_timestamp"] = "2026-03-01T12:00:00.000Z", ["hs_call_title"] = $"Call {number}", ["hs_call_body"] = null },
            Base = new Dictionary<string, string?>(),
            ContentHash = "hash",
            Beside = beside.Length == 0 ? ["contacts/301"] : beside,
            IntentId = $"run-{number}",
        };
    }

    public static SoughtKey Sought(Change change) => new(change.Activity.Key, change.Activity.Kind, change.Beside);

    /// <summary>How often an endpoint was called whose name contains a text.</summary>
    public int Count(string endpoint)
        => Simulator.HubSpotCalls.Snapshot().Where(call => call.Key.Contains(endpoint, StringComparison.OrdinalIgnoreCase)).Sum(call => call.Value);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Simulator.DisposeAsync();
    }
}
