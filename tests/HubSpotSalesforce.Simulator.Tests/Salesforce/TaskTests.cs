using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class TaskTests
{
    private static readonly string Now = "2026-11-21T10:00:00.000+0000";

    [Fact]
    public async Task A_new_task_gets_defaults_stamps_and_the_caller_as_owner()
    {
        await using SalesforceHost host = await StartAsync();

        JsonNode task = await host.ReadAsync("Task", await host.CreateAsync("Task", "{}"));

        Assert.Equal(("Not Started", "Normal", "Task", false), ((string?)task["Status"], (string?)task["Priority"], (string?)task["TaskSubtype"], (bool)task["IsClosed"]!));
        Assert.Equal((Now, Now, Now), ((string?)task["CreatedDate"], (string?)task["LastModifiedDate"], (string?)task["SystemModstamp"]));
        Assert.All(["OwnerId", "CreatedById", "LastModifiedById"], field => Assert.Equal(host.Org.IntegrationUserId, (string?)task[field]));
        Assert.Null(task["CompletedDateTime"]);
    }

    [Fact]
    public async Task Completion_is_stamped_when_a_task_closes_kept_while_it_stays_closed_and_cleared_when_it_opens()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", """{"Status": "Completed"}""");
        string? onInsert = await CompletedAsync(host, id);
        host.Clock.Set(StoppedTime.Now.AddHours(1));

        await UpdateAsync(host, id, "Completed");
        string? saved = await CompletedAsync(host, id);
        await UpdateAsync(host, id, "In Progress");
        string? reopened = await CompletedAsync(host, id);
        await UpdateAsync(host, id, "Completed");
        string? again = await CompletedAsync(host, id);

        Assert.Equal((Now, Now, null, "2026-11-21T11:00:00.000+0000"), (onInsert, saved, reopened, again));
    }

    [Fact]
    public async Task An_update_moves_the_modified_stamps_and_not_the_created_ones()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", "{}");
        host.Clock.Set(StoppedTime.Now.AddMilliseconds(90_500));    // stamps have whole seconds

        await host.PatchAsync($"{Root}/sobjects/Task/{id}", """{"Priority": "High"}""");

        JsonNode task = await host.ReadAsync("Task", id);
        Assert.Equal(Now, (string?)task["CreatedDate"]);
        Assert.Equal("2026-11-21T10:01:30.000+0000", (string?)task["LastModifiedDate"]);
        Assert.Equal("2026-11-21T10:01:30.000+0000", (string?)task["SystemModstamp"]);
        Assert.True((bool)task["IsHighPriority"]!);
    }

    [Theory]
    [InlineData("CompletedDateTime", "\"2026-11-20T10:00:00Z\"")]
    [InlineData("IsClosed", "true")]
    [InlineData("IsHighPriority", "true")]
    [InlineData("AccountId", "\"001Sm0000000001IAA\"")]
    [InlineData("CreatedDate", "\"2026-11-20T10:00:00Z\"")]
    [InlineData("LastModifiedDate", "\"2026-11-20T10:00:00Z\"")]
    [InlineData("SystemModstamp", "\"2026-11-20T10:00:00Z\"")]
    [InlineData("IsArchived", "true")]
    [InlineData("IsDeleted", "true")]
    public async Task Fields_of_the_server_are_refused_in_create_and_update(string field, string value)
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", "{}");
        string body = $$"""{"{{field}}": {{value}} }""";

        Reply created = await host.PostAsync($"{Root}/sobjects/Task", body);
        Reply updated = await host.PatchAsync($"{Root}/sobjects/Task/{id}", body);

        Assert.Equal((400, "INVALID_FIELD_FOR_INSERT_UPDATE"), (created.Status, created.ErrorCode));
        Assert.Equal((400, "INVALID_FIELD_FOR_INSERT_UPDATE"), (updated.Status, updated.ErrorCode));
        Assert.Equal(field, (string?)created.Json[0]!["fields"]![0]);
    }

    [Fact]
    public async Task The_subtype_is_given_on_create_only_even_where_it_stays_the_same()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        const string Record = "\"HubSpot_Activity_Id__c\": \"hs-1\", \"TaskSubtype\": \"Call\"";

        Reply created = await host.UpsertAsync(Record);
        Reply updated = await host.UpsertAsync(Record);

        Assert.Equal([null], created.RowCodes);
        Assert.Equal(["INVALID_FIELD_FOR_INSERT_UPDATE"], updated.RowCodes);
    }

    [Theory]
    [InlineData("\"TaskSubtype\": \"Fax\"", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("\"TaskSubtype\": \"Cadence\"", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("\"CallType\": \"Sideways\"", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("\"Type\": \"Anything at all\"", null)]    // not restricted
    [InlineData("\"Status\": \"Half done\"", null)]
    [InlineData("\"Status\": null", "REQUIRED_FIELD_MISSING")]
    [InlineData("\"Priority\": null", "REQUIRED_FIELD_MISSING")]
    [InlineData("\"OwnerId\": null", "REQUIRED_FIELD_MISSING")]
    [InlineData("\"CallDurationInSeconds\": 99999999", null)]
    [InlineData("\"CallDurationInSeconds\": 100000000", "NUMBER_OUTSIDE_VALID_RANGE")]
    [InlineData("\"Nonsense\": 1", "INVALID_FIELD")]
    [InlineData("\"subject\": \"names mind no case\"", null)]
    [InlineData("\"IsRecurrence\": true", "REQUIRED_FIELD_MISSING")]
    [InlineData("\"ReminderDateTime\": \"2026-11-21T10:00:00-08:00\"", null)]
    public async Task A_value_is_taken_or_refused_by_its_field(string field, string? code)
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.PostAsync($"{Root}/composite/sobjects", Collection(false, field));

        Assert.Equal([code], reply.RowCodes);
    }

    [Theory]
    [InlineData("Subject", 255)]
    [InlineData("Description", 32_000)]
    [InlineData("CallDisposition", 255)]
    [InlineData("Priority", 20)]
    public async Task Text_is_as_long_as_its_field(string field, int length)
    {
        await using SalesforceHost host = await StartAsync();
        string Record(int characters) => $"\"{field}\": \"{new string('x', characters)}\"";

        Reply reply = await host.PostAsync($"{Root}/composite/sobjects", Collection(false, Record(length), Record(length + 1)));

        Assert.Equal([null, "STRING_TOO_LONG"], reply.RowCodes);
    }

    [Theory]
    [InlineData("\"ActivityDate\": \"18.11.2026\"")]
    [InlineData("\"ActivityDate\": \"2026-02-30\"")]
    [InlineData("\"ActivityDate\": \"2026-11-18T10:00:00Z\"")]
    [InlineData("\"ReminderDateTime\": \"2026-11-18\"")]
    [InlineData("\"ReminderDateTime\": \"2026-11-18T10:00:00\"")]    // no offset
    [InlineData("\"IsReminderSet\": \"yes\"")]
    [InlineData("\"CallDurationInSeconds\": 1.5")]
    [InlineData("\"CallDurationInSeconds\": \"60\"")]
    [InlineData("\"Subject\": 5")]
    [InlineData("\"Subject\": [\"a\"]")]
    public async Task Json_of_another_type_than_the_field_is_a_parser_error(string field)
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.PostAsync($"{Root}/sobjects/Task", $"{{{field}}}");

        Assert.Equal((400, "JSON_PARSER_ERROR"), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task Instants_read_back_in_utc_and_whole_seconds()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", """{"ReminderDateTime": "2026-11-20T09:03:11.789-08:00"}""");

        Assert.Equal("2026-11-20T17:03:11.000+0000", (string?)(await host.ReadAsync("Task", id))["ReminderDateTime"]);
    }

    [Fact]
    public async Task Audit_fields_are_set_where_the_org_allows_it_on_create_and_never_by_an_upsert()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        host.Org.SetsAuditFields = true;
        string contact = host.Insert("Contact", """{"LastName": "Doe"}""");
        const string Audit = "\"CreatedDate\": \"2020-01-01T00:00:00Z\", \"LastModifiedDate\": \"2020-01-02T00:00:00Z\"";

        JsonNode alone = await host.ReadAsync("Task", await host.CreateAsync("Task", $"{{{Audit}}}"));
        JsonNode linked = await host.ReadAsync("Task", await host.CreateAsync("Task", $"{{\"WhoId\": \"{contact}\", {Audit}}}"));
        Reply upserted = await host.UpsertAsync($"\"HubSpot_Activity_Id__c\": \"hs-1\", {Audit}");

        Assert.Equal(("2020-01-01T00:00:00.000+0000", "2020-01-02T00:00:00.000+0000", Now), ((string?)alone["CreatedDate"], (string?)alone["LastModifiedDate"], (string?)alone["SystemModstamp"]));
        Assert.Equal(("2020-01-01T00:00:00.000+0000", Now), ((string?)linked["CreatedDate"], (string?)linked["LastModifiedDate"]));
        Assert.Equal(["INVALID_FIELD_FOR_INSERT_UPDATE"], upserted.RowCodes);
    }

    [Fact]
    public async Task A_field_made_required_is_demanded_of_every_save_until_it_is_not()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", "{}");
        await host.SendAsync(HttpMethod.Put, "/_sim/required-fields", """{"Task": ["Type"]}""");

        Reply created = await host.PostAsync($"{Root}/sobjects/Task", "{}");
        Reply updated = await host.PatchAsync($"{Root}/sobjects/Task/{id}", """{"Subject": "a"}""");
        Reply given = await host.PostAsync($"{Root}/sobjects/Task", """{"Type": "Call"}""");
        await host.SendAsync(HttpMethod.Put, "/_sim/required-fields", "{}");
        Reply free = await host.PostAsync($"{Root}/sobjects/Task", "{}");

        Assert.Equal(("REQUIRED_FIELD_MISSING", "Required fields are missing: [Type]"), (created.ErrorCode, (string?)created.Json[0]!["message"]));
        Assert.Equal("REQUIRED_FIELD_MISSING", updated.ErrorCode);
        Assert.Equal((201, 201), (given.Status, free.Status));
    }

    [Fact]
    public async Task A_validation_rule_refuses_the_records_it_is_about()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        await host.SendAsync(HttpMethod.Put, "/_sim/refuse", $$"""
            {"type": "Task", "field": "{{Key}}", "value": "hs-call-3", "code": "FIELD_CUSTOM_VALIDATION_EXCEPTION", "message": "Not on a Friday"}
            """);
        host.Org.Refuse((type, record) => type == "Task" && (string?)record["Subject"] == "bad" ? ("FLOW_EXCEPTION", "flow") : null);

        Reply reply = await host.UpsertAsync(
            "\"HubSpot_Activity_Id__c\": \"hs-call-2\"", "\"HubSpot_Activity_Id__c\": \"hs-call-3\"", "\"HubSpot_Activity_Id__c\": \"hs-call-4\", \"Subject\": \"bad\"");
        await host.SendAsync(HttpMethod.Delete, "/_sim/refuse", null);
        Reply after = await host.UpsertAsync("\"HubSpot_Activity_Id__c\": \"hs-call-3\"");

        Assert.Equal([null, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "FLOW_EXCEPTION"], reply.RowCodes);
        Assert.Equal("Not on a Friday", (string?)reply.Json[1]!["errors"]![0]!["message"]);
        Assert.Equal([null], after.RowCodes);
    }

    private static Task<Reply> UpdateAsync(SalesforceHost host, string id, string status)
        => host.PatchAsync($"{Root}/sobjects/Task/{id}", $$"""{"Status": "{{status}}"}""");

    private static async Task<string?> CompletedAsync(SalesforceHost host, string id) => (string?)(await host.ReadAsync("Task", id))["CompletedDateTime"];
}
