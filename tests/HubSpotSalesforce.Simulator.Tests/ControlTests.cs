using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests;

public sealed class ControlTests
{
    [Fact]
    public async Task The_log_tells_every_write_in_order()
    {
        await using HubSpotSide side = await StartAsync();
        await side.PostAsync($"{Objects}/notes", """{"properties":{"hs_timestamp":"2026-01-01T00:00:00Z"}}""");
        await side.SendAsync(HttpMethod.Delete, $"{Objects}/notes/1001");

        JsonArray log = (await side.GetAsync("/_sim/log")).Json.AsArray();

        Assert.Equal(
            ["1 hubspot create notes 1001", "2 hubspot delete notes 1001"],
            log.Select(entry => $"{entry!["number"]} {entry["system"]} {entry["action"]} {entry["type"]} {entry["id"]}"));
        Assert.Equal("2026-01-01T00:00:00Z", (string?)log[0]!["fields"]!["hs_timestamp"]);
        Assert.StartsWith("2026-11-21T10:00:00", (string?)log[0]!["at"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_are_counted_per_side_and_endpoint_without_ids_and_can_be_forgotten()
    {
        await using HubSpotSide side = await StartAsync();
        await side.GetAsync($"{Objects}/0-48/1");
        await side.GetAsync($"{Objects}/calls/2");
        await side.GetAsync("/nowhere");

        JsonNode calls = (await side.GetAsync("/_sim/calls")).Json;

        Assert.Equal("""{"GET (unknown path)":1,"GET /crm/objects/2026-09/calls/{id}":2}""", calls["hubspot"]!.ToJsonString());
        Assert.Equal("{}", calls["salesforce"]!.ToJsonString());
        await side.SendAsync(HttpMethod.Delete, "/_sim/calls");
        Assert.Equal("""{"hubspot":{},"salesforce":{}}""", (await side.GetAsync("/_sim/calls")).Text);
    }

    [Fact]
    public async Task The_clock_can_be_set_for_both_sides()
    {
        await using HubSpotSide side = await StartAsync();

        Answer set = await side.SendAsync(HttpMethod.Put, "/_sim/clock", """{"now":"2027-01-01T00:00:00Z"}""");

        Assert.Equal("""{"now":"2027-01-01T00:00:00.000Z"}""", set.Text);
        Assert.Equal("2027-01-01T00:00:00.000Z", (string?)(await side.GetAsync(new Uri(side.Host.SalesforceUrl, "/_sim/clock").AbsoluteUri)).Json["now"]);
        Assert.Equal(400, (await side.SendAsync(HttpMethod.Put, "/_sim/clock", """{"now":"soon"}""")).Status);
    }

    [Fact]
    public async Task Records_show_everything_archived_ones_too_on_both_hosts()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 2);
        await side.SendAsync(HttpMethod.Delete, "/_sim/records/calls/2");

        JsonArray calls = (await side.GetAsync(new Uri(side.Host.SalesforceUrl, "/_sim/records/calls").AbsoluteUri)).Json.AsArray();

        Assert.Equal(["1 false", "2 true"], calls.Select(call => $"{call!["id"]} {call["archived"]}"));
        Assert.Equal(200, (await side.GetAsync("/_sim/records/User")).Status);
        Assert.Empty(side.Host.Log.Snapshot());
    }

    [Fact]
    public async Task An_edit_changes_what_it_names_and_moves_the_modification_date()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("contacts", """{"id":"301","properties":{"email":"lee@example.com","firstname":"Lee"},"createdAt":"2026-01-01T00:00:00.000Z"}""");

        Answer edited = await side.SendAsync(HttpMethod.Put, "/_sim/records/contacts", """
            {"id":"301","properties":{"salesforcecontactid":"003a"},
             "propertiesWithHistory":{"salesforcecontactid":[{"value":"003a","timestamp":"2026-06-01T00:00:00.000Z","sourceType":"SALESFORCE"}]}}
            """);
        Answer read = await side.GetAsync($"{Objects}/contacts/301?properties=email,firstname&propertiesWithHistory=salesforcecontactid");

        Assert.Equal(200, edited.Status);
        Assert.Equal(
            """{"email":"lee@example.com","firstname":"Lee","createdate":"2026-01-01T00:00:00.000Z","lastmodifieddate":"2026-11-21T10:00:00.000Z","hs_object_id":"301"}""",
            read.Json["properties"]!.ToJsonString());
        Assert.Equal("2026-06-01T00:00:00.000Z", (string?)read.Json["propertiesWithHistory"]!["salesforcecontactid"]![0]!["timestamp"]);
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00.000Z", "2026-11-21T10:00:00.000Z")]    // as it was: read, edited and put back
    [InlineData("2026-03-03T00:00:00.000Z", "2026-03-03T00:00:00.000Z")]
    public async Task An_edit_keeps_a_modification_date_only_if_it_brings_a_new_one(string given, string expected)
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("calls", """{"id":"1","properties":{"hs_call_title":"a"},"createdAt":"2026-01-01T00:00:00.000Z"}""");

        Answer edited = await side.SendAsync(HttpMethod.Put, "/_sim/records/calls", $$$"""{"id":"1","properties":{"hs_call_title":"b","hs_lastmodifieddate":"{{{given}}}"}}""");

        Assert.Equal(("b", expected), ((string?)edited.Json["properties"]!["hs_call_title"], (string?)edited.Json["properties"]!["hs_lastmodifieddate"]));
    }

    [Fact]
    public async Task An_edit_can_add_records_of_every_type_and_new_links()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 2);
        await side.SendAsync(HttpMethod.Put, "/_sim/records/calls", """{"id":"1","properties":{},"associations":{"contacts":["1"]}}""");
        await side.SendAsync(HttpMethod.Put, "/_sim/records/calls", """{"id":"1","associations":{"contacts":["2"]}}""");
        await side.SendAsync(HttpMethod.Put, "/_sim/records/email_events", """{"id":"e1","created":1,"type":"OPEN","recipient":"a@example.com"}""");

        Assert.Equal(2, (int)(await side.GetAsync($"{Objects}/calls/1/associations/contacts")).Json["results"]![0]!["toObjectId"]!);
        Assert.Equal(200, (await side.GetAsync("/email/public/v1/events/1/e1")).Status);
        Assert.Equal(400, (await side.SendAsync(HttpMethod.Put, "/_sim/records/Task", """{"Id":"00T000000000001AAA"}""")).Status);
    }
}
