using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>An org on a free port of the loopback, spoken to as clients do. The time is 2026-11-21T10:00:00Z until a test moves it.</summary>
public sealed class SalesforceHost : IAsyncDisposable
{
    public const string Key = "HubSpot_Activity_Id__c";
    public const string Root = "/services/data/v67.0";
    public const string UpsertPath = $"{Root}/composite/sobjects/Task/{Key}";

    private readonly WebApplication _app;

    private SalesforceHost()
    {
        Clock = new SimulatorClock(new StoppedTime());
        Org = new SalesforceOrg(Clock, Log, Calls);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(SalesforceOrg.AdmitLongAddresses);
        _app = builder.Build();
        Org.Map(_app);
    }

    public SimulatorClock Clock { get; }

    public WriteLog Log { get; } = new();

    public CallCounters Calls { get; } = new();

    public SalesforceOrg Org { get; }

    public HttpClient Client { get; } = new();

    public string Url => _app.Urls.First();

    public static async Task<SalesforceHost> StartAsync()
    {
        SalesforceHost host = new();
        await host._app.StartAsync();
        host.Client.BaseAddress = new Uri(host.Url);
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Org.AccessToken);
        return host;
    }

    /// <summary>An org with the key field on Activity, which the integration user sees and edits.</summary>
    public static async Task<SalesforceHost> StartWithKeyAsync(bool unique = true, bool caseSensitive = true)
    {
        SalesforceHost host = await StartAsync();
        Assert.Equal(201, (await host.CreateFieldAsync(Key, "Text", externalId: true, unique, caseSensitive)).Status);
        await host.GrantAsync("Task", Key);
        await host.GrantAsync("Event", Key);
        return host;
    }

    public Task<Reply> CreateFieldAsync(string name, string type, bool externalId = false, bool unique = false, bool caseSensitive = false)
        => PostAsync($"{Root}/tooling/sobjects/CustomField", $$"""
            {"FullName": "Activity.{{name}}", "Metadata": {"label": "{{name}}", "type": "{{type}}", "length": 64,
             "externalId": {{Json(externalId)}}, "unique": {{Json(unique)}}, "caseSensitive": {{Json(caseSensitive)}} } }
            """);

    public async Task<string> GrantAsync(string type, string field, bool edit = true)
    {
        Reply sets = await QueryAsync("SELECT Id FROM PermissionSet WHERE Name = 'Integration'");
        Reply reply = await PostAsync($"{Root}/sobjects/FieldPermissions", $$"""
            {"ParentId": "{{sets.Column("Id")[0]}}", "SobjectType": "{{type}}", "Field": "{{type}}.{{field}}", "PermissionsRead": true, "PermissionsEdit": {{Json(edit)}} }
            """);
        Assert.Equal(201, reply.Status);
        return (string)reply.Json["id"]!;
    }

    /// <summary>Puts a record in and returns its id.</summary>
    public string Insert(string type, string record)
    {
        Org.Insert(type, JsonNode.Parse(record)!.AsObject());
        return (string)Org.Records(type)[^1]["Id"]!;
    }

    public async Task<string> CreateAsync(string type, string record)
    {
        Reply reply = await PostAsync($"{Root}/sobjects/{type}", record);
        Assert.True(reply.Status == 201, reply.Body?.ToJsonString());
        return (string)reply.Json["id"]!;
    }

    public async Task<JsonNode> ReadAsync(string type, string id) => (await GetAsync($"{Root}/sobjects/{type}/{id}")).Json;

    public Task<Reply> QueryAsync(string soql, string resource = "query") => GetAsync($"{Root}/{resource}?q={Uri.EscapeDataString(soql)}");

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Reply> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<Reply> PatchAsync(string path, string body) => SendAsync(HttpMethod.Patch, path, body);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Upserts tasks by the key field; each is the inside of a JSON object.</summary>
    public Task<Reply> UpsertAsync(params string[] records) => PatchAsync(UpsertPath, Collection(false, records));

    public static string Collection(bool allOrNone, params string[] records)
        => $$"""{"allOrNone": {{Json(allOrNone)}}, "records": [{{string.Join(",", records.Select(record => $$"""{"attributes": {"type": "Task"}, {{record}}}"""))}}]}""";

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? body, string? header = null, string? value = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        bool json = response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0;
        return new Reply((int)response.StatusCode, json ? JsonNode.Parse(text) : null, response.Headers);
    }

    public async Task<Reply> TokenAsync(params (string Name, string Value)[] form)
    {
        using FormUrlEncodedContent content = new(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using HttpResponseMessage response = await Client.PostAsync("/services/oauth2/token", content);
        return new Reply((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()), response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static string Json(bool flag) => flag ? "true" : "false";
}
