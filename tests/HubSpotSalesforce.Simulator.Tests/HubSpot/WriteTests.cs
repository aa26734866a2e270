using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class WriteTests
{
    [Fact]
    public async Task A_created_activity_reads_in_HubSpots_form_hangs_on_its_contact_and_is_logged()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 1);

        Answer created = await side.PostAsync($"{Objects}/calls", """
            {"properties":{"hs_timestamp":"1763596800000","hs_call_title":"Intro","hs_call_direction":"OUTBOUND"},
             "associations":[{"to":{"id":"1"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":194}]}]}
            """);
        string id = (string)created.Json["id"]!;

        Assert.Equal((201, "2025-11-20T00:00:00.000Z"), (created.Status, (string?)created.Json["properties"]!["hs_timestamp"]));
        Assert.Equal([id], (await side.GetAsync($"{Objects}/contacts/1/associations/calls")).Json["results"]!.AsArray().Select(link => link!["toObjectId"]!.ToString()));
        WriteLogEntry entry = Assert.Single(side.Host.Log.Snapshot());
        Assert.Equal(("hubspot", "create", "calls", id), (entry.System, entry.Action, entry.Type, entry.Id));
        Assert.Equal("1", (string?)entry.Fields!["associations"]![0]!["to"]!["id"]);
        Assert.Equal("Intro", (string?)entry.Fields!["hs_call_title"]);
    }

    [Theory]
    [InlineData("calls", """{"hs_call_title":"x"}""", "REQUIRED_FIELD")]
    [InlineData("calls", """{"hs_timestamp":"2026-01-01T00:00:00Z","hs_call_titel":"x"}""", "PROPERTY_DOESNT_EXIST")]
    [InlineData("calls", """{"hs_timestamp":"2026-01-01T00:00:00Z","hs_createdate":"2026-01-01T00:00:00Z"}""", "READ_ONLY_VALUE")]
    [InlineData("calls", """{"hs_timestamp":"2026-01-01T00:00:00Z","hs_call_duration":"long"}""", "INVALID_INTEGER")]
    [InlineData("calls", """{"hs_timestamp":"2026-01-01T00:00:00Z","hs_call_direction":"SIDEWAYS"}""", "INVALID_OPTION")]
    [InlineData("calls", """{"hs_timestamp":"yesterday"}""", "INVALID_DATE")]
    [InlineData("emails", """{"hs_timestamp":"2026-01-01T00:00:00Z","hs_email_open_count":"3"}""", "READ_ONLY_VALUE")]
    public async Task A_value_that_is_wrong_is_refused_with_its_code(string type, string properties, string code)
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.PostAsync($"{Objects}/{type}", $$"""{"properties":{{properties}}}""");

        Assert.Equal((400, "VALIDATION_ERROR", code), (answer.Status, answer.Category, (string?)answer.Json["errors"]![0]!["code"]));
        Assert.Empty(side.Host.Log.Snapshot());
    }

    [Fact]
    public async Task A_note_takes_65536_characters_and_no_more()
    {
        await using HubSpotSide side = await StartAsync();

        async Task<int> CreateAsync(int length) => (await side.PostAsync($"{Objects}/notes", new JsonObject
        {
            ["properties"] = new JsonObject { ["hs_timestamp"] = "2026-01-01T00:00:00Z", ["hs_note_body"] = new string('n', length) },
        }.ToJsonString())).Status;

        Assert.Equal((201, 400), (await CreateAsync(65_536), await CreateAsync(65_537)));
    }

    [Fact]
    public async Task A_meeting_without_a_timestamp_stands_where_it_starts()
    {
        await using HubSpotSide side = await StartAsync();

        Answer created = await side.PostAsync($"{Objects}/meetings", """{"properties":{"hs_meeting_start_time":"2026-12-01T09:00:00Z"}}""");
        Answer read = await side.GetAsync($"{Objects}/meetings/{created.Json["id"]}?properties=hs_timestamp");

        Assert.Equal("2026-12-01T09:00:00.000Z", (string?)read.Json["properties"]!["hs_timestamp"]);
    }

    [Fact]
    public async Task An_address_belongs_to_one_contact()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("contacts", """{"id":"301","properties":{"email":"lee@example.com"}}""");

        Answer answer = await side.PostAsync($"{Objects}/contacts", """{"properties":{"email":"lee@example.com"}}""");

        Assert.Equal((409, "CONFLICT", "Contact already exists. Existing ID: 301"), (answer.Status, answer.Category, (string?)answer.Json["message"]));
    }

    [Fact]
    public async Task A_change_moves_the_modification_date_and_goes_on_top_of_the_history()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("tasks", """{"id":"7","properties":{"hs_task_status":"NOT_STARTED","hs_task_subject":"a"},"createdAt":"2026-11-01T00:00:00.000Z"}""");

        Answer changed = await side.SendAsync(HttpMethod.Patch, $"{Objects}/tasks/7", """{"properties":{"hs_task_status":"COMPLETED","hs_task_subject":""}}""");
        Answer read = await side.GetAsync($"{Objects}/tasks/7?properties=hs_task_subject&propertiesWithHistory=hs_task_status");

        Assert.Equal((200, "2026-11-21T10:00:00.000Z"), (changed.Status, (string?)changed.Json["updatedAt"]));
        Assert.Null(read.Json["properties"]!["hs_task_subject"]);
        Assert.Equal(
            ["COMPLETED 2026-11-21T10:00:00.000Z INTEGRATION", "NOT_STARTED 2026-11-01T00:00:00.000Z CRM_UI"],
            read.Json["propertiesWithHistory"]!["hs_task_status"]!.AsArray().Select(version => $"{version!["value"]} {version["timestamp"]} {version["sourceType"]}"));
        Assert.Equal(404, (await side.SendAsync(HttpMethod.Patch, $"{Objects}/tasks/8", """{"properties":{}}""")).Status);
    }

    [Fact]
    public async Task To_archive_is_204_the_second_time_too()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 2);

        Assert.Equal(204, (await side.SendAsync(HttpMethod.Delete, $"{Objects}/calls/1")).Status);
        Assert.Equal(204, (await side.SendAsync(HttpMethod.Delete, $"{Objects}/calls/1")).Status);
        Assert.Equal(204, (await side.PostAsync($"{Objects}/calls/batch/archive", """{"inputs":[{"id":"1"},{"id":"2"}]}""")).Status);
        Assert.Equal(["1", "2"], side.Host.Log.Snapshot().Select(entry => entry.Id));
    }

    [Fact]
    public async Task One_bad_input_fails_a_batch_of_creates_without_trace_ids()
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.PostAsync($"{Objects}/notes/batch/create", """
            {"inputs":[{"properties":{"hs_timestamp":"2026-01-01T00:00:00Z"}},{"properties":{"nope":"x"}}]}
            """);

        Assert.Equal(400, answer.Status);
        Assert.Empty((await side.GetAsync($"{Objects}/notes")).Ids);
    }

    [Fact]
    public async Task With_a_trace_id_for_each_input_the_good_ones_are_created_and_told_apart()
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.PostAsync($"{Objects}/notes/batch/create", """
            {"inputs":[{"objectWriteTraceId":"a","properties":{"hs_timestamp":"2026-01-01T00:00:00Z"}},{"objectWriteTraceId":"b","properties":{"nope":"x"}}]}
            """);

        Assert.Equal(207, answer.Status);
        Assert.Equal("a", (string?)answer.Json["results"]![0]!["objectWriteTraceId"]);
        Assert.Equal("""["b"]""", answer.Json["errors"]![0]!["context"]!["objectWriteTraceId"]!.ToJsonString());
    }

    [Fact]
    public async Task A_batch_of_updates_is_partial_by_itself()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("notes", 1);

        Answer answer = await side.PostAsync($"{Objects}/notes/batch/update", """
            {"inputs":[{"id":"1","properties":{"hs_note_body":"x"}},{"id":"2","properties":{"hs_note_body":"x"}}]}
            """);

        Assert.Equal((207, "1"), (answer.Status, Assert.Single(answer.Ids)));
        Assert.Equal("""["2"]""", answer.Json["errors"]![0]!["context"]!["ids"]!.ToJsonString());
    }

    [Fact]
    public async Task An_upsert_by_a_unique_property_says_what_was_new()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("contacts", """{"id":"301","properties":{"email":"lee@example.com"}}""");

        Answer answer = await side.PostAsync($"{Objects}/contacts/batch/upsert", """
            {"inputs":[{"idProperty":"email","id":"lee@example.com","properties":{"firstname":"Lee"}},
                       {"idProperty":"email","id":"new@example.com","properties":{"firstname":"Nia"}},
                       {"idProperty":"firstname","id":"x","properties":{}}]}
            """);

        Assert.Equal((207, 1), (answer.Status, (int)answer.Json["numErrors"]!));
        Assert.Equal(["Lee False", "Nia True"], answer.Json["results"]!.AsArray().Select(row => $"{row!["properties"]!["firstname"]} {(bool)row["new"]!}").Order());
    }

    [Theory]
    [InlineData("""{"to":{"id":"99"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":194}]}""")]
    [InlineData("""{"to":{"id":"1"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":198}]}""")]
    public async Task A_link_to_nobody_or_of_another_type_is_refused(string association)
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 1);

        Assert.Equal(400, (await side.PostAsync($"{Objects}/calls", $$"""{"properties":{"hs_timestamp":"2026-01-01T00:00:00Z"},"associations":[{{association}}]}""")).Status);
    }
}
