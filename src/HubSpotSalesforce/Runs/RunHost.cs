using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>What the program around the core brings: secrets, time, chance, and connections made by hand.</summary>
public sealed record RunHost
{
    /// <summary>Where secrets come from.</summary>
    public ISecretSource Secrets { get; init; } = new EnvironmentSecrets();

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The seed of the chance in waits; null for another one each time.</summary>
    public int? Seed { get; init; }

    /// <summary>Gives an environment variable, or null.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>A connection to HubSpot that goes before the settings' own; null for none.</summary>
    public HubSpotOptions? HubSpot { get; init; }

    /// <summary>A connection to Salesforce that goes before the settings' own; null for none.</summary>
    public SalesforceOptions? Salesforce { get; init; }

    /// <summary>The name under which those two connections are kept; null for those of the session.</summary>
    public string? ConnectionName { get; init; }

    /// <summary>A saved profile whose connections go before the settings' own; null for none.</summary>
    public ConnectionProfile? Profile { get; init; }

    /// <summary>Told of each request, on any thread, those by which a run is opened included; null for nobody.</summary>
    public Action<RequestTrace>? Requested { get; init; }

    /// <summary>Told once when another runner is waited for, by a sentence that says which; null for nobody.</summary>
    public Action<string>? Waiting { get; init; }

    /// <summary>Values by dotted settings key that go before those of variables and file.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Who runs, as shown to one who finds the store taken.</summary>
    public string Runner { get; init; } = $"{System.Environment.MachineName}, process {System.Environment.ProcessId}";

    /// <summary>What a run does with its store before it uses it: tests look on, and have its writes fail.</summary>
    internal Func<IStateStore, IStateStore> Books { get; init; } = static store => store;

    internal Random Chance => Seed is { } seed ? new Random(seed) : new Random();
}
