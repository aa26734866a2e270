using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class AgeingTests
{
    [Theory]
    [InlineData("""{"Status": "Completed", "ActivityDate": "2025-11-21"}""", true)]    // 365 days
    [InlineData("""{"Status": "Completed", "ActivityDate": "2025-11-22"}""", false)]
    [InlineData("""{"Status": "Not Started", "ActivityDate": "2020-01-01"}""", false)]    // open
    [InlineData("""{"Status": "Completed", "CreatedDate": "2025-11-21T10:00:00Z"}""", true)]    // no date: when it was made
    [InlineData("""{"Status": "Completed", "CreatedDate": "2025-11-21T10:00:01Z"}""", false)]
    [InlineData("""{"Status": "Completed", "CreatedDate": "2020-01-01T00:00:00Z", "ActivityDate": "2026-11-20"}""", false)]
    public async Task A_closed_task_is_archived_after_365_days_and_shows_in_queryAll_alone(string record, bool archived)
    {
        await using SalesforceHost host = await StartAsync();
        string id = host.Insert("Task", record);

        Reply query = await host.QueryAsync("SELECT IsArchived FROM Task");
        Reply all = await host.QueryAsync("SELECT IsArchived FROM Task", "queryAll");

        Assert.Equal(archived ? [] : ["false"], query.Column("IsArchived"));
        Assert.Equal([archived ? "true" : "false"], all.Column("IsArchived"));
        Assert.Equal(204, (await host.PatchAsync($"{Root}/sobjects/Task/{id}", """{"Subject": "still writable"}""")).Status);
    }

    [Theory]
    [InlineData("2025-11-21T10:00:00Z", true)]
    [InlineData("2025-11-21T10:00:01Z", false)]
    public async Task An_event_is_archived_365_days_after_it_began(string start, bool archived)
    {
        await using SalesforceHost host = await StartAsync();
        host.Insert("Event", $$"""{"StartDateTime": "{{start}}", "DurationInMinutes": 30}""");

        Assert.Equal(archived ? 0 : 1, (int)(await host.QueryAsync("SELECT COUNT() FROM Event")).Json["totalSize"]!);
    }

    [Fact]
    public async Task A_freshly_written_old_activity_is_archived_at_once_and_its_key_still_matches()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        const string Record = "\"HubSpot_Activity_Id__c\": \"hs-1\", \"Status\": \"Completed\", \"ActivityDate\": \"2019-11-11\"";
        await host.UpsertAsync(Record);

        Reply again = await host.UpsertAsync(Record);

        Assert.False((bool)again.Json[0]!["created"]!);
        Assert.Empty((await host.QueryAsync("SELECT Id FROM Task")).Column("Id"));
    }

    [Theory]
    [InlineData(14, 1)]
    [InlineData(15, 0)]
    public async Task A_deleted_record_shows_in_queryAll_for_15_days(int days, int shown)
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Task", """{"Subject": "a"}""");
        host.Clock.Set(StoppedTime.Now.AddHours(1));
        await host.DeleteAsync($"{Root}/sobjects/Task/{id}");
        host.Clock.Set(StoppedTime.Now.AddHours(1).AddDays(days));

        Reply all = await host.QueryAsync("SELECT Id, IsDeleted, SystemModstamp FROM Task WHERE IsDeleted = true", "queryAll");

        Assert.Equal(shown, all.Column("Id").Count);
        Assert.All(all.Column("SystemModstamp"), stamp => Assert.Equal("2026-11-21T11:00:00.000+0000", stamp));
        Assert.Empty((await host.QueryAsync("SELECT Id FROM Task WHERE IsDeleted = true")).Column("Id"));
    }

    [Fact]
    public async Task A_portal_folder_is_read_and_what_is_missing_is_filled()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllLines(Path.Combine(folder, "users.jsonl"), ["""{"Id":"0051G00000600MlQAI","Email":"u@example.com","Username":"u@example.com","Name":"User 0","IsActive":true,"UserType":"Standard"}"""]);
        File.WriteAllLines(Path.Combine(folder, "contacts.jsonl"), ["""{"Id":"0033700000JmrFPAAZ","Email":"p@example.com","FirstName":"Per","LastName":"Son"}""", ""]);
        File.WriteAllLines(Path.Combine(folder, "tasks.jsonl"), ["""{"Id":"00T1G00003Ufap9UAB","WhoId":"0033700000JmrFPAAZ","OwnerId":"0051G00000600MlQAI","Status":"Completed","ActivityDate":"2019-11-11","CreatedDate":"2019-11-11T17:23:34.000Z"}"""]);
        await using SalesforceHost host = await StartAsync();

        host.Org.Load(folder);

        JsonObject task = host.Org.Records("Task").Single();
        Assert.Equal(new DateTimeOffset(2019, 11, 11, 17, 23, 34, TimeSpan.Zero), host.Org.Newest());
        Assert.Equal("2019-11-11T17:23:34.000+0000", (string?)task["SystemModstamp"]);
        Assert.Equal("2019-11-11T17:23:34.000+0000", (string?)task["CompletedDateTime"]);
        Assert.Equal((true, true, "Normal"), ((bool)task["IsClosed"]!, (bool)task["IsArchived"]!, (string?)task["Priority"]));
        Assert.Equal("Per Son", (string?)host.Org.Records("Contact").Single()["Name"]);
        Assert.Equal(["Integration", "User 0"], host.Org.Records("User").Select(user => (string?)user["Name"]));
        Assert.Empty(host.Log.Snapshot());
    }

    [Fact]
    public async Task A_line_that_is_no_record_names_file_and_line()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllLines(Path.Combine(folder, "tasks.jsonl"), ["{}", """{"Id": "nonsense"}"""]);
        await using SalesforceHost host = await StartAsync();

        InvalidDataException trouble = Assert.Throws<InvalidDataException>(() => host.Org.Load(folder));

        Assert.Contains("tasks.jsonl, line 2", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shifted_records_move_in_time_and_so_out_of_the_archive()
    {
        await using SalesforceHost host = await StartAsync();
        host.Insert("Task", """{"Status": "Completed", "ActivityDate": "2019-11-11", "CreatedDate": "2019-11-11T10:00:00Z"}""");

        host.Org.Shift(StoppedTime.Now - host.Org.Newest()!.Value);

        JsonObject task = host.Org.Records("Task").Single();
        Assert.Equal(StoppedTime.Now, host.Org.Newest());
        Assert.Equal("2026-11-21", (string?)task["ActivityDate"]);
        Assert.False((bool)task["IsArchived"]!);
    }

    [Fact]
    public async Task An_empty_org_has_no_newest_stamp()
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Null(host.Org.Newest());
    }
}
