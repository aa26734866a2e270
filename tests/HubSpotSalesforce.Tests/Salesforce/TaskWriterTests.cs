using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.Salesforce;

public sealed class TaskWriterTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task Creates_are_upserts_by_our_key()
    {
        await using OrgHost org = await OrgHost.StartAsync($$"""[{"id":"{{Sample.TaskId}}","success":true,"errors":[],"created":true}]""");

        Outcome outcome = Assert.Single(await Writer(org).WriteAsync([Sample.Create("hs-call-1")], Cancel));

        AnsweringHost.Request request = Assert.Single(org.Requests);
        JToken record = JObject.Parse(request.Body)["records"]![0]!;
        Assert.Equal(("PATCH", $"{OrgHost.Root}/composite/sobjects/Task/{TaskField.Key}"), (request.Method, request.Path));
        Assert.Equal("hs-call-1", record[TaskField.Key]);
        Assert.Null(record["id"]);
        Assert.Equal(JTokenType.Null, record[TaskField.Type]!.Type);    // R15, O21
        Assert.Equal((Sample.TaskId, null), (outcome.RecordId, outcome.Fault));
    }

    [Fact]
    public async Task Updates_go_by_id_with_the_changed_fields_alone()    // O5
    {
        await using OrgHost org = await OrgHost.StartAsync($$"""[{"id":"{{Sample.TaskId}}","success":true,"errors":[]}]""");
        Change update = Sample.Create("hs-call-1") with { Does = Change.Update, TargetId = Sample.TaskId, Fields = new Dictionary<string, string?> { ["Subject"] = "Other", ["ActivityDate"] = null } };

        await Writer(org).WriteAsync([update], Cancel);

        AnsweringHost.Request request = Assert.Single(org.Requests);
        Assert.Equal($"{OrgHost.Root}/composite/sobjects", request.Path);
        Assert.Equal(
            $$"""{"allOrNone":false,"records":[{"attributes":{"type":"Task"},"id":"{{Sample.TaskId}}","Subject":"Other","ActivityDate":null}]}""",
            request.Body);
    }

    [Fact]
    public async Task Each_row_has_its_own_outcome_in_the_order_of_the_batch()
    {
        await using OrgHost org = await OrgHost.StartAsync("""
            [{"id":"00T000000000001EAA","success":true,"errors":[]},
             {"success":false,"errors":[{"statusCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","message":"A call\nneeds a result.","fields":[]}]},
             {"success":false,"errors":[{"statusCode":"UNABLE_TO_LOCK_ROW","message":"unable to obtain exclusive access","fields":[]}]},
             {"success":false,"errors":[]}]
            """);

        IReadOnlyList<Outcome> outcomes = await Writer(org).WriteAsync([.. Enumerable.Range(1, 4).Select(id => Sample.Create($"hs-call-{id}"))], Cancel);

        Assert.Equal([null, FaultKind.RecordRejected, FaultKind.RowLocked, FaultKind.Unavailable], outcomes.Select(outcome => outcome.Fault?.Kind));
        Assert.Equal(["hs-call-1", "hs-call-2", "hs-call-3", "hs-call-4"], outcomes.Select(outcome => outcome.Change.Activity.Key));
        Assert.Contains("A call needs a result.", outcomes[1].Fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"success":true,"id":"1"}]""")]
    [InlineData("{}")]
    public async Task An_answer_for_fewer_rows_than_were_sent_says_nothing_of_any(string answer)
    {
        await using OrgHost org = await OrgHost.StartAsync(answer);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => Writer(org).WriteAsync([Sample.Create("hs-call-1"), Sample.Create("hs-call-2")], Cancel));

        Assert.Equal(FaultKind.Unavailable, fault.Kind);
    }

    [Theory]    // rows that do not fit what was sent say nothing, and an id that is none is no id
    [InlineData("""[{"success":true,"errors":[]}]""")]
    [InlineData("""[{"success":true,"id":null,"errors":[]}]""")]
    [InlineData("""[{"success":true,"id":"1"}]""")]
    [InlineData("""[{"success":"yes","id":"00T000000000001EAA"}]""")]
    [InlineData("""[{"id":"00T000000000001EAA"}]""")]
    [InlineData("""[{"success":true,"id":"00T000000000002EAA"}]""")]    // of another record
    [InlineData("""[{"success":true,"id":{"id":"00T000000000001EAA"}}]""")]
    [InlineData("""[null]""")]
    [InlineData("""["00T000000000001EAA"]""")]
    [InlineData("""[{"success":true,"id":"00T000000000001EAA"},{"success":true,"id":"00T000000000002EAA"}]""")]    // more than asked
    [InlineData("null")]
    [InlineData("")]
    public async Task A_row_that_does_not_tell_what_became_of_the_record_leaves_it_unknown(string answer)
    {
        await using OrgHost org = await OrgHost.StartAsync(answer);
        Change update = Sample.Create("hs-call-1") with { Does = Change.Update, TargetId = Sample.TaskId };

        Assert.Equal(FaultKind.Unavailable, (await Assert.ThrowsAsync<SyncException>(() => Writer(org).WriteAsync([update], Cancel))).Kind);
    }

    [Fact]
    public async Task Two_creates_with_one_id_are_an_answer_that_cannot_be()
    {
        await using OrgHost org = await OrgHost.StartAsync($$"""[{"success":true,"id":"{{Sample.TaskId}}"},{"success":true,"id":"{{Sample.TaskId}}"}]""");

        await Assert.ThrowsAsync<SyncException>(() => Writer(org).WriteAsync([Sample.Create("hs-call-1"), Sample.Create("hs-call-2")], Cancel));
    }

    [Theory]    // a row without a reason is refused all the same
    [InlineData("""{"success":false}""", "UNKNOWN_EXCEPTION")]
    [InlineData("""{"success":false,"errors":"no"}""", "UNKNOWN_EXCEPTION")]
    [InlineData("""{"success":false,"errors":[7]}""", "UNKNOWN_EXCEPTION")]
    [InlineData("""{"success":false,"errors":[{"statusCode":["A"],"message":{}}]}""", "UNKNOWN_EXCEPTION")]
    [InlineData("""{"success":false,"errors":[{"statusCode":"A"}]}""", "A")]
    public async Task A_refusal_of_any_shape_is_a_refusal(string row, string code)
    {
        await using OrgHost org = await OrgHost.StartAsync($"[{row}]");

        Assert.Equal(code, (await Writer(org).WriteAsync([Sample.Create("hs-call-1")], Cancel))[0].Fault!.ApiCode);
    }

    [Theory]    // O5: what was lost is the sender's part: it looks keys up, and whether the store is still ours
    [InlineData(Change.Create, 1)]
    [InlineData(Change.Update, 1)]
    [InlineData(Change.Delete, 1)]
    public async Task A_write_whose_answer_was_lost_is_not_sent_again_unseen(string action, int requests)
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.AnswerAsync(context, 503, "text/html", "<html>"));

        await Assert.ThrowsAsync<SyncException>(() => Writer(org).WriteAsync([Sample.Create("hs-call-1") with { Does = action, TargetId = Sample.TaskId }], Cancel));

        Assert.Equal(requests, org.Requests.Length);
    }

    [Theory]
    [InlineData("int", "312", "312")]
    [InlineData("int", "many", "\"many\"")]    // the org says what is wrong with it
    [InlineData("double", "1.5", "1.5")]
    [InlineData("double", "1,5", "\"1,5\"")]
    [InlineData("boolean", "true", "true")]
    [InlineData("string", "312", "\"312\"")]
    [InlineData("string", "2026-03-01T12:00:00Z", "\"2026-03-01T12:00:00Z\"")]
    [InlineData(null, "312", "\"312\"")]
    public async Task A_value_travels_as_its_field_s_type(string? type, string value, string json)
    {
        await using OrgHost org = await OrgHost.StartAsync($$"""[{"success":true,"id":"{{Sample.TaskId}}"}]""");
        Change change = Sample.Create("hs-call-1") with { Fields = new Dictionary<string, string?> { ["X"] = value } };

        await new TaskWriter(org.Client, type is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["X"] = type }).WriteAsync([change], Cancel);

        Assert.Contains($"\"X\":{json}}}", org.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_looked_up_among_deleted_tasks_too_and_a_living_one_goes_before()    // O5
    {
        await using OrgHost org = await OrgHost.StartAsync("""
            {"done":true,"records":[
              {"Id":"1","HubSpot_Activity_Id__c":"a","IsDeleted":true},{"Id":"2","HubSpot_Activity_Id__c":"a","IsDeleted":false},
              {"Id":"3","HubSpot_Activity_Id__c":"b","IsDeleted":false},{"Id":"4","HubSpot_Activity_Id__c":"b","IsDeleted":true},
              {"Id":"5","HubSpot_Activity_Id__c":"c","IsDeleted":true}]}
            """);

        IReadOnlyDictionary<string, WrittenRecord> found = await Writer(org).FindAsync([.. new[] { "a", "b", "c", "d" }.Select(key => new SoughtKey(key, "callMade", []))], Cancel);

        Assert.Equal([new("a", new("2", false)), new("b", new("3", false)), new("c", new("5", true))], found.OrderBy(pair => pair.Key));
        Assert.StartsWith($"{OrgHost.Root}/queryAll?q=", org.Requests[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_former_task_that_is_deleted_is_not_the_one_that_is_sought()    // O5
    {
        await using OrgHost org = await OrgHost.StartAsync("""
            {"done":true,"records":[
              {"Id":"1","HubSpot_Activity_Id__c":"a","IsDeleted":true},{"Id":"2","HubSpot_Activity_Id__c":"a","IsDeleted":true},
              {"Id":"3","HubSpot_Activity_Id__c":"b","IsDeleted":true},{"Id":"4","HubSpot_Activity_Id__c":"c","IsDeleted":false}]}
            """);

        IReadOnlyDictionary<string, WrittenRecord> found = await Writer(org).FindAsync(
            [new("a", "callMade", []) { Former = ["1"] }, new("b", "callMade", []) { Former = ["3"] }, new("c", "callMade", []) { Former = ["4"] }], Cancel);

        Assert.Equal([new("a", new("2", true)), new("c", new("4", false))], found.OrderBy(pair => pair.Key));
    }

    [Fact]
    public async Task Many_keys_of_full_length_fit_into_addresses_of_16_kilobytes()
    {
        await using OrgHost org = await OrgHost.StartAsync("""{"done":true,"records":[]}""");

        await Writer(org).FindAsync([.. Enumerable.Range(0, 400).Select(id => new SoughtKey(ActivityKey.OfSubmission($"{id}-{new string('x', 90)}"), "formSubmission", []))], Cancel);

        Assert.Equal(3, org.Requests.Length);
        Assert.All(org.Requests, request => Assert.InRange(request.Path.Length, 1, 16_000));
    }

    private static TaskWriter Writer(OrgHost org) => new(org.Client, new Dictionary<string, string>());
}
