using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class ReplicationTests
{
    [Fact]
    public async Task Updated_and_deleted_tell_ids_by_whole_minutes()
    {
        await using SalesforceHost host = await StartAsync();
        string changed = await host.CreateAsync("Task", "{}");
        string deleted = await host.CreateAsync("Task", "{}");
        host.Clock.Set(StoppedTime.Now.AddSeconds(90));
        await host.DeleteAsync($"{Root}/sobjects/Task/{deleted}");
        host.Clock.Set(StoppedTime.Now.AddMinutes(5).AddSeconds(30));
        const string Window = "start=2026-11-21T10:00:59Z&end=2026-11-21T10:10:00Z";    // the seconds do not count

        Reply updated = await host.GetAsync($"{Root}/sobjects/Task/updated/?{Window}");
        Reply gone = await host.GetAsync($"{Root}/sobjects/Task/deleted/?{Window}");

        AssertJson($$"""{"ids": ["{{changed}}"], "latestDateCovered": "2026-11-21T10:05:00.000+0000"}""", updated);
        AssertJson(
            $$"""
            {"deletedRecords": [{"id": "{{deleted}}", "deletedDate": "2026-11-21T10:01:30.000+0000"}],
             "earliestDateAvailable": "2026-11-06T10:05:00.000+0000", "latestDateCovered": "2026-11-21T10:05:00.000+0000"}
            """,
            gone);
    }

    [Theory]
    [InlineData("updated", "2026-10-22T10:00:00Z", "2026-11-21T10:00:00Z", 200)]    // 30 days
    [InlineData("updated", "2026-10-22T09:59:00Z", "2026-11-21T10:00:00Z", 400)]
    [InlineData("deleted", "2026-11-06T10:00:00Z", "2026-11-21T10:00:00Z", 200)]    // 15 days
    [InlineData("deleted", "2026-11-06T09:59:00Z", "2026-11-21T10:00:00Z", 400)]
    [InlineData("updated", "2026-11-21T09:00:10Z", "2026-11-21T09:00:50Z", 400)]    // one minute
    [InlineData("updated", "yesterday", "2026-11-21T09:00:50Z", 400)]
    public async Task They_reach_back_30_and_15_days(string resource, string start, string end, int status)
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.GetAsync($"{Root}/sobjects/Task/{resource}?start={start}&end={end}");

        Assert.Equal(status, reply.Status);
        Assert.Equal(status == 200 ? null : "INVALID_REPLICATION_DATE", status == 200 ? null : reply.ErrorCode);
    }

    [Fact]
    public async Task A_converted_lead_hands_its_activities_to_the_contact_and_stamps_them()
    {
        await using SalesforceHost host = await StartAsync();
        string lead = host.Insert("Lead", """{"FirstName": "Dana", "LastName": "Doe", "Company": "Acme", "Email": "dana@example.com"}""");
        string owner = host.Insert("User", """{"Username": "anna@example.com", "Email": "anna@example.com", "IsActive": true}""");
        string open = await host.CreateAsync("Task", $$"""{"WhoId": "{{lead}}"}""");
        string closed = await host.CreateAsync("Task", $$"""{"WhoId": "{{lead}}", "Status": "Completed"}""");
        int logged = host.Log.Snapshot().Length;
        host.Clock.Set(StoppedTime.Now.AddHours(1));

        Reply reply = await host.PostAsync("/_sim/convert-lead", $$"""{"leadId": "{{lead}}", "newOwnerId": "{{owner}}"}""");

        string contact = (string)reply.Json["contactId"]!;
        JsonNode row = host.Org.Records("Lead").Single();
        Assert.True((bool)row["IsConverted"]!);
        Assert.Equal(contact, (string?)row["ConvertedContactId"]);
        Assert.Equal("dana@example.com", (string?)host.Org.Records("Contact").Single()["Email"]);
        Assert.Equal("Acme", (string?)host.Org.Records("Account").Single()["Name"]);
        Assert.All(host.Org.Records("Task"), task =>
        {
            Assert.Equal(contact, (string?)task["WhoId"]);
            Assert.Equal("2026-11-21T11:00:00.000+0000", (string?)task["LastModifiedDate"]);
        });
        Assert.Equal(owner, (string?)(await host.ReadAsync("Task", open))["OwnerId"]);
        Assert.Equal(host.Org.IntegrationUserId, (string?)(await host.ReadAsync("Task", closed))["OwnerId"]);
        Assert.Equal(logged, host.Log.Snapshot().Length);
    }

    [Theory]
    [InlineData("\"Status\": \"Completed\", \"ActivityDate\": \"2026-11-20\"", null)]
    [InlineData("\"Status\": \"Not Started\"", null)]
    [InlineData("\"Status\": \"Not Started\", \"ActivityDate\": \"2026-11-20\"", "UNABLE_TO_LOCK_ROW")]
    public async Task Only_an_open_dated_task_needs_its_parents_when_it_is_made(string fields, string? code)
    {
        await using SalesforceHost host = await StartAsync();
        string contact = host.Insert("Contact", """{"LastName": "Doe"}""");
        await host.SendAsync(HttpMethod.Put, "/_sim/locks", $$"""{"{{contact}}": 1}""");

        Reply reply = await host.PostAsync($"{Root}/composite/sobjects", Collection(false, $"\"WhoId\": \"{contact}\", {fields}"));

        Assert.Equal([code], reply.RowCodes);
    }

    [Fact]
    public async Task Every_update_and_delete_needs_its_parents_until_they_are_let_go()
    {
        await using SalesforceHost host = await StartAsync();
        string contact = host.Insert("Contact", """{"LastName": "Doe"}""");
        string id = await host.CreateAsync("Task", $$"""{"WhoId": "{{contact}}", "Status": "Completed"}""");
        string path = $"{Root}/sobjects/Task/{id}";
        host.Org.HoldLock(contact, 2);

        Reply updated = await host.PatchAsync(path, """{"Subject": "a"}""");
        Reply deleted = await host.DeleteAsync(path);
        Reply again = await host.PatchAsync(path, """{"Subject": "a"}""");

        Assert.Equal((400, "UNABLE_TO_LOCK_ROW"), (updated.Status, updated.ErrorCode));
        Assert.Equal($"unable to obtain exclusive access to this record or 1 records: {contact}", (string?)updated.Json[0]!["message"]);
        Assert.Equal("UNABLE_TO_LOCK_ROW", deleted.ErrorCode);
        Assert.Equal(204, again.Status);
    }

    private static void AssertJson(string expected, Reply reply)
        => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), reply.Json), reply.Json.ToJsonString());
}
