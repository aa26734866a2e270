using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Views of sales documents and events of integrations, in whole runs.</summary>
public sealed class EventOccurrenceTests
{
    private const string ContactId = "003000000000001AAA";
    private const string Kinds = "timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { salesContentViewed: { sync: true }, integrationEvent: { sync: true, eventTypes: [pe1234567_trial_started] }, callMade: { sync: true } } }";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly SimulatorOptions Options = new() { Quota = false, Now = Now };

    // R9, R11, O12
    [Fact]
    public async Task Each_view_of_a_document_and_each_event_of_an_integration_is_one_task_and_nothing_else_is()
    {
        await using SimulatedSync sync = await StartAsync();
        foreach ((string id, string type, JsonObject properties) in new (string, string, JsonObject)[]
        {
            ("v1", "e_document_viewed_v2", new() { ["hs_document_name"] = "Prices.pdf", ["hs_view_duration"] = "90" }),
            ("v2", "e_document_viewed_v2", new() { ["hs_document_name"] = "Prices.pdf" }),
            ("a1", "webinar_attended", new() { ["hs_app_name"] = "Webinars", ["hs_event_title"] = "Attended: Basics" }),
            ("a2", "something_new", new() { ["level"] = "gold" }),
            ("c1", "pe1234567_trial_started", new()),
            ("c2", "pe1234567_contract_signed", new()),
            ("p1", "e_visited_page", new() { ["hs_url"] = "https://example.com" }),
            ("s1", "e_document_shared_v2", new()),
        })
        {
            await sync.PutHubSpotAsync("event_occurrences", PortalRecord.Occurrence(id, type, Now.AddDays(-1), 101, properties));
        }

        RunResult first = await sync.RunAsync();
        RunResult second = await sync.RunAsync();

        Assert.Equal(["hs-event-a1", "hs-event-a2", "hs-event-c1", "hs-view-v1", "hs-view-v2"], sync.Tasks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Viewed: Prices.pdf", Text(sync.Tasks["hs-view-v1"], "Subject"));
        Assert.Contains("Duration: 90", Text(sync.Tasks["hs-view-v1"], "Description"), StringComparison.Ordinal);
        Assert.Equal("Webinars: Attended: Basics", Text(sync.Tasks["hs-event-a1"], "Subject"));
        Assert.Equal("Integration: something_new", Text(sync.Tasks["hs-event-a2"], "Subject"));    // R11: it keeps its source name
        Assert.Contains("level: gold", Text(sync.Tasks["hs-event-a2"], "Description"), StringComparison.Ordinal);
        Assert.Equal(ContactId, Text(sync.Tasks["hs-event-c1"], "WhoId"));
        Assert.Equal((5, 5, 0), (first.Read, first.Created, second.Created));
    }

    // O12, R16: an account without Enterprise
    [Fact]
    public async Task Without_Enterprise_both_kinds_are_left_out_with_one_warning_and_the_others_go_on()
    {
        await using SimulatedSync sync = await StartAsync(Options with { Enterprise = false });
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddDays(-1), "Intro", 101));

        List<string> warnings = [];
        await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);
        run.Warned += warnings.Add;
        RunResult result = await run.ExecuteAsync(null, null, CancellationToken.None);

        string warning = Assert.Single(warnings);
        Assert.StartsWith("salesContentViewed and integrationEvent: left out of this run. ", warning, StringComparison.Ordinal);
        Assert.Contains("Enterprise", warning, StringComparison.Ordinal);
        Assert.Equal(("completed", 1), (result.Ending, result.Created));
    }

    // O12: the cursor of a kind that was left out stays
    [Fact]
    public async Task What_happened_while_the_subscription_was_missing_comes_in_once_it_is_there()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.RunAsync();
        await sync.PutHubSpotAsync("event_occurrences", PortalRecord.Occurrence("v1", "e_document_viewed_v2", Now.AddDays(1), 101));
        sync.Simulator.Clock.Set(Now.AddDays(3));
        await sync.PutFaultsAsync(new JsonObject { ["host"] = "hubspot", ["endpoint"] = "GET /events/event-occurrences", ["status"] = 403, ["times"] = 100 });

        RunResult refused = await sync.RunAsync();
        await sync.PutFaultsAsync();
        RunResult allowed = await sync.RunAsync();

        Assert.Equal(("completed", 0), (refused.Ending, refused.Read));
        Assert.Equal(1, allowed.Created);
    }

    // O13, O16: young events wait, and a late one is found by the overlap
    [Fact]
    public async Task An_event_is_read_when_it_has_settled_and_one_that_comes_late_is_not_missed()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("event_occurrences", PortalRecord.Occurrence("v1", "e_document_viewed_v2", Now.AddMinutes(-9), 101));
        RunResult young = await sync.RunAsync();

        sync.Simulator.Clock.Set(Now.AddMinutes(2));
        await sync.PutHubSpotAsync("event_occurrences", PortalRecord.Occurrence("v2", "e_document_viewed_v2", Now.AddHours(-23), 101));
        RunResult settled = await sync.RunAsync();

        Assert.Equal((0, 2), (young.Read, settled.Created));
    }

    // O26
    [Fact]
    public async Task One_view_is_read_live_and_explained_by_its_key()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("event_occurrences", PortalRecord.Occurrence("v1", "e_document_viewed_v2", Now.AddDays(-1), 101));
        await sync.PutHubSpotAsync("event_occurrences", PortalRecord.Occurrence("v2", "e_document_viewed_v2", Now.AddDays(-1), 101));

        List<PlanLine> plan = await sync.PlanAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true, ActivityKeys = ["hs-view-v2"] });

        Assert.Equal("hs-view-v2", Assert.Single(plan).Key);
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        await using SimulatedSync sync = await StartAsync();
        foreach (int number in Enumerable.Range(1, 250))
        {
            sync.Simulator.Portal.Insert("event_occurrences", PortalRecord.Occurrence($"v{number}", "e_document_viewed_v2", Now.AddHours(-number), 101));
        }

        Assert.Equal(250, (await sync.RunAsync()).Created);
    }

    // R11: whatever an integration sends
    [Theory]
    [InlineData("""{ "id": "x1", "eventType": "odd", "objectType": "DEAL", "objectId": "5", "occurredAt": "2026-11-20T00:00:00Z", "properties": {} }""")]
    [InlineData("""{ "id": "x1", "eventType": "odd", "objectType": "CONTACT", "objectId": "999", "occurredAt": "2026-11-20T00:00:00Z", "properties": null }""")]
    [InlineData("""{ "id": "x1", "eventType": "odd / & ?", "objectType": "CONTACT", "objectId": "999", "occurredAt": "2026-11-20T00:00:00Z", "properties": { "n": 5, "deep": { "a": [1] }, "none": null } }""")]
    public async Task An_event_that_belongs_to_no_contact_waits_and_stops_nothing(string occurrence)
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("event_occurrences", JsonNode.Parse(occurrence)!.AsObject());

        RunResult result = await sync.RunAsync();

        Assert.Equal(("completed", 1), (result.Ending, result.Skipped["NoContact"]));
    }

    [Fact]
    public async Task Event_types_below_another_kind_are_refused_by_name()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.WriteSettings("timeline: { kinds: { callMade: { sync: true, eventTypes: [trial_started] } } }");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.SettingsInvalid, fault.Kind);
        Assert.Contains("timeline.kinds.callMade.eventTypes: only integrationEvent has event types.", fault.Message, StringComparison.Ordinal);
    }

    // For people who ask for the kind by name, no is an error
    [Fact]
    public async Task Asked_for_by_name_without_Enterprise_a_kind_is_refused()
    {
        await using SimulatedSync sync = await StartAsync(Options with { Enterprise = false });
        using ActivityFeed feed = await ActivityFeed.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        List<string> warnings = [];
        feed.Warned += warnings.Add;

        SyncException fault = await Assert.ThrowsAsync<SyncException>(async () => await feed.ReadAsync(["salesContentViewed"], Now.AddDays(-1), null, CancellationToken.None).ToArrayAsync());
        Activity[] others = await feed.ReadAsync([], Now.AddDays(-1), null, CancellationToken.None).ToArrayAsync();

        Assert.Equal(FaultKind.ScopeMissing, fault.Kind);
        Assert.Empty(others);
        Assert.Equal(2, warnings.Count);
    }

    private static async Task<SimulatedSync> StartAsync(SimulatorOptions? options = null)
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(options ?? Options, Kinds);
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["CreatedDate"] = "2026-01-05T00:00:00.000+0000" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-300), ContactId));
        return sync;
    }

    private static string? Text(JsonObject record, string field) => record[field]?.ToString();
}
