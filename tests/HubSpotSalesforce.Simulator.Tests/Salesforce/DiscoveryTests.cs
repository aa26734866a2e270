using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task The_versions_in_service_are_told_without_a_token()
    {
        await using SalesforceHost host = await StartAsync();
        host.Client.DefaultRequestHeaders.Authorization = null;

        Reply reply = await host.GetAsync("/services/data");

        JsonArray versions = reply.Json.AsArray();
        Assert.Equal("""{"label":"Summer \u002714","url":"/services/data/v31.0","version":"31.0"}""", versions[0]!.ToJsonString());
        Assert.Equal("""{"label":"Spring \u002726","url":"/services/data/v66.0","version":"66.0"}""", versions[^2]!.ToJsonString());
        Assert.Equal("""{"label":"Summer \u002726","url":"/services/data/v67.0","version":"67.0"}""", versions[^1]!.ToJsonString());
    }

    [Theory]
    [InlineData("v67.0", 200)]
    [InlineData("v31.0", 200)]
    [InlineData("v30.0", 410)]    // switched off
    [InlineData("v68.0", 404)]
    [InlineData("v67.1", 404)]
    [InlineData("67.0", 404)]
    public async Task A_retired_version_is_gone_and_an_unknown_one_not_found(string version, int status)
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal(status, (await host.GetAsync($"/services/data/{version}/limits")).Status);
    }

    [Fact]
    public async Task A_version_lists_its_resources()
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal($"{Root}/query", (string?)(await host.GetAsync(Root)).Json["query"]);
        Assert.Equal($"{Root}/query", (string?)(await host.GetAsync(Root + "/")).Json["query"]);
    }

    [Fact]
    public async Task The_list_of_types_names_task_and_not_the_types_of_the_tooling_api()
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.GetAsync($"{Root}/sobjects");

        Assert.Equal(200, (int)reply.Json["maxBatchSize"]!);
        string[] names = [.. reply.Json["sobjects"]!.AsArray().Select(type => (string)type!["name"]!)];
        Assert.Contains("Task", names);
        Assert.DoesNotContain("CustomField", names);
    }

    [Theory]
    [InlineData("Subject", "combobox", 255, true, true, true)]
    [InlineData("Description", "textarea", 32_000, true, true, false)]
    [InlineData("Status", "picklist", 255, true, true, true)]
    [InlineData("IsClosed", "boolean", 0, false, false, true)]
    [InlineData("Priority", "picklist", 20, true, true, true)]
    [InlineData("IsHighPriority", "boolean", 0, false, false, true)]
    [InlineData("ActivityDate", "date", 0, true, true, true)]
    [InlineData("TaskSubtype", "picklist", 40, true, false, true)]
    [InlineData("Type", "picklist", 40, true, true, true)]
    [InlineData("WhoId", "reference", 18, true, true, true)]
    [InlineData("WhatId", "reference", 18, true, true, true)]
    [InlineData("AccountId", "reference", 18, false, false, true)]
    [InlineData("OwnerId", "reference", 18, true, true, true)]
    [InlineData("CallDurationInSeconds", "int", 0, true, true, true)]
    [InlineData("CallType", "picklist", 40, true, true, true)]
    [InlineData("CallDisposition", "string", 255, true, true, true)]
    [InlineData("CallObject", "string", 255, true, true, true)]
    [InlineData("CompletedDateTime", "datetime", 0, false, false, true)]
    [InlineData("IsReminderSet", "boolean", 0, true, true, true)]
    [InlineData("ReminderDateTime", "datetime", 0, true, true, true)]
    [InlineData("IsRecurrence", "boolean", 0, true, false, true)]
    [InlineData("RecurrenceActivityId", "reference", 18, false, false, true)]
    [InlineData("IsArchived", "boolean", 0, false, false, true)]
    [InlineData("IsDeleted", "boolean", 0, false, false, true)]
    [InlineData("CreatedDate", "datetime", 0, false, false, true)]
    [InlineData("SystemModstamp", "datetime", 0, false, false, true)]
    public async Task Describe_tells_type_and_rights_of_each_field_of_task(
        string name, string type, int length, bool createable, bool updateable, bool filterable)
    {
        await using SalesforceHost host = await StartAsync();

        JsonNode field = await FieldAsync(host, "Task", name);

        Assert.Equal(
            (type, length, createable, updateable, filterable, filterable),
            ((string?)field["type"], (int)field["length"]!, (bool)field["createable"]!, (bool)field["updateable"]!, (bool)field["filterable"]!, (bool)field["sortable"]!));
    }

    [Theory]
    [InlineData("Type", false, "Call,Email,Meeting,To Do,Other,Web Form", null)]
    [InlineData("Status", false, "Not Started,In Progress,Completed,Waiting on someone else,Deferred", "Not Started")]
    [InlineData("Priority", false, "High,Normal,Low", "Normal")]
    [InlineData("CallType", true, "Internal,Inbound,Outbound", null)]
    [InlineData("TaskSubtype", true, "Task,Email,ListEmail,Cadence,Call,LinkedIn", "Task")]
    public async Task Describe_tells_the_values_of_a_picklist_and_whether_they_bind(string name, bool restricted, string values, string? byDefault)
    {
        await using SalesforceHost host = await StartAsync();

        JsonNode field = await FieldAsync(host, "Task", name);

        JsonArray list = field["picklistValues"]!.AsArray();
        Assert.Equal(restricted, (bool)field["restrictedPicklist"]!);
        Assert.Equal(values, string.Join(",", list.Select(value => (string?)value!["value"])));
        Assert.Equal(byDefault, (string?)list.SingleOrDefault(value => (bool)value!["defaultValue"]!)?["value"]);
    }

    [Fact]
    public async Task Describe_tells_where_a_reference_points()
    {
        await using SalesforceHost host = await StartAsync();

        JsonNode who = await FieldAsync(host, "Task", "WhoId");

        Assert.Equal("""["Contact","Lead"]""", who["referenceTo"]!.ToJsonString());
        Assert.Equal("Who", (string?)who["relationshipName"]);
        Assert.True((bool)who["namePointing"]!);
    }

    [Fact]
    public async Task Describe_of_an_unknown_type_is_not_found()
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal("NOT_FOUND", (await host.GetAsync($"{Root}/sobjects/Tsk/describe")).ErrorCode);
    }

    [Fact]
    public async Task Describe_is_not_modified_since_no_field_was_made()
    {
        await using SalesforceHost host = await StartAsync();
        string since = StoppedTime.Now.AddDays(-1).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

        Reply before = await host.SendAsync(HttpMethod.Get, $"{Root}/sobjects/Task/describe", null, "If-Modified-Since", since);
        await host.CreateFieldAsync("Extra__c", "Text");
        Reply after = await host.SendAsync(HttpMethod.Get, $"{Root}/sobjects/Task/describe", null, "If-Modified-Since", since);

        Assert.Equal((304, 200), (before.Status, after.Status));
    }

    [Fact]
    public async Task Each_data_request_counts_and_says_how_many_were_used()
    {
        await using SalesforceHost host = await StartAsync();
        host.Org.DailyRequests = 115_000;
        await host.GetAsync("/services/data");    // free

        await host.GetAsync($"{Root}/sobjects");
        Reply reply = await host.GetAsync($"{Root}/limits/");

        Assert.Equal("api-usage=2/115000", reply.Headers.GetValues("Sforce-Limit-Info").Single());
        Assert.Equal("""{"Max":115000,"Remaining":114998}""", reply.Json["DailyApiRequests"]!.ToJsonString());
    }

    [Fact]
    public async Task The_daily_allowance_rolls_over_24_hours()
    {
        await using SalesforceHost host = await StartAsync();
        host.Org.DailyRequests = 1;
        await host.GetAsync($"{Root}/sobjects");

        Reply refused = await host.GetAsync($"{Root}/sobjects");
        host.Clock.Set(StoppedTime.Now.AddDays(1));
        Reply taken = await host.GetAsync($"{Root}/sobjects");

        Assert.Equal((403, "REQUEST_LIMIT_EXCEEDED"), (refused.Status, refused.ErrorCode));
        Assert.Equal("TotalRequests Limit exceeded.", (string?)refused.Json[0]!["message"]);
        Assert.False(refused.Headers.Contains("Retry-After"));
        Assert.Equal(200, taken.Status);
    }

    [Theory]
    [InlineData("PUT", "/sobjects/Task", 405)]
    [InlineData("GET", "/nonsense", 404)]
    [InlineData("GET", "/sobjects/Nonsense/00TSm0000000001MAA", 404)]
    public async Task What_is_not_there_is_not_found_and_what_is_not_done_not_allowed(string method, string path, int status)
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal(status, (await host.SendAsync(new HttpMethod(method), Root + path, "{}")).Status);
    }

    [Fact]
    public async Task Calls_are_counted_by_template()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        await host.UpsertAsync("\"HubSpot_Activity_Id__c\": \"hs-1\"");
        await host.GetAsync($"{Root}/sobjects/task/describe");
        await host.GetAsync($"{Root}/sobjects/Nonsense/describe");

        SortedDictionary<string, int> counts = host.Calls.Snapshot();

        Assert.Equal(1, counts["PATCH /composite/sobjects/Task/{field}"]);
        Assert.Equal(1, counts["GET /sobjects/Task/describe"]);
        Assert.Equal(1, counts["GET /sobjects/{type}/describe"]);
        Assert.Equal(2, counts["POST /sobjects/FieldPermissions"]);
    }

    [Theory]
    [InlineData(16_384, 400)]    // taken, and no SOQL
    [InlineData(16_385, 414)]
    public async Task An_address_of_more_than_16384_bytes_is_too_long(int length, int status)
    {
        await using SalesforceHost host = await StartAsync();
        string start = $"{Root}/query?q=";

        Assert.Equal(status, (await host.GetAsync(start + new string('x', length - start.Length))).Status);
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("{\"Subject\": \"a\", \"Subject\": \"b\"}", "application/json", 400)]
    [InlineData("Subject=a", "application/x-www-form-urlencoded", 415)]
    [InlineData("", "application/json", 400)]
    public async Task A_body_that_is_not_json_is_refused(string body, string type, int status)
    {
        await using SalesforceHost host = await StartAsync();
        using StringContent content = new(body, new MediaTypeHeaderValue(type));

        using HttpResponseMessage response = await host.Client.PostAsync($"{Root}/sobjects/Task", content);

        Assert.Equal(status, (int)response.StatusCode);
    }

    private static async Task<JsonNode> FieldAsync(SalesforceHost host, string type, string name)
        => (await host.GetAsync($"{Root}/sobjects/{type}/describe")).Json["fields"]!.AsArray().Single(field => (string?)field!["name"] == name)!;
}
