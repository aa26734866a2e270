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
}
