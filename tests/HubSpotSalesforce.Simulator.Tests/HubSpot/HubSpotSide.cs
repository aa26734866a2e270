using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;
using HubSpotSalesforce.Simulator.Tests.Salesforce;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

/// <summary>A portal on a free port of the loopback, spoken to as clients do. The time is 2026-11-21T10:00:00Z until a test moves it.</summary>
public sealed class HubSpotSide : IAsyncDisposable
{
    public const string Objects = "/crm/objects/2026-09";

    private HubSpotSide(SimulatorHost host)
    {
        Host = host;
        Client = new HttpClient { BaseAddress = host.HubSpotUrl };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.HubSpotToken);
        OrgClient = new HttpClient { BaseAddress = host.SalesforceUrl };
        OrgClient.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Org.AccessToken);
    }

    public SimulatorHost Host { get; }

    public HubSpotPortal Portal => Host.Portal;

    public HttpClient Client { get; }

    /// <summary>A client of the Salesforce side of the same simulator.</summary>
    public HttpClient OrgClient { get; }

    public static async Task<HubSpotSide> StartAsync(Func<SimulatorOptions, SimulatorOptions>? with = null)
    {
        SimulatorOptions options = new() { Time = new StoppedTime(), Quota = false };
        return new HubSpotSide(await SimulatorHost.StartAsync(with?.Invoke(options) ?? options));
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<Answer> SendAsync(HttpMethod method, string path, string? json = null) => SendAsync(Client, method, path, json);

    /// <summary>Sends to the Salesforce side of the same simulator.</summary>
    public Task<Answer> SendOrgAsync(HttpMethod method, string path, string? json = null) => SendAsync(OrgClient, method, path, json);

    private static async Task<Answer> SendAsync(HttpClient client, HttpMethod method, string path, string? json)
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request);
        return new Answer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, response.Headers);
    }

    public void Insert(string type, string json) => Portal.Insert(type, JsonNode.Parse(json)!.AsObject());

    /// <summary>Inserts records with the ids from 1 on, created a minute apart from 2026-01-01T00:00:00Z on.</summary>
    public void InsertMany(string type, int count)
    {
        for (int id = 1; id <= count; id++)
        {
            Portal.Insert(type, new JsonObject
            {
                ["id"] = $"{id}",
                ["properties"] = new JsonObject(),
                ["createdAt"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(id - 1).ToString("O"),
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        OrgClient.Dispose();
        await Host.DisposeAsync();
    }
}
