using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>A simulated portal and org, a settings file that points at them, and a store, all gone after the test.</summary>
internal sealed class SimulatedSync : IAsyncDisposable
{
    public const string FromTheStart = "1970-01-01T00:00:00Z";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hubspot-salesforce-");
    private readonly HttpClient _http = new();

    private SimulatedSync(SimulatorHost simulator)
    {
        Simulator = simulator;
        Secrets = new Dictionary<string, string>
        {
            ["HUBSPOT_TOKEN"] = simulator.HubSpotToken,
            ["SALESFORCE_SECRET"] = simulator.Org.ClientSecret,
        };
    }

    public SimulatorHost Simulator { get; }

    /// <summary>What environment variables hold, as far as secrets go.</summary>
    public Dictionary<string, string> Secrets { get; }

    public string SettingPath => Path.Combine(_folder.FullName, "settings.yaml");

    public string StorePath => Path.Combine(_folder.FullName, "state.db");

    public RunHost Host => new()
    {
        Seed = 1,
        Clock = Simulator.Clock,
        Environment = _ => null,
        Secrets = new EnvironmentSecrets(Secrets.GetValueOrDefault),
    };

    /// <summary>The tasks that carry our key, deleted ones apart, by key; a key that stands twice fails the test.</summary>
    public Dictionary<string, JsonObject> Tasks => Simulator.Org.Records("Task")
        .Where(task => task["HubSpot_Activity_Id__c"] is not null && task["IsDeleted"]?.GetValue<bool>() != true)
        .ToDictionary(task => task["HubSpot_Activity_Id__c"]!.GetValue<string>());

    /// <summary>The writes to tasks so far.</summary>
    public WriteLogEntry[] TaskWrites => [.. Simulator.Log.Snapshot().Where(entry => entry.Type == "Task")];

    /// <summary>Starts one; the org is prepared unless told otherwise.</summary>
    public static async Task<SimulatedSync> StartAsync(SimulatorOptions options, string? settings = null, bool isPrepared = true)
    {
        SimulatedSync sync = new(await SimulatorHost.StartAsync(options, CancellationToken.None));
        sync.WriteSettings(settings ?? AllKinds());
        if (isPrepared)
        {
            await sync.PrepareAsync();
        }

        return sync;
    }

    /// <summary>The timeline section with every available kind on, from the start of time.</summary>
    public static string AllKinds(string since = FromTheStart) =>
        $$"""
        nativeConnector: off
        contacts: { assumeSyncedAt: {{since}} }
        timeline:
          enabledAt: {{since}}
          notBefore: {{since}}
          kinds:
        {{string.Join('\n', TimelineRun.AvailableKinds.Select(kind => $"    {kind}: {{ sync: true }}"))}}
        """;

    public void WriteSettings(string rest) => File.WriteAllText(SettingPath, new StringBuilder(
        $$"""
        version: 1
        hubspot: { token: env:HUBSPOT_TOKEN, baseUrl: {{Simulator.HubSpotUrl}} }
        salesforce: { loginUrl: {{Simulator.SalesforceUrl}}, clientId: {{Simulator.Org.ClientId}}, clientSecret: env:SALESFORCE_SECRET }
        allowLoopback: true
        state: { path: ./state.db }

        """).Append(rest).AppendLine().ToString());

    public async Task PrepareAsync()
    {
        using Preparation preparation = await Preparation.OfOrgAsync(SettingPath, Host, CancellationToken.None);
        foreach (SetupStep step in await preparation.PlanAsync(CancellationToken.None))
        {
            Assert.Contains((await preparation.ApplyAsync(step, CancellationToken.None)).Status, new[] { "done" });
        }
    }

    public async Task<RunResult> RunAsync(RunRequest? request = null, List<SyncOutcome>? outcomes = null, CancellationToken cancel = default)
    {
        await using TimelineRun run = await TimelineRun.OpenAsync(request ?? new RunRequest { SettingPath = SettingPath }, Host, cancel);
        return await run.ExecuteAsync(null, outcomes is null ? null : outcomes.Add, cancel);
    }

    public async Task<List<PlanLine>> PlanAsync(RunRequest? request = null, Action<string>? warned = null)
    {
        List<PlanLine> lines = [];
        await using TimelineRun run = await TimelineRun.OpenAsync(request ?? new RunRequest { SettingPath = SettingPath, PlanOnly = true }, Host, CancellationToken.None);
        run.Warned += warned;
        await run.ExecuteAsync(lines.Add, null, CancellationToken.None);
        return lines;
    }

    /// <summary>Puts a record of the portal, as HubSpot would show it.</summary>
    public Task PutHubSpotAsync(string type, JsonObject record) => PutAsync(new Uri(Simulator.HubSpotUrl, $"/_sim/records/{type}"), record);

    /// <summary>Archives a record of the portal.</summary>
    public async Task ArchiveHubSpotAsync(string type, long id)
    {
        using HttpResponseMessage answer = await _http.DeleteAsync(new Uri(Simulator.HubSpotUrl, $"/_sim/records/{type}/{id}"));
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>Deletes a task as a person in Salesforce does.</summary>
    public Task DeleteTaskAsync(string key) => SendTaskAsync(HttpMethod.Delete, key, null);

    /// <summary>Changes a task as a person in Salesforce does.</summary>
    public Task PatchTaskAsync(string key, JsonObject fields) => SendTaskAsync(HttpMethod.Patch, key, fields);

    /// <summary>Changes any task as a person in Salesforce does.</summary>
    public Task PatchTaskByIdAsync(string id, JsonObject fields) => SendTaskByIdAsync(HttpMethod.Patch, id, fields);

    public async Task<List<PlanLine>> ReadPlanAsync(string file) => await PlanFile.ReadAsync(file, CancellationToken.None).ToListAsync();

    /// <summary>Puts something at a route of the Salesforce host's control interface.</summary>
    public Task PutSalesforceAsync(string route, JsonNode body) => PutAsync(new Uri(Simulator.SalesforceUrl, $"/_sim/{route}"), body);

    /// <summary>Puts faults in the way of calls.</summary>
    public Task PutFaultsAsync(params JsonObject[] rules) => PutAsync(new Uri(Simulator.HubSpotUrl, "/_sim/faults"), new JsonArray([.. rules]));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task SendTaskAsync(HttpMethod method, string key, JsonObject? fields) => SendTaskByIdAsync(method, Tasks[key]["Id"]!.GetValue<string>(), fields);

    private async Task SendTaskByIdAsync(HttpMethod method, string id, JsonObject? fields)
    {
        using HttpRequestMessage request = new(method, new Uri(Simulator.SalesforceUrl, $"/services/data/v67.0/sobjects/Task/{id}"));
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", Simulator.Org.AccessToken);
        request.Content = fields is null ? null : JsonContent.Create(fields);
        using HttpResponseMessage answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task PutAsync(Uri route, JsonNode body)
    {
        using HttpResponseMessage answer = await _http.PutAsJsonAsync(route, body);
        Assert.True(answer.IsSuccessStatusCode, $"{route} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
