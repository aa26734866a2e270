using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.NativeConnector;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.NativeConnector;

public sealed class ConnectorTests
{
    private const string Person = "003000000000001AAA";
    private const string ConnectorUser = "005sim000000002AAA";

    [Theory]
    [InlineData("calls", """{"hs_call_title":"Intro","hs_call_body":"<p>Hello</p><p>R&amp;D</p>"}""", "Call", "Intro", "Hello\nR&D", "Completed")]
    [InlineData("meetings", """{"hs_meeting_title":"Intro","hs_meeting_body":"Hello"}""", "Task", "Intro", "Hello", "Completed")]
    [InlineData("notes", """{"hs_note_body":"Hello<br>there"}""", "Task", "Note", "Hello\nthere", "Completed")]
    [InlineData("emails", """{"hs_email_subject":"Intro","hs_email_text":"Hello","hs_email_direction":"EMAIL","hs_email_status":"SENT"}""", "Email", "Intro", "Hello", "Completed")]
    [InlineData("tasks", """{"hs_task_subject":"Intro","hs_task_body":"Hello","hs_task_status":"WAITING"}""", "Task", "Intro", "Hello", "Waiting on someone else")]
    public async Task A_new_activity_becomes_a_task_of_the_connectors_user(string type, string properties, string subtype, string subject, string description, string status)
    {
        await using HubSpotSide side = await StartLinkedAsync();
        Insert(side, type, 7001, properties);

        ConnectorRound round = side.Host.RunNativeConnector();

        JsonObject task = Assert.Single(Tasks(side));
        Assert.Equal(new ConnectorRound(1, 0, 0, 0, 0), round);
        Assert.Equal((ConnectorUser, ConnectorUser, Person), (Text(task, "CreatedById"), Text(task, "OwnerId"), Text(task, "WhoId")));
        Assert.Equal((subtype, subject, description, status), (Text(task, "TaskSubtype"), Text(task, "Subject"), Text(task, "Description"), Text(task, "Status")));
        Assert.Equal("2026-11-20", Text(task, "ActivityDate"));
        Assert.Equal(["salesforce create Task", "hubspot update contacts"], Log(side));
    }

    [Theory]
    [InlineData("tasks", """{"hs_engagement_source":"SALESFORCE"}""")]
    [InlineData("tasks", """{"hs_object_source":"SALESFORCE"}""")]
    [InlineData("emails", """{"hs_email_direction":"INCOMING_EMAIL"}""")]
    [InlineData("emails", """{"hs_email_direction":"EMAIL","hs_email_status":"BOUNCED"}""")]
    public async Task What_came_from_Salesforce_or_was_not_sent_stays_where_it_is(string type, string properties)
    {
        await using HubSpotSide side = await StartLinkedAsync();
        Insert(side, type, 7001, properties);

        Assert.Equal(new ConnectorRound(0, 0, 0, 0, 0), side.Host.RunNativeConnector());
        Assert.Empty(Tasks(side));
    }

    // O1: whoever made it, a product that writes tasks by key too
    [Theory]
    [InlineData("Task", "tasks", "hs_task_subject")]
    [InlineData("Email", "tasks", "hs_task_subject")]
    [InlineData("Call", "calls", "hs_call_title")]
    public async Task A_task_that_anybody_else_made_becomes_an_activity_that_says_where_it_came_from(string subtype, string type, string title)
    {
        await using HubSpotSide side = await StartLinkedAsync();
        InsertTask(side, new JsonObject { ["Subject"] = "Call back", ["Description"] = "a < b\nc", ["Status"] = "In Progress", ["ActivityDate"] = "2026-11-25", ["TaskSubtype"] = subtype, ["OwnerId"] = side.Host.Org.IntegrationUserId });

        ConnectorRound round = side.Host.RunNativeConnector();

        JsonObject activity = Assert.Single(side.Portal.Records(type));
        JsonNode properties = activity["properties"]!;
        Assert.Equal(new ConnectorRound(0, 0, 1, 0, 0), round);
        Assert.Equal(("SALESFORCE", "SALESFORCE"), ((string?)properties["hs_engagement_source"], (string?)properties["hs_object_source"]));
        Assert.Equal(("Call back", "2026-11-25T00:00:00.000Z"), ((string?)properties[title], (string?)properties["hs_timestamp"]));
        Assert.Equal("101", Assert.Single(activity["associations"]!["contacts"]!.AsArray())!.ToString());
        Assert.Equal("2026-11-21T10:00:00.000Z", (string?)side.Portal.Records("contacts")[0]["properties"]!["salesforcelastsynctime"]);
        Assert.Equal([$"hubspot create {type}", "hubspot update contacts"], Log(side));
    }

    [Fact]
    public async Task Its_own_rows_are_no_news_to_it()
    {
        await using HubSpotSide side = await StartLinkedAsync();
        Insert(side, "calls", 7001, """{"hs_call_title":"Intro","hs_call_body":"<b>a &lt; b</b>"}""");
        InsertTask(side, new JsonObject { ["Subject"] = "Call back", ["Description"] = " a < b\r\nc " });
        side.Host.RunNativeConnector();

        ConnectorRound[] rounds = [side.Host.RunNativeConnector(), side.Host.RunNativeConnector()];

        Assert.All(rounds, round => Assert.Equal(new ConnectorRound(0, 0, 0, 0, 0), round));
        Assert.Equal((2, 1, 1), (Tasks(side).Length, side.Portal.Records("calls").Count, side.Portal.Records("tasks").Count));
    }

    [Fact]
    public async Task An_edit_travels_to_the_other_side_with_the_fields_that_changed_and_does_not_come_back()
    {
        await using HubSpotSide side = await StartLinkedAsync();
        Insert(side, "tasks", 7001, """{"hs_task_subject":"From HubSpot","hs_task_status":"NOT_STARTED"}""");
        string made = InsertTask(side, new JsonObject { ["Subject"] = "From Salesforce" });
        side.Host.RunNativeConnector();
        string twin = Text(Tasks(side).Single(task => Text(task, "CreatedById") == ConnectorUser), "Id")!;

        // One pair changes on both sides at once, in different fields.
        await side.SendAsync(HttpMethod.Patch, $"{Objects}/tasks/7001", """{"properties":{"hs_task_status":"COMPLETED"}}""");
        await PatchTaskAsync(side, twin, """{"Subject":"Renamed"}""");
        await PatchTaskAsync(side, made, """{"ActivityDate":"2026-12-01"}""");
        int before = Log(side).Length;
        ConnectorRound round = side.Host.RunNativeConnector();
        ConnectorRound quiet = side.Host.RunNativeConnector();

        WriteLogEntry[] writes = [.. side.Host.Log.Snapshot()[before..].Where(entry => entry.Type != "contacts")];
        Assert.Equal((new ConnectorRound(0, 1, 0, 2, 0), new ConnectorRound(0, 0, 0, 0, 0)), (round, quiet));
        Assert.Equal(
            ["""salesforce Task {"Status":"Completed"}""", """hubspot tasks {"hs_timestamp":"2026-12-01T00:00:00.000Z"}""", """hubspot tasks {"hs_task_subject":"Renamed"}"""],
            writes.Select(entry => $"{entry.System} {entry.Type} {entry.Fields!.ToJsonString()}"));
    }

    [Fact]
    public async Task What_was_there_when_it_was_switched_on_comes_over_when_it_changes()
    {
        using PortalFolder folder = new();
        folder.Write("hubspot/contacts.jsonl", $$"""{"id":"101","properties":{"salesforcecontactid":"{{Person}}"} }""");
        folder.Write("hubspot/calls.jsonl", """{"id":"7001","properties":{"hs_call_title":"Old"},"associations":{"contacts":["101"]}}""");
        folder.Write("salesforce/contacts.jsonl", $$"""{"Id":"{{Person}}","LastName":"Lee"}""");
        folder.Write("salesforce/tasks.jsonl", $$"""{"Id":"00T000000000001EAA","Subject":"Old","WhoId":"{{Person}}"}""");
        await using HubSpotSide side = await StartAsync(options => options with { NativeConnector = true, PortalFolder = folder.Path });

        ConnectorRound still = side.Host.RunNativeConnector();
        await side.SendAsync(HttpMethod.Patch, $"{Objects}/calls/7001", """{"properties":{"hs_call_title":"New"}}""");
        await PatchTaskAsync(side, "00T000000000001EAA", """{"Subject":"New"}""");
        ConnectorRound moved = side.Host.RunNativeConnector();

        Assert.Equal(new ConnectorRound(0, 0, 0, 0, 0), still);
        Assert.Equal(new ConnectorRound(1, 0, 1, 0, 0), moved);
    }

    [Fact]
    public async Task An_activity_waits_until_its_contact_is_linked()
    {
        await using HubSpotSide side = await StartLinkedAsync();
        side.Insert("contacts", """{"id":"102","properties":{}}""");
        side.Insert("calls", """{"id":"7001","properties":{"hs_call_title":"Intro"},"associations":{"contacts":["102"]}}""");

        ConnectorRound before = side.Host.RunNativeConnector();
        side.Insert("contacts", $$"""{"id":"102","properties":{"salesforcecontactid":"{{Person[..15]}}"} }""");
        ConnectorRound after = side.Host.RunNativeConnector();

        Assert.Equal((0, 1), (before.TasksCreated, after.TasksCreated));
    }

    [Fact]
    public async Task What_the_org_refuses_is_counted_and_tried_again_when_it_changes()
    {
        await using HubSpotSide side = await StartLinkedAsync();
        side.Host.Org.Require("Task", "Type");
        Insert(side, "calls", 7001, """{"hs_call_title":"Intro"}""");

        ConnectorRound[] rounds = [side.Host.RunNativeConnector(), side.Host.RunNativeConnector()];
        side.Host.Org.RequireNothing();
        await side.SendAsync(HttpMethod.Patch, $"{Objects}/calls/7001", """{"properties":{"hs_call_title":"Again"}}""");

        Assert.Equal([1, 0], rounds.Select(round => round.Refused));
        Assert.Equal(1, side.Host.RunNativeConnector().TasksCreated);
    }

    [Fact]
    public async Task Rounds_are_asked_for_over_the_control_interface()
    {
        await using HubSpotSide side = await StartLinkedAsync();
        Insert(side, "calls", 7001, """{"hs_call_title":"Intro"}""");

        Answer answer = await side.PostAsync("/_sim/native-connector/run", "");

        Assert.Equal("""{"tasksCreated":1,"tasksUpdated":0,"activitiesCreated":0,"activitiesUpdated":0,"refused":0}""", answer.Text);
    }

    [Fact]
    public async Task Without_the_switch_there_is_neither_a_round_nor_its_user()
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.PostAsync("/_sim/native-connector/run", "");

        Assert.Equal(400, answer.Status);
        Assert.Contains("--native-connector", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(side.Host.Org.Records("User"), user => Text(user, "Id") == ConnectorUser);
    }

    private static async Task<HubSpotSide> StartLinkedAsync()
    {
        HubSpotSide side = await StartAsync(options => options with { NativeConnector = true });
        side.Host.Org.Insert("Contact", new JsonObject { ["Id"] = Person, ["LastName"] = "Lee" });
        side.Insert("contacts", $$"""{"id":"101","properties":{"salesforcecontactid":"{{Person}}"} }""");
        return side;
    }

    private static void Insert(HubSpotSide side, string type, int id, string properties)
    {
        JsonObject values = JsonNode.Parse(properties)!.AsObject();
        values["hs_timestamp"] = "2026-11-20T09:00:00.000Z";
        side.Portal.Insert(type, new JsonObject { ["id"] = $"{id}", ["properties"] = values, ["associations"] = new JsonObject { ["contacts"] = new JsonArray("101") } });
    }

    private static string InsertTask(HubSpotSide side, JsonObject task)
    {
        task["WhoId"] = Person;
        side.Host.Org.Insert("Task", task);
        return Text(Tasks(side)[^1], "Id")!;
    }

    private static async Task PatchTaskAsync(HubSpotSide side, string id, string fields)
    {
        using HttpRequestMessage request = new(HttpMethod.Patch, new Uri(side.Host.SalesforceUrl, $"/services/data/v67.0/sobjects/Task/{id}"));
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", side.Host.Org.AccessToken);
        request.Content = new StringContent(fields, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await side.Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static JsonObject[] Tasks(HubSpotSide side) => [.. side.Host.Org.Records("Task")];

    private static string[] Log(HubSpotSide side) => [.. side.Host.Log.Snapshot().Select(entry => $"{entry.System} {entry.Action} {entry.Type}")];

    private static string? Text(JsonObject record, string field) => (string?)record[field];
}
