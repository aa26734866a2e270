using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class CollectionTests
{
    [Fact]
    public async Task An_upsert_creates_what_is_new_updates_what_is_there_and_answers_in_order()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        await host.UpsertAsync(Task("hs-2", "old"));

        Reply reply = await host.UpsertAsync(Task("hs-1", "a"), Task("hs-2", "new"), Task("hs-3", "c"));

        Assert.Equal(200, reply.Status);
        Assert.Equal([true, false, true], reply.Json.AsArray().Select(row => (bool)row!["created"]!));
        Assert.Equal(["id", "success", "errors", "created"], reply.Json[0]!.AsObject().Select(field => field.Key));
        Assert.Equal(["a", "new", "c"], (await host.QueryAsync($"SELECT Subject FROM Task ORDER BY {Key}")).Column("Subject"));
    }

    [Fact]
    public async Task Rows_that_fail_say_statusCode_under_http_200_and_the_others_are_written()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply reply = await host.UpsertAsync(Task("hs-1", "a"), Task("hs-2", "b") + """, "Nonsense": 1""");

        Assert.Equal(200, reply.Status);
        Assert.Equal([null, "INVALID_FIELD"], reply.RowCodes);
        Assert.Equal(["success", "errors"], reply.Json[1]!.AsObject().Select(field => field.Key));
        Assert.Equal(["statusCode", "message", "fields"], reply.Json[1]!["errors"]![0]!.AsObject().Select(field => field.Key));
        Assert.Single(host.Org.Records("Task"));
    }

    [Fact]
    public async Task All_or_none_rolls_back_and_the_innocent_rows_say_so()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        await host.UpsertAsync(Task("hs-1", "before"));
        int logged = host.Log.Snapshot().Length;

        Reply reply = await host.PatchAsync(
            UpsertPath, Collection(true, Task("hs-1", "after"), Task("hs-2", "b"), Task("hs-3", "c") + """, "Nonsense": 1"""));

        Assert.Equal(["ALL_OR_NONE_OPERATION_ROLLED_BACK", "ALL_OR_NONE_OPERATION_ROLLED_BACK", "INVALID_FIELD"], reply.RowCodes);
        Assert.Equal(["before"], (await host.QueryAsync("SELECT Subject FROM Task")).Column("Subject"));
        Assert.Equal(logged, host.Log.Snapshot().Length);
        Assert.Equal([null], (await host.UpsertAsync(Task("hs-2", "b"))).RowCodes);    // the key was let go
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 400)]
    public async Task A_request_takes_at_most_200_records(int count, int status)
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string[] records = [.. Enumerable.Range(0, count).Select(number => Task($"hs-{number}", "x"))];

        Reply created = await host.PostAsync($"{Root}/composite/sobjects", Collection(false, [.. records.Select(record => record.Replace("hs-", "x-", StringComparison.Ordinal))]));
        Reply upserted = await host.UpsertAsync(records);

        Assert.Equal((status, status), (created.Status, upserted.Status));
        Assert.Equal(status == 200 ? 400 : 0, host.Org.Records("Task").Count);
    }

    [Fact]
    public async Task Rows_that_share_a_key_are_errors_and_the_rest_is_written()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply reply = await host.UpsertAsync(Task("hs-1", "a"), Task("hs-2", "b"), Task("hs-1", "c"), Task("HS-1", "d"));

        Assert.Equal(["DUPLICATE_VALUE", null, "DUPLICATE_VALUE", null], reply.RowCodes);
        Assert.Equal("Duplicate external id specified: hs-1", (string?)reply.Json[0]!["errors"]![0]!["message"]);
    }

    [Theory]
    [InlineData("\"Subject\": \"no key\"", "MISSING_ARGUMENT")]
    [InlineData("\"HubSpot_Activity_Id__c\": \"\"", "MISSING_ARGUMENT")]
    [InlineData("\"HubSpot_Activity_Id__c\": \"hs-1\", \"Id\": \"00TSm0000000001MAA\"", "INVALID_FIELD")]
    public async Task An_upserted_row_brings_its_key_and_no_id(string record, string code)
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Assert.Equal([code], (await host.UpsertAsync(record)).RowCodes);
    }

    [Fact]
    public async Task An_upsert_by_record_id_or_by_a_field_that_is_no_key_is_not_found()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Assert.Equal("NOT_FOUND", (await host.PatchAsync($"{Root}/composite/sobjects/Task/Id", Collection(false, "\"Subject\": \"x\""))).ErrorCode);
        Assert.Equal("NOT_FOUND", (await host.PatchAsync($"{Root}/composite/sobjects/Task/Subject", Collection(false, "\"Subject\": \"x\""))).ErrorCode);
    }

    [Fact]    // a call of 200 rows is one transaction: a trigger sees all of them
    public async Task A_trigger_that_throws_at_one_row_refuses_all_that_came_with_it_under_status_200()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        host.Org.Refuse("Task", "Subject", "bad", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "TaskTrigger: execution of BeforeInsert caused by: System.NullPointerException", isOfAll: true);

        Reply together = await host.UpsertAsync(Task("hs-1", "a"), Task("hs-2", "bad"), Task("hs-3", "c"));
        Reply apart = await host.UpsertAsync(Task("hs-1", "a"), Task("hs-3", "c"));

        Assert.Equal(200, together.Status);
        Assert.All(together.RowCodes, code => Assert.Equal("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", code));
        Assert.Equal([null, null], apart.RowCodes);
        Assert.Equal(2, host.Org.Records("Task").Count);
    }

    [Fact]
    public async Task An_upsert_of_mixed_types_is_refused_whole()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply reply = await host.PatchAsync(UpsertPath, $$"""
            {"records": [{"attributes": {"type": "Task"}, {{Task("hs-1", "a")}} }, {"attributes": {"type": "Event"}, {{Task("hs-2", "b")}} }]}
            """);

        Assert.Equal(400, reply.Status);
        Assert.Empty(host.Org.Records("Task"));
    }

    [Theory]
    [InlineData(10, 200)]
    [InlineData(11, 400)]
    public async Task A_create_of_mixed_types_has_at_most_ten_chunks(int chunks, int status)
    {
        await using SalesforceHost host = await StartAsync();
        string records = string.Join(",", Enumerable.Range(0, chunks).Select(number => number % 2 == 0
            ? """{"attributes": {"type": "Task"}, "Subject": "a"}, {"attributes": {"type": "Task"}, "Subject": "b"}"""
            : """{"attributes": {"type": "Contact"}, "LastName": "Doe"}"""));

        Assert.Equal(status, (await host.PostAsync($"{Root}/composite/sobjects", $$"""{"records": [{{records}}]}""")).Status);
    }

    [Fact]
    public async Task An_update_goes_by_id_and_each_row_answers_for_itself()
    {
        await using SalesforceHost host = await StartAsync();
        string first = await host.CreateAsync("Task", """{"Subject": "a"}""");
        string second = await host.CreateAsync("Task", """{"Subject": "b"}""");
        string twice = await host.CreateAsync("Task", """{"Subject": "c"}""");

        Reply reply = await host.PatchAsync($"{Root}/composite/sobjects", Collection(
            false,
            $"\"id\": \"{first}\", \"Subject\": \"A\"",
            "\"id\": \"00TSm0000000zzzMAA\", \"Subject\": \"nobody\"",
            "\"Subject\": \"no id\"",
            $"\"id\": \"{second[..15]}\", \"Subject\": \"B\"",
            $"\"id\": \"{twice}\", \"Subject\": \"C\"",
            $"\"id\": \"{twice}\", \"Subject\": \"D\"",
            "\"id\": \"nonsense\", \"Subject\": \"E\""));

        Assert.Equal([null, "INVALID_CROSS_REFERENCE_KEY", "MISSING_ARGUMENT", null, "DUPLICATE_VALUE", "DUPLICATE_VALUE", "MALFORMED_ID"], reply.RowCodes);
        Assert.Equal(second, (string?)reply.Json[3]!["id"]);
        Assert.False(reply.Json[0]!.AsObject().ContainsKey("created"));
        Assert.Equal(["A", "B", "c"], (await host.QueryAsync("SELECT Subject FROM Task ORDER BY Subject")).Column("Subject"));
    }

    [Fact]
    public async Task A_delete_puts_records_into_the_bin_row_by_row()
    {
        await using SalesforceHost host = await StartAsync();
        string first = await host.CreateAsync("Task", """{"Subject": "a"}""");
        string second = await host.CreateAsync("Contact", """{"LastName": "b"}""");

        Reply reply = await host.DeleteAsync($"{Root}/composite/sobjects?ids={first},00TSm0000000zzzMAA,{second}&allOrNone=false");
        Reply again = await host.DeleteAsync($"{Root}/composite/sobjects?ids={first}");

        Assert.Equal([null, "INVALID_CROSS_REFERENCE_KEY", null], reply.RowCodes);
        Assert.Equal(["ENTITY_IS_DELETED"], again.RowCodes);
    }

    [Fact]
    public async Task A_read_has_null_where_there_is_no_record()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", """{"Subject": "a"}""");

        Reply get = await host.GetAsync($"{Root}/composite/sobjects/Task?ids={id},00TSm0000000zzzMAA&fields=Id,Subject");
        Reply post = await host.PostAsync($"{Root}/composite/sobjects/Task", $$"""{"ids": ["{{id}}"], "fields": ["Subject"]}""");

        Assert.Equal($$"""[{"attributes":{"type":"Task","url":"{{Root}}/sobjects/Task/{{id}}"},"Id":"{{id}}","Subject":"a"},null]""", get.Json.ToJsonString());
        Assert.Equal("a", (string?)post.Json[0]!["Subject"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"records": 5}""")]
    [InlineData("""{"records": [5]}""")]
    [InlineData("""{"records": [{"Subject": "no type"}]}""")]
    [InlineData("""{"records": [{"attributes": {"type": "Nonsense"}}]}""")]
    [InlineData("""{"records": [{"attributes": {"type": "Task"}, "Subject": "a"}, {"attributes": {"type": "Task"}, "ActivityDate": "18.11.2026"}]}""")]    // unreadable as a whole
    public async Task A_malformed_request_is_400_and_writes_nothing(string body)
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal(400, (await host.PostAsync($"{Root}/composite/sobjects", body)).Status);
        Assert.Empty(host.Org.Records("Task"));
        Assert.Empty(host.Log.Snapshot());
    }

    [Fact]
    public async Task Each_row_that_is_written_is_logged_with_the_fields_as_sent()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        int before = host.Log.Snapshot().Length;

        await host.UpsertAsync(Task("hs-1", "a"), Task("hs-2", "b") + """, "Nonsense": 1""");
        await host.UpsertAsync(Task("hs-1", "c"));

        WriteLogEntry[] entries = host.Log.Snapshot()[before..];
        Assert.Equal(["salesforce create Task", "salesforce update Task"], entries.Select(entry => $"{entry.System} {entry.Action} {entry.Type}"));
        Assert.Equal(entries[0].Id, entries[1].Id);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"HubSpot_Activity_Id__c": "hs-1", "Subject": "c"}"""), entries[1].Fields));
    }

    private static string Task(string key, string subject) => $"\"HubSpot_Activity_Id__c\": \"{key}\", \"Subject\": \"{subject}\"";
}
