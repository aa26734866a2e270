using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Salesforce;

/// <summary>A simulated org over HTTP, and a client signed in to it.</summary>
internal sealed class SimulatedOrg : IAsyncDisposable
{
    public const string Contact = "003000000000001AAA";
    public const string Lead = "00Q000000000001EAA";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 15, 0, TimeSpan.Zero);

    private SimulatedOrg(SimulatorHost simulator)
    {
        Simulator = simulator;
        SalesforceOptions options = new() { LoginUrl = simulator.SalesforceUrl, ClientId = simulator.Org.ClientId, ClientSecret = simulator.Org.ClientSecret };
        Client = new SalesforceClient(options, new HostGuard(allowsLoopback: true), simulator.Clock, new Random(1));
        Fields = new FieldReader(Client);
    }

    public SimulatorHost Simulator { get; }

    public SalesforceClient Client { get; }

    public FieldReader Fields { get; }

    /// <summary>Starts one; it has our fields unless told otherwise.</summary>
    public static async Task<SimulatedOrg> StartAsync(bool isPrepared = true)
    {
        SimulatedOrg org = new(await SimulatorHost.StartAsync(new SimulatorOptions { Now = Now, Quota = false }, CancellationToken.None));
        OrgSetup setup = new(org.Client);
        foreach (SetupStep step in isPrepared ? await setup.PlanAsync(CancellationToken.None) : [])
        {
            Assert.Equal("done", (await setup.ApplyAsync(step, CancellationToken.None)).Status);
        }

        return org;
    }

    /// <summary>Puts a record in as if it had always been there, last changed at a given instant, and returns its 18-character id.</summary>
    public string Put(string type, string id, string stamp, params (string Name, JsonNode? Value)[] fields)
    {
        string full = RecordId.Normalize(id)!;
        JsonObject record = new() { ["Id"] = full, ["CreatedDate"] = stamp, ["LastModifiedDate"] = stamp, ["SystemModstamp"] = stamp };
        foreach ((string name, JsonNode? value) in fields)
        {
            record[name] = value;
        }

        Simulator.Org.Insert(type, record);
        return full;
    }

    /// <summary>An id of a type with a number.</summary>
    public static string Id(string prefix, int number) => RecordId.Normalize(prefix + number.ToString("D12", CultureInfo.InvariantCulture))!;

    /// <summary>How often an endpoint was called whose name contains a text.</summary>
    public int Calls(string endpoint)
        => Simulator.SalesforceCalls.Snapshot().Where(call => call.Key.Contains(endpoint, StringComparison.OrdinalIgnoreCase)).Sum(call => call.Value);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Simulator.DisposeAsync();
    }
}
