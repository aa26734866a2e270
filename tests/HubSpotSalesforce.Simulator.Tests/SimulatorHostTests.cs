using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.Salesforce;

namespace HubSpotSalesforce.Simulator.Tests;

public sealed class SimulatorHostTests
{
    [Theory]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://example.com:0")]
    public async Task It_listens_on_loopback_addresses_only(string url)
        => await Assert.ThrowsAsync<ArgumentException>(() => SimulatorHost.StartAsync(new SimulatorOptions { HubSpotUrl = new Uri(url) }));

    [Fact]
    public async Task Both_sides_answer_on_free_ports_and_several_run_at_once()
    {
        await using SimulatorHost one = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using SimulatorHost other = await SimulatorHost.StartAsync(new SimulatorOptions { HubSpotUrl = new Uri("http://localhost:0") });
        using HttpClient client = new();

        Uri[] urls = [one.HubSpotUrl, one.SalesforceUrl, other.HubSpotUrl, other.SalesforceUrl];

        Assert.Equal(4, urls.Select(url => url.Port).Distinct().Count());
        foreach (Uri url in urls)
        {
            Assert.NotNull(JsonNode.Parse(await client.GetStringAsync(new Uri(url, "/_sim/clock")))!["now"]);
        }

        Assert.Contains("v", await client.GetStringAsync(new Uri(one.SalesforceUrl, "/services/data/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_folder_is_loaded_and_files_that_are_absent_are_skipped()
    {
        using PortalFolder folder = new();
        folder.Write("hubspot/contacts.jsonl", """{"id":"1","properties":{"email":"lee@example.com"}}""", "", """{"id":"2","properties":{}}""");
        folder.Write("salesforce/contacts.jsonl", """{"Id":"003000000000001AAA","LastName":"Lee"}""");

        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { PortalFolder = folder.Path });

        Assert.Equal(2, host.Portal.Records("contacts").Count);
        Assert.Empty(host.Portal.Records("calls"));
        Assert.Single(host.Org.Records("Contact"));
    }

    [Fact]
    public async Task A_line_that_is_no_record_is_named()
    {
        using PortalFolder folder = new();
        folder.Write("hubspot/email_events.jsonl", """{"id":"e1","created":1,"type":"OPEN"}""", """{"id":"e2"}""");

        FormatException fault = await Assert.ThrowsAsync<FormatException>(() => SimulatorHost.StartAsync(new SimulatorOptions { PortalFolder = folder.Path }));

        Assert.Contains("email_events.jsonl, line 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
        => await Assert.ThrowsAsync<DirectoryNotFoundException>(() => SimulatorHost.StartAsync(new SimulatorOptions { PortalFolder = "/no/such/portal" }));

    [Fact]
    public async Task Rebasing_moves_all_times_of_both_sides_by_one_amount_so_that_the_newest_is_now()
    {
        using PortalFolder folder = new();
        folder.Write("hubspot/meetings.jsonl", """
            {"id":"1","properties":{"hs_meeting_start_time":"2020-01-09T00:00:00.000Z","hs_meeting_title":"2020-01-01T00:00:00Z sharp"},"createdAt":"2020-01-01T00:00:00.000Z"}
            """.Trim());
        folder.Write("hubspot/email_events.jsonl", """{"id":"e","created":1577923200000,"type":"OPEN","sentBy":{"id":"s","created":1577836800000}}""");    // 2020-01-02, sent a day earlier
        folder.Write("salesforce/contacts.jsonl", """{"Id":"003000000000001AAA","LastName":"Lee","CreatedDate":"2020-01-03T00:00:00.000Z"}""");

        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { PortalFolder = folder.Path, Rebase = true, Time = new StoppedTime() });
        JsonObject meeting = host.Portal.Records("meetings")[0];
        JsonObject opened = host.Portal.Records("email_events")[0];

        Assert.StartsWith("2026-11-21T10:00:00", (string?)host.Org.Records("Contact")[0]["CreatedDate"], StringComparison.Ordinal);
        Assert.Equal("2026-11-19T10:00:00.000Z", (string?)meeting["createdAt"]);
        Assert.Equal("2026-11-27T10:00:00.000Z", (string?)meeting["properties"]!["hs_meeting_start_time"]);
        Assert.Equal("2020-01-01T00:00:00Z sharp", (string?)meeting["properties"]!["hs_meeting_title"]);
        Assert.Equal(86_400_000, (long)opened["created"]! - (long)opened["sentBy"]!["created"]!);
        Assert.Equal(StoppedTime.Now.AddDays(-1).ToUnixTimeMilliseconds(), (long)opened["created"]!);
    }

    [Fact]
    public async Task Latency_delays_the_answers_of_the_APIs_but_not_those_of_the_controls()
    {
        ManualTimers time = new();
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { Latency = TimeSpan.FromHours(1), Time = time });
        using HttpClient client = new() { BaseAddress = host.HubSpotUrl };

        Task<HttpResponseMessage> late = client.GetAsync(new Uri("/crm/v3/owners", UriKind.Relative));
        await client.GetStringAsync(new Uri("/_sim/clock", UriKind.Relative));
        await time.Started;

        Assert.False(late.IsCompleted);
        time.Fire();
        using HttpResponseMessage response = await late;
        Assert.Equal(TimeSpan.FromHours(1), time.DueTime);
    }
}
