using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>Reports about activities (checklist: type list, minimal create, unknown column, runs, truncation, hourly caps).</summary>
public sealed class ReportTests
{
    private const string Reports = $"{Root}/analytics/reports";
    private const string Minimal = """{"reportMetadata":{"name":"Opens","reportType":{"type":"ContactActivity"}}}""";

    [Fact]
    public async Task Types_are_listed_and_described_with_the_custom_fields_that_the_user_sees()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        await host.CreateFieldAsync("Hidden__c", "Text");

        Reply list = await host.GetAsync($"{Root}/analytics/reportTypes");
        JsonObject contacts = await ColumnsAsync(host, "ContactActivity");
        JsonObject leads = await ColumnsAsync(host, "LeadActivity");

        Assert.Equal(["Activity", "ContactActivity", "LeadActivity"], list.Json[0]!["reportTypes"]!.AsArray().Select(type => (string?)type!["type"]));
        Assert.True(contacts.ContainsKey("ACCOUNT.NAME") && leads.ContainsKey("COMPANY") && !contacts.ContainsKey("COMPANY"));
        Assert.True(leads.ContainsKey($"Activity.{Key}") && !leads.ContainsKey("Activity.Hidden__c"));
        Assert.Equal("date", (string?)leads["DUE_DATE"]!["dataType"]);
        Assert.Equal(404, (await host.GetAsync($"{Root}/analytics/reportTypes/Nonsense")).Status);
    }

    [Fact]
    public async Task A_name_and_a_type_make_a_report_that_queries_find_and_that_can_be_changed_copied_and_deleted()
    {
        await using SalesforceHost host = await StartAsync();

        Reply made = await host.PostAsync(Reports, Minimal);
        string id = (string)made.Json["reportMetadata"]!["id"]!;
        Reply renamed = await host.PatchAsync($"{Reports}/{id}", """{"reportMetadata":{"name":"Clicks"}}""");
        Reply copy = await host.PostAsync($"{Reports}?cloneId={id}", """{"reportMetadata":{"name":"Copy"}}""");
        Reply found = await host.QueryAsync("SELECT Name FROM Report ORDER BY Name");
        Reply deleted = await host.DeleteAsync($"{Reports}/{id}");

        Assert.StartsWith("00O", id, StringComparison.Ordinal);
        Assert.Equal("TABULAR", (string?)made.Json["reportMetadata"]!["reportFormat"]);
        Assert.Equal(("Clicks", "ContactActivity"), ((string?)renamed.Json["reportMetadata"]!["name"], (string?)copy.Json["reportMetadata"]!["reportType"]!["type"]));
        Assert.Equal(["Clicks", "Copy"], found.Column("Name"));
        Assert.Equal((204, 404), (deleted.Status, (await host.GetAsync($"{Reports}/{id}/describe")).Status));
        Assert.Equal(["create", "update", "create", "delete"], host.Log.Snapshot().Select(entry => entry.Action));
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "BAD_REQUEST")]
    [InlineData("""{"reportType":{"type":"LeadActivity"}}""", "BAD_REQUEST")]
    [InlineData("""{"name":"x","reportType":{"type":"Nonsense"}}""", "BAD_REQUEST")]
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"detailColumns":["SUBJECT","Subject"]}""", "BAD_REQUEST")]    // no sObject names
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"detailColumns":["ACCOUNT.NAME"]}""", "BAD_REQUEST")]    // a contact's column
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"reportFilters":[{"column":"NONE","operator":"equals","value":""}]}""", "BAD_REQUEST")]
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"reportFilters":[{"column":"SUBJECT","operator":"is","value":""}]}""", "BAD_REQUEST")]
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"reportFilters":"all"}""", "BAD_REQUEST")]
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"reportBooleanFilter":"1 AND 2"}""", "BAD_REQUEST")]
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"reportFormat":"SUMMARY"}""", "BAD_REQUEST")]    // without a grouping
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"groupingsDown":[{"name":"ASSIGNED"}]}""", "BAD_REQUEST")]    // a tabular one
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"standardDateFilter":{"column":"SUBJECT"}}""", "BAD_REQUEST")]
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"standardFilters":[{"name":"weather","value":"fine"}]}""", "BAD_REQUEST")]
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"color":"red"}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"name":"x","reportType":{"type":"LeadActivity"},"folderId":"00l000000000001AAA"}""", "NOT_FOUND")]
    public async Task A_report_that_makes_no_sense_is_not_made(string metadata, string code)
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal(code, (await host.PostAsync(Reports, $$"""{"reportMetadata":{{metadata}} }""")).ErrorCode);
        Assert.Empty((await host.GetAsync(Reports)).Json.AsArray());
    }

    [Fact]
    public async Task A_run_shows_the_activities_of_its_people_that_meet_its_filters_by_group()
    {
        await using SalesforceHost host = await WithActivitiesAsync();

        JsonNode run = (await host.PostAsync($"{Reports}/query?includeDetails=true", """
            {"reportMetadata":{"name":"x","reportType":{"type":"ContactActivity"},"reportFormat":"SUMMARY","detailColumns":["SUBJECT","LAST_NAME"],
             "groupingsDown":[{"name":"DUE_DATE","dateGranularity":"Month"}],
             "reportFilters":[{"column":"SUBJECT","operator":"startsWith","value":"opened"},{"column":"SUBJECT","operator":"equals","value":"Clicked"},
                              {"column":"STATUS","operator":"notEqual","value":"Deferred"}],
             "reportBooleanFilter":"(1 OR 2) AND 3",
             "standardDateFilter":{"column":"DUE_DATE","durationValue":"CUSTOM","startDate":"2026-10-01","endDate":"2026-11-30"}}}
            """)).Json;

        Assert.True((bool)run["allData"]!);
        Assert.Equal(["2026-10", "2026-11"], run["groupingsDown"]!["groupings"]!.AsArray().Select(group => (string?)group!["label"]));
        Assert.Equal((1, 2, 3), (Count(run, "0!T"), Count(run, "1!T"), Count(run, "T!T")));
        Assert.Equal(
            ["Clicked Lee", "Opened b Lee"],
            run["factMap"]!["1!T"]!["rows"]!.AsArray().Select(row => $"{row!["dataCells"]![0]!["label"]} {row["dataCells"]![1]!["label"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ContactActivity", "", 6)]
    [InlineData("LeadActivity", "", 1)]
    [InlineData("Activity", "", 8)]
    [InlineData("Activity", ",\"standardFilters\":[{\"name\":\"closed\",\"value\":\"open\"}]", 7)]
    [InlineData("Activity", ",\"standardFilters\":[{\"name\":\"type\",\"value\":\"e\"}]", 1)]
    [InlineData("Activity", ",\"reportFilters\":[{\"column\":\"WHAT_NAME\",\"operator\":\"notEqual\",\"value\":\"\"}]", 1)]
    public async Task A_type_shows_its_own_activities(string type, string rest, int count)
    {
        await using SalesforceHost host = await WithActivitiesAsync();

        Reply run = await host.PostAsync($"{Reports}/query", $$"""{"reportMetadata":{"name":"x","reportType":{"type":"{{type}}"}{{rest}} } }""");

        Assert.Equal(count, Count(run.Json, "T!T"));
        Assert.Null(run.Json["factMap"]!["T!T"]!["rows"]);    // details come when they are asked for
    }

    [Fact]
    public async Task Archived_activities_are_missing_unless_the_org_shows_them()
    {
        await using SalesforceHost host = await StartAsync();
        host.Insert("Task", """{"Subject": "old", "Status": "Completed", "ActivityDate": "2024-01-01"}""");
        const string All = """{"reportMetadata":{"name":"x","reportType":{"type":"Activity"}}}""";

        int without = Count((await host.PostAsync($"{Reports}/query", All)).Json, "T!T");
        await host.SendAsync(HttpMethod.Put, "/_sim/reports", """{"archived":true}""");

        Assert.Equal((0, 1), (without, Count((await host.PostAsync($"{Reports}/query", All)).Json, "T!T")));
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public async Task The_first_2000_rows_come_and_allData_says_whether_there_are_more(int tasks, bool all)
    {
        await using SalesforceHost host = await StartAsync();
        for (int number = 0; number < tasks; number++)
        {
            host.Org.Insert("Task", new JsonObject { ["Subject"] = $"{number}" });
        }

        JsonNode run = (await host.PostAsync($"{Reports}/query?includeDetails=true", """{"reportMetadata":{"name":"x","reportType":{"type":"Activity"}}}""")).Json;

        Assert.Equal((all, 2_000), ((bool)run["allData"]!, run["factMap"]!["T!T"]!["rows"]!.AsArray().Count));
    }

    [Fact]
    public async Task An_hour_takes_so_many_runs_and_then_none()
    {
        await using SalesforceHost host = await StartAsync();
        await host.SendAsync(HttpMethod.Put, "/_sim/reports", """{"syncRuns":1}""");
        string id = (string)(await host.PostAsync(Reports, Minimal)).Json["reportMetadata"]!["id"]!;

        int first = (await host.GetAsync($"{Reports}/{id}")).Status;
        Reply second = await host.GetAsync($"{Reports}/{id}");
        host.Clock.Set(StoppedTime.Now.AddHours(1));

        Assert.Equal((200, 403, "FORBIDDEN", 200), (first, second.Status, second.ErrorCode, (await host.GetAsync($"{Reports}/{id}")).Status));
    }

    [Fact]
    public async Task A_run_that_waits_is_asked_for_until_it_is_done()
    {
        await using SalesforceHost host = await WithActivitiesAsync();
        string id = (string)(await host.PostAsync(Reports, Minimal)).Json["reportMetadata"]!["id"]!;

        Reply started = await host.PostAsync($"{Reports}/{id}/instances", "{}");
        string path = (string)started.Json["url"]!;
        Reply first = await host.GetAsync(path);
        Reply second = await host.GetAsync(path);

        Assert.Equal(
            ("New", "Running", "Success", 6),
            ((string?)started.Json["status"], (string?)first.Json["attributes"]!["status"], (string?)second.Json["attributes"]!["status"], Count(second.Json, "T!T")));
    }

    [Fact]
    public async Task A_folder_holds_reports_and_is_deleted_when_it_is_empty()
    {
        await using SalesforceHost host = await StartAsync();
        Reply folder = await host.PostAsync($"{Root}/folders", """{"label":"HubSpot activities","name":"HubSpot","type":"report"}""");
        string id = (string)folder.Json["id"]!;
        Reply again = await host.PostAsync($"{Root}/folders", """{"label":"Other","name":"HubSpot","type":"report"}""");
        Reply report = await host.PostAsync(Reports, $$"""{"reportMetadata":{"name":"x","reportType":{"type":"Activity"},"folderId":"{{id}}"} }""");

        Reply full = await host.DeleteAsync($"{Root}/folders/{id}");
        await host.DeleteAsync($"{Reports}/{report.Json["reportMetadata"]!["id"]}");

        Assert.StartsWith("00l", id, StringComparison.Ordinal);
        Assert.Equal((201, 400, 400), (folder.Status, again.Status, full.Status));
        Assert.Equal("HubSpot", (string?)(await host.GetAsync($"{Root}/folders")).Json["folders"]![0]!["name"]);
        Assert.Equal(204, (await host.DeleteAsync($"{Root}/folders/{id}")).Status);
    }

    private static async Task<JsonObject> ColumnsAsync(SalesforceHost host, string type)
        => (await host.GetAsync($"{Root}/analytics/reportTypes/{type}")).Json["reportTypeMetadata"]!["categories"]![0]!["columns"]!.AsObject();

    private static int Count(JsonNode run, string fact) => (int)run["factMap"]![fact]!["aggregates"]![0]!["value"]!;

    // Six activities of a contact, one of a lead, one of nobody: seven tasks, one of them closed, and an event.
    private static async Task<SalesforceHost> WithActivitiesAsync()
    {
        SalesforceHost host = await StartAsync();
        string account = host.Insert("Account", """{"Name": "Acme"}""");
        string contact = host.Insert("Contact", """{"LastName": "Lee"}""");
        string lead = host.Insert("Lead", """{"LastName": "Kim", "Company": "Kim AG"}""");
        host.Insert("Task", $$"""{"Subject": "Opened a", "WhoId": "{{contact}}", "ActivityDate": "2026-10-05"}""");
        host.Insert("Task", $$"""{"Subject": "Opened b", "WhoId": "{{contact}}", "ActivityDate": "2026-11-05"}""");
        host.Insert("Task", $$"""{"Subject": "Clicked", "WhoId": "{{contact}}", "ActivityDate": "2026-11-06", "Status": "Completed"}""");
        host.Insert("Task", $$"""{"Subject": "Opened c", "WhoId": "{{contact}}", "ActivityDate": "2026-11-07", "Status": "Deferred"}""");
        host.Insert("Task", $$"""{"Subject": "Opened d", "WhoId": "{{contact}}", "ActivityDate": "2026-09-30"}""");
        host.Insert("Task", $$"""{"Subject": "Opened e", "WhoId": "{{lead}}", "ActivityDate": "2026-11-05"}""");
        host.Insert("Task", $$"""{"Subject": "Nobody's", "WhatId": "{{account}}", "ActivityDate": "2026-11-05"}""");
        host.Insert("Event", $$"""{"Subject": "Met", "WhoId": "{{contact}}", "StartDateTime": "2026-11-05T09:00:00Z", "DurationInMinutes": 30}""");
        return host;
    }
}
