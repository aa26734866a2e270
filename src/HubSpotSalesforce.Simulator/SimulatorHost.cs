using System.Net;
using HubSpotSalesforce.Simulator.Faults;
using HubSpotSalesforce.Simulator.HubSpot;
using HubSpotSalesforce.Simulator.NativeConnector;
using HubSpotSalesforce.Simulator.Salesforce;
using Microsoft.Extensions.Logging.Console;

namespace HubSpotSalesforce.Simulator;

/// <summary>A running simulator: both APIs on loopback addresses, over real HTTP.</summary>
/// <remarks>Thread-safe. Several may run in one process.</remarks>
public sealed class SimulatorHost : IAsyncDisposable
{
    private const long MaxBodyBytes = 200L * 1024 * 1024;    // above Salesforce's 150 MB of a Bulk upload

    private readonly List<WebApplication> _sides = [];
    private Connector? _connector;

    private SimulatorHost(SimulatorOptions options)
    {
        Options = options;
        Clock = new SimulatorClock(options.Time);
        if (options.Now is { } now)
        {
            Clock.Set(now);
        }

        HubSpotClock = new SimulatorClock(Clock);
        SalesforceClock = new SimulatorClock(Clock);
        Portal = new HubSpotPortal(options, HubSpotClock, Log, HubSpotCalls);
        Org = new SalesforceOrg(SalesforceClock, Log, SalesforceCalls);
    }

    /// <summary>What it was started with.</summary>
    public SimulatorOptions Options { get; }

    /// <summary>Where the HubSpot side answers.</summary>
    public Uri HubSpotUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where the Salesforce side answers.</summary>
    public Uri SalesforceUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>The token the HubSpot side accepts.</summary>
    public string HubSpotToken => Options.HubSpotToken;

    /// <summary>The HubSpot side.</summary>
    public HubSpotPortal Portal { get; }

    /// <summary>The Salesforce side.</summary>
    public SalesforceOrg Org { get; }

    /// <summary>Every write of both sides.</summary>
    public WriteLog Log { get; } = new();

    /// <summary>Calls of the HubSpot side.</summary>
    public CallCounters HubSpotCalls { get; } = new();

    /// <summary>Calls of the Salesforce side.</summary>
    public CallCounters SalesforceCalls { get; } = new();

    /// <summary>The time on both sides.</summary>
    public SimulatorClock Clock { get; }

    /// <summary>The time as the HubSpot side has it: it may go wrong, and then its stamps do.</summary>
    public SimulatorClock HubSpotClock { get; }

    /// <summary>The time as the Salesforce side has it: it may go wrong, and then its stamps do.</summary>
    public SimulatorClock SalesforceClock { get; }

    /// <summary>What goes wrong with calls.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>Fills both sides and starts them; they answer when this returns.</summary>
    /// <exception cref="ArgumentException">A URL is not http on a loopback address.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such portal folder.</exception>
    /// <exception cref="FormatException">A file of the portal folder cannot be read.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken cancel = default)
    {
        SimulatorHost host = new(options);
        host.Fill();
        try
        {
            host.HubSpotUrl = await host.StartSideAsync("hubspot", options.HubSpotUrl, host.HubSpotCalls, host.HubSpotClock, host.Portal.Map, cancel);
            host.SalesforceUrl = await host.StartSideAsync("salesforce", options.SalesforceUrl, host.SalesforceCalls, host.SalesforceClock, host.Org.Map, cancel);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets HubSpot's own Salesforce integration do what it does every 15 minutes; the clock stays as it is.</summary>
    /// <exception cref="InvalidOperationException">It is not switched on.</exception>
    public ConnectorRound RunNativeConnector() => _connector?.Run()
        ?? throw new InvalidOperationException("The native connector is off. Start the simulator with --native-connector.");

    /// <summary>Stops both sides at once.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication side in _sides)
        {
            // Connections that are kept alive would hold an orderly stop up for its whole grace period.
            await side.StopAsync(new CancellationToken(canceled: true));
            await side.DisposeAsync();
        }

        _sides.Clear();
    }

    private void Fill()
    {
        if (Options.PortalFolder is { } folder)
        {
            (string hubspot, string salesforce) = (Path.Combine(folder, "hubspot"), Path.Combine(folder, "salesforce"));
            if (!Directory.Exists(hubspot) && !Directory.Exists(salesforce))
            {
                throw new DirectoryNotFoundException($"There is no portal in '{folder}': a folder 'hubspot' or 'salesforce' was expected in it.");
            }

            Portal.Load(hubspot);
            Org.Load(salesforce);
        }

        if (Options.Generate is { } size)
        {
            foreach (GeneratedRecord made in new PortalGenerator(size, Options.Seed, Options.Now ?? Clock.GetUtcNow()).Generate())
            {
                if (made.IsHubSpot)
                {
                    Portal.Insert(made.Type, made.Record);
                }
                else
                {
                    Org.Insert(made.Type, made.Record);
                }
            }
        }

        if (Options.Rebase && new[] { Portal.Newest(), Org.Newest() }.Max() is { } newest)
        {
            TimeSpan by = Clock.GetUtcNow() - newest;
            Portal.Shift(by);
            Org.Shift(by);
        }

        _connector = Options.NativeConnector ? new Connector(Portal, Org) : null;
    }

    private async Task<Uri> StartSideAsync(
        string name, Uri url, CallCounters calls, SimulatorClock clock, Action<WebApplication> map, CancellationToken cancel)
    {
        IPAddress address = LoopbackAddress(url);
        // The empty builder reads no environment variable and no appsettings.json, which would change what is simulated.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, url.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            SalesforceOrg.AdmitLongAddresses(kestrel);    // both sides refuse them themselves, in their own words
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => (console.LogToStandardErrorThreshold, console.FormatterName) = (LogLevel.Trace, TroubleFormatter.Plain))
            .AddConsoleFormatter<TroubleFormatter, ConsoleFormatterOptions>();

        WebApplication app = builder.Build();
        _sides.Add(app);
        app.Use(new CallFaults(name, Faults, Options, clock, calls).PassAsync);
        new ControlEndpoints(this, clock).Map(app);
        map(app);
        await app.StartAsync(cancel);
        return new Uri(app.Urls.Single());
    }

    private static IPAddress LoopbackAddress(Uri url)
    {
        if (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
        {
            return url.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback : IPAddress.Parse(url.IdnHost);
        }

        throw new ArgumentException($"'{url}' is not http on a loopback address, such as http://127.0.0.1:0.", nameof(url));
    }
}
