using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Bench;

/// <summary>A generated portal and its org, without quotas, and the settings of a worker that takes all kinds and all of the history.</summary>
internal sealed class BenchPortal : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hubspot-salesforce-bench-");
    private readonly SimulatorHost _simulator;
    private readonly Dictionary<string, string> _secrets;

    private BenchPortal(SimulatorHost simulator)
    {
        _simulator = simulator;
        _secrets = new() { ["HUBSPOT_TOKEN"] = simulator.HubSpotToken, ["SALESFORCE_SECRET"] = simulator.Org.ClientSecret };
    }

    /// <summary>What the portal holds.</summary>
    public SimulatorHost Simulator => _simulator;

    /// <summary>Generates a portal, starts it, and prepares the org.</summary>
    /// <param name="size">How much of it.</param>
    /// <param name="latency">How much longer each answer takes than it must.</param>
    /// <param name="everybodyIsLinked">Whether nothing waits: contacts without a counterpart get one, and what belongs to nobody is left out.</param>
    /// <param name="isQuiet">Whether its history ends two days ago, so that no cursor's overlap reaches any of it.</param>
    public static async Task<BenchPortal> StartAsync(PortalSize size, TimeSpan latency = default, bool everybodyIsLinked = false, bool isQuiet = false)
    {
        BenchPortal portal = new(await SimulatorHost.StartAsync(new SimulatorOptions { Quota = false, Latency = latency }));
        foreach (GeneratedRecord made in new PortalGenerator(size, seed: 1, TimeProvider.System.GetUtcNow() - (isQuiet ? Quiet : TimeSpan.Zero)).Generate())
        {
            portal.Insert(made, everybodyIsLinked);
        }

        await portal.PrepareAsync();
        return portal;
    }

    /// <summary>Runs the worker once.</summary>
    public async Task<WorkerRun> RunAsync() => await WorkerRun.MeasureAsync(SettingPath, _secrets);

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string SettingPath => Path.Combine(_folder.FullName, "settings.yaml");

    private void Insert(GeneratedRecord made, bool everybodyIsLinked)
    {
        if (!made.IsHubSpot)
        {
            _simulator.Org.Insert(made.Type, made.Record);
            return;
        }

        if (everybodyIsLinked)
        {
            if (made.Type == "contacts")
            {
                Link(made.Record);
            }
            else if (IsNobodys(made))
            {
                return;
            }
        }

        _simulator.Portal.Insert(made.Type, made.Record);
    }

    private void Link(JsonObject contact)
    {
        JsonObject properties = contact["properties"]!.AsObject();
        bool isUnknown = properties["salesforcecontactid"] is null && properties["salesforceleadid"] is null;
        long number = long.Parse(contact["id"]!.ToString(), CultureInfo.InvariantCulture);
        properties["email"] ??= $"contact{number}@nameless.example.com";
        if (isUnknown)
        {
            // A second person with the address of one who is found by address alone does no harm: ids go first.
            string id = $"003{number:D12}AAA";
            _simulator.Org.Insert("Contact", new JsonObject { ["Id"] = id, ["LastName"] = "Linked", ["Email"] = properties["email"]!.ToString() });
            properties["salesforcecontactid"] = id;
        }
    }

    private static bool IsNobodys(GeneratedRecord made) => made.Type switch
    {
        "email_events" => made.Record["recipient"]!.ToString().StartsWith("stranger", StringComparison.Ordinal),
        "form_submissions" => made.Record["values"]![0]!["value"]!.ToString().StartsWith("stranger", StringComparison.Ordinal),
        _ => made.Record["associations"]?["contacts"] is JsonArray { Count: 0 },
    };

    private async Task PrepareAsync()
    {
        string start = (TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(30)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);    // ten days more than the history
        await File.WriteAllTextAsync(SettingPath, $$"""
            version: 1
            hubspot: { token: env:HUBSPOT_TOKEN, baseUrl: {{_simulator.HubSpotUrl}} }
            salesforce: { loginUrl: {{_simulator.SalesforceUrl}}, clientId: {{_simulator.Org.ClientId}}, clientSecret: env:SALESFORCE_SECRET }
            allowLoopback: true
            nativeConnector: off
            state: { path: ./state.db }
            contacts: { assumeSyncedAt: {{start}} }
            timeline:
              enabledAt: {{start}}
              notBefore: {{start}}
              kinds:
            {{string.Join('\n', TimelineRun.AvailableKinds.Select(kind => $"    {kind}: {{ sync: true }}"))}}
            """);
        RunHost host = new() { Environment = _ => null, Secrets = new EnvironmentSecrets(_secrets.GetValueOrDefault) };
        using Preparation preparation = await Preparation.OfOrgAsync(SettingPath, host, CancellationToken.None);
        foreach (SetupStep step in await preparation.PlanAsync(CancellationToken.None))
        {
            await preparation.ApplyAsync(step, CancellationToken.None);
        }
    }
}
