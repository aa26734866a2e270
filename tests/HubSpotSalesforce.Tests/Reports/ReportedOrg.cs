using System.Text.Json.Nodes;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>An org with tasks put there by hand, and reports of them.</summary>
internal sealed class ReportedOrg : IAsyncDisposable
{
    public const string Dana = "003000000000001AAA";
    public const string Lee = "003000000000002AAA";
    public const string Kim = "00Q000000000001EAA";
    public const string Acme = "001000000000001AAA";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private int _tasks;

    private ReportedOrg(SimulatedSync sync) => Sync = sync;

    public SimulatedSync Sync { get; }

    /// <summary>Starts an org with two contacts, one at Acme, and a lead.</summary>
    public static async Task<ReportedOrg> StartAsync(string settings = "")
    {
        ReportedOrg org = new(await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now }, settings));
        org.Insert("Account", Acme, new JsonObject { ["Name"] = "Acme" });
        org.Insert("Contact", Dana, new JsonObject { ["FirstName"] = "Dana", ["LastName"] = "Moss", ["Email"] = "dana@customer.com", ["AccountId"] = Acme });
        org.Insert("Contact", Lee, new JsonObject { ["FirstName"] = "Lee", ["LastName"] = "Park", ["Email"] = "lee@customer.com" });
        org.Insert("Lead", Kim, new JsonObject { ["FirstName"] = "Kim", ["LastName"] = "Stone", ["Email"] = "kim@lead.com", ["Company"] = "Stone Ltd" });
        return org;
    }

    /// <summary>Puts a task there and returns its id.</summary>
    public string Add(string kind, string subject, string who = Dana, string? day = "2026-11-20", string status = "Completed", string? type = null, string? owner = null, string? account = null)
    {
        string id = $"00T{++_tasks:D12}EAA";
        Insert("Task", id, new JsonObject
        {
            ["Subject"] = subject,
            ["WhoId"] = who,
            ["ActivityDate"] = day,
            ["Status"] = status,
            ["IsClosed"] = status == "Completed",
            ["Type"] = type,
            ["OwnerId"] = owner ?? Sync.Simulator.Org.IntegrationUserId,
            ["AccountId"] = account ?? (who == Dana ? Acme : null),
            ["HubSpot_Activity_Id__c"] = kind.Length == 0 ? null : $"hs-test-{_tasks}",
            ["HubSpot_Activity_Kind__c"] = kind.Length == 0 ? null : kind,
            ["HubSpot_Occurred_At__c"] = kind.Length == 0 ? null : $"{day ?? "2026-11-20"}T10:00:00.000+0000",
        });
        return id;
    }

    public void Insert(string type, string id, JsonObject record)
    {
        record["Id"] = id;
        Sync.Simulator.Org.Insert(type, record);
    }

    public async Task<ReportRun> OpenAsync(ReportDefinition? definition = null, string? name = null)
        => await ReportRun.OpenAsync(new ReportRequest { SettingPath = Sync.SettingPath, Name = name, Definition = definition ?? new() }, Sync.Host, CancellationToken.None);

    public async Task<ReportRow[]> RowsAsync(ReportDefinition? definition = null, string? name = null)
    {
        using ReportRun run = await OpenAsync(definition, name);
        return [.. await run.RowsAsync(CancellationToken.None).ToListAsync()];
    }

    public async Task<string[]> SubjectsAsync(ReportDefinition? definition = null, string? name = null) => [.. (await RowsAsync(definition, name)).Select(row => row.Subject)];

    public async Task<ReportSummary> SummarizeAsync(ReportDefinition? definition = null)
    {
        using ReportRun run = await OpenAsync(definition);
        return await run.SummarizeAsync(null, CancellationToken.None);
    }

    /// <summary>Runs a report in Salesforce and returns how many rows it has.</summary>
    public async Task<int> CountInSalesforceAsync(string reportId)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Sync.Simulator.SalesforceUrl, $"/services/data/v67.0/analytics/reports/{reportId}"));
        request.Headers.Authorization = new("Bearer", Sync.Simulator.Org.AccessToken);
        using HttpResponseMessage answer = await http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["factMap"]!["T!T"]!["aggregates"]![0]!["value"]!.GetValue<int>();
    }

    public ValueTask DisposeAsync() => Sync.DisposeAsync();
}
