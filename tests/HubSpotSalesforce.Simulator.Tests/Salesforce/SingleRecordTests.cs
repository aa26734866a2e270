using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class SingleRecordTests
{
    private const string KeyPath = $"{Root}/sobjects/Task/{Key}";

    [Fact]
    public async Task A_create_answers_201_with_the_id_and_where_the_record_is()
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.PostAsync($"{Root}/sobjects/Task", """{"attributes": {"type": "Task"}, "Subject": "a"}""");

        string id = (string)reply.Json["id"]!;
        Assert.Equal(201, reply.Status);
        Assert.Equal($$"""{"id":"{{id}}","success":true,"errors":[]}""", reply.Json.ToJsonString());
        Assert.Equal($"{Root}/sobjects/Task/{id}", reply.Headers.Location?.ToString());
        Assert.Equal(18, id.Length);
        Assert.StartsWith("00T", id);
    }

    [Fact]
    public async Task A_read_has_the_fields_asked_for_or_all()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", """{"Subject": "a"}""");

        Reply some = await host.GetAsync($"{Root}/sobjects/Task/{id[..15]}?fields=Subject,IsClosed");
        Reply all = await host.GetAsync($"{Root}/sobjects/Task/{id}");
        Reply unknown = await host.GetAsync($"{Root}/sobjects/Task/{id}?fields=Nonsense");

        Assert.Equal($$"""{"attributes":{"type":"Task","url":"{{Root}}/sobjects/Task/{{id}}"},"Subject":"a","IsClosed":false}""", some.Json.ToJsonString());
        Assert.True(all.Json.AsObject().ContainsKey("SystemModstamp"));
        Assert.Equal("INVALID_FIELD", unknown.ErrorCode);
    }

    [Fact]
    public async Task An_update_is_204_and_null_clears()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", """{"Subject": "a", "Description": "b", "ActivityDate": "2026-11-18"}""");

        Reply reply = await host.PatchAsync($"{Root}/sobjects/Task/{id}", """{"Description": null, "ActivityDate": ""}""");

        JsonNode task = await host.ReadAsync("Task", id);
        Assert.Equal((204, null), (reply.Status, reply.Body));
        Assert.Equal(("a", null, null), ((string?)task["Subject"], (string?)task["Description"], (string?)task["ActivityDate"]));
    }

    [Theory]
    [InlineData("PATCH", "00TSm0000000zzzMAA", 404, "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("DELETE", "00TSm0000000zzzMAA", 404, "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("GET", "00TSm0000000zzzMAA", 404, "NOT_FOUND")]
    [InlineData("PATCH", "003Sm0000000001IAA", 400, "MALFORMED_ID")]    // a contact's
    [InlineData("PATCH", "00TSm0000000zzzAAA", 400, "MALFORMED_ID")]    // checksum
    public async Task A_record_that_is_not_there_is_refused(string method, string id, int status, string code)
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.SendAsync(new HttpMethod(method), $"{Root}/sobjects/Task/{id}", method == "PATCH" ? "{}" : null);

        Assert.Equal((status, code), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task A_deleted_record_is_a_tombstone_for_all_methods()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", """{"Subject": "a"}""");
        string path = $"{Root}/sobjects/Task/{id}";

        Assert.Equal(204, (await host.DeleteAsync(path)).Status);

        Assert.Equal((404, "ENTITY_IS_DELETED"), Outcome(await host.GetAsync(path)));
        Assert.Equal((404, "ENTITY_IS_DELETED"), Outcome(await host.PatchAsync(path, "{}")));
        Assert.Equal((404, "ENTITY_IS_DELETED"), Outcome(await host.DeleteAsync(path)));
    }

    [Fact]
    public async Task An_upsert_by_key_creates_with_201_and_updates_with_200()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply created = await host.PatchAsync($"{KeyPath}/hs-1", """{"Subject": "a"}""");
        Reply updated = await host.PatchAsync($"{KeyPath}/hs-1", """{"Subject": "b"}""");

        string id = (string)created.Json["id"]!;
        Assert.Equal((201, $$"""{"id":"{{id}}","success":true,"errors":[],"created":true}"""), (created.Status, created.Json.ToJsonString()));
        Assert.Equal((200, $$"""{"id":"{{id}}","success":true,"errors":[],"created":false}"""), (updated.Status, updated.Json.ToJsonString()));
        Assert.Equal("b", (string?)(await host.GetAsync($"{KeyPath}/hs-1")).Json["Subject"]);
    }

    [Theory]
    [InlineData("v46.0", 200)]
    [InlineData("v45.0", 204)]
    public async Task An_upsert_that_updates_has_a_body_since_version_46(string version, int status)
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        await host.UpsertAsync("\"HubSpot_Activity_Id__c\": \"hs-1\"");

        Assert.Equal(status, (await host.PatchAsync($"/services/data/{version}/sobjects/Task/{Key}/hs-1", "{}")).Status);
    }

    [Fact]
    public async Task An_upsert_may_be_told_not_to_create()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply reply = await host.PatchAsync($"{KeyPath}/hs-1?updateOnly=true", """{"Subject": "a"}""");

        Assert.Equal((404, "NOT_FOUND"), Outcome(reply));
        Assert.Empty(host.Org.Records("Task"));
    }

    [Theory]
    [InlineData("""{"HubSpot_Activity_Id__c": "hs-1"}""")]
    [InlineData("""{"Id": "00TSm0000000001MAA"}""")]
    public async Task The_body_of_an_upsert_repeats_neither_key_nor_id(string body)
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Assert.Equal((400, "INVALID_FIELD"), Outcome(await host.PatchAsync($"{KeyPath}/hs-1", body)));
    }

    [Fact]
    public async Task A_key_that_several_records_have_answers_300_and_writes_nothing()
    {
        await using SalesforceHost host = await StartWithKeyAsync(unique: false);
        string first = await host.CreateAsync("Task", $$"""{"{{Key}}": "hs-1"}""");
        string second = await host.CreateAsync("Task", $$"""{"{{Key}}": "hs-1"}""");

        Reply upsert = await host.PatchAsync($"{KeyPath}/hs-1", """{"Subject": "a"}""");
        Reply rows = await host.UpsertAsync("\"HubSpot_Activity_Id__c\": \"hs-1\"");

        Assert.Equal(300, upsert.Status);
        Assert.Equal([$"{Root}/sobjects/Task/{first}", $"{Root}/sobjects/Task/{second}"], upsert.Json.AsArray().Select(url => (string?)url));
        Assert.Equal(300, (await host.GetAsync($"{KeyPath}/hs-1")).Status);
        Assert.Equal(["DUPLICATE_EXTERNAL_ID"], rows.RowCodes);
        Assert.All(host.Org.Records("Task"), task => Assert.Null(task["Subject"]));
    }

    [Theory]
    [InlineData("hs-1", "HS-1", true, true)]    // other case: another key
    [InlineData("hs-1", "HS-1", false, false)]
    [InlineData("a/b c+d?é", "a/b c+d?é", true, false)]    // whatever the key holds
    public async Task A_key_minds_its_case_as_its_field_says(string first, string second, bool caseSensitive, bool created)
    {
        await using SalesforceHost host = await StartWithKeyAsync(caseSensitive: caseSensitive);
        await host.PatchAsync($"{KeyPath}/{Uri.EscapeDataString(first)}", "{}");

        Reply reply = await host.PatchAsync($"{KeyPath}/{Uri.EscapeDataString(second)}", "{}");

        Assert.Equal(created ? 201 : 200, reply.Status);
        Assert.Equal(first, (string?)host.Org.Records("Task")[0][Key]);
    }

    [Fact]
    public async Task A_taken_key_is_refused_with_the_id_of_its_holder()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string holder = await host.CreateAsync("Task", $$"""{"{{Key}}": "hs-1"}""");

        Reply task = await host.PostAsync($"{Root}/sobjects/Task", $$"""{"{{Key}}": "hs-1"}""");
        Reply meeting = await host.PatchAsync(
            $"{Root}/sobjects/Event/{Key}/hs-1", """{"StartDateTime": "2026-11-21T10:00:00Z", "DurationInMinutes": 30}""");

        Assert.Equal((400, "DUPLICATE_VALUE"), Outcome(task));
        Assert.Equal($"duplicate value found: {Key} duplicates value on record with id: {holder[..15]}", (string?)task.Json[0]!["message"]);
        Assert.Equal((400, "DUPLICATE_VALUE"), Outcome(meeting));    // one index for Task and Event
    }

    [Fact]
    public async Task A_deleted_record_lets_its_key_go()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string first = await host.CreateAsync("Task", $$"""{"{{Key}}": "hs-1"}""");
        await host.DeleteAsync($"{Root}/sobjects/Task/{first}");

        Reply reply = await host.PatchAsync($"{KeyPath}/hs-1", "{}");

        Assert.Equal(201, reply.Status);
        Assert.Equal([first, (string)reply.Json["id"]!], (await host.QueryAsync($"SELECT Id FROM Task WHERE {Key} = 'hs-1'", "queryAll")).Column("Id"));
    }

    private static (int Status, string? Code) Outcome(Reply reply) => (reply.Status, reply.ErrorCode);
}
