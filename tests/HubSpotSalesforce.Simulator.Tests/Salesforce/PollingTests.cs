using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>Reading what changed, page by page and key by key, as a client does that polls.</summary>
public sealed class PollingTests
{
    [Theory]
    [InlineData("Task")]
    [InlineData("Event")]
    [InlineData("EmailMessage")]
    public async Task A_keyset_goes_on_after_the_last_record_read_though_many_share_a_stamp(string type)
    {
        await using SalesforceHost host = await StartAsync();
        (string prefix, string check) = type switch { "Task" => ("00T", "EAA"), "Event" => ("00U", "EAA"), _ => ("02s", "AAA") };
        string[] stamps = ["09:00:00", "09:00:00", "09:00:00", "09:05:00", "09:05:00"];
        foreach ((int place, string stamp) in stamps.Index())
        {
            host.Org.Insert(type, new JsonObject
            {
                ["Id"] = $"{prefix}00000000000{place}{check}", ["SystemModstamp"] = $"2026-11-20T{stamp}Z", ["IsDeleted"] = place == 2,
                ["StartDateTime"] = "2026-11-20T09:00:00Z", ["DurationInMinutes"] = 30,
            });
        }

        List<string> read = [];
        string after = "SystemModstamp >= 2026-11-20T09:00:00Z";
        while (await PageAsync(host, type, after) is { Count: > 0 } page)
        {
            read.AddRange(page.Select(row => (string)row!["Id"]!));
            string stamp = ((string)page[^1]!["SystemModstamp"]!).Replace(".000+0000", "Z", StringComparison.Ordinal);
            after = $"((SystemModstamp > {stamp}) OR (SystemModstamp = {stamp} AND Id > '{read[^1]}'))";
        }

        Assert.Equal(stamps.Index().Select(pair => $"{prefix}00000000000{pair.Index}{check}"), read);
    }

    [Fact]
    public async Task Series_occurrences_and_all_day_events_read_as_they_are()
    {
        await using SalesforceHost host = await StartAsync();
        string series = host.Insert("Event", """{"Subject": "Weekly", "IsRecurrence": true, "StartDateTime": "2026-11-23T09:00:00Z", "DurationInMinutes": 30}""");
        host.Insert("Event", $$"""{"Subject": "Weekly", "RecurrenceActivityId": "{{series}}", "StartDateTime": "2026-11-30T09:00:00Z", "DurationInMinutes": 30}""");
        host.Insert("Event", """{"Subject": "Fair", "IsAllDayEvent": true, "ActivityDate": "2026-12-01", "StartDateTime": "2026-12-01T00:00:00Z"}""");

        Reply found = await host.QueryAsync("SELECT Subject, IsRecurrence, RecurrenceActivityId, IsAllDayEvent, ActivityDate FROM Event ORDER BY ActivityDate");

        Assert.Equal(["true", "false", "false"], found.Column("IsRecurrence"));
        Assert.Equal([null, series, null], found.Column("RecurrenceActivityId"));
        Assert.Equal(["false", "false", "true"], found.Column("IsAllDayEvent"));
        Assert.Equal("2026-12-01", found.Column("ActivityDate")[2]);
        // [ObjRef-Task]: through the API a series needs a pattern, which is not simulated.
        Assert.Equal("REQUIRED_FIELD_MISSING", (await host.PostAsync($"{Root}/sobjects/Event", """
            {"IsRecurrence": true, "StartDateTime": "2026-11-23T09:00:00Z", "DurationInMinutes": 30}
            """)).ErrorCode);
    }

    [Fact]
    public async Task What_was_deleted_is_told_with_its_time_and_what_came_back_is_told_as_updated()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Event", """{"StartDateTime": "2026-11-23T09:00:00Z", "DurationInMinutes": 30}""");
        host.Clock.Set(StoppedTime.Now.AddMinutes(5));
        host.Org.People.Delete("Event", id);
        host.Clock.Set(StoppedTime.Now.AddMinutes(10));
        const string Window = "start=2026-11-21T09:00:00Z&end=2026-11-21T10:10:00Z";

        Reply deleted = await host.GetAsync($"{Root}/sobjects/Event/deleted?{Window}");
        host.Org.People.Undelete("Event", id);
        host.Clock.Set(StoppedTime.Now.AddMinutes(15));
        Reply updated = await host.GetAsync($"{Root}/sobjects/Event/updated?start=2026-11-21T09:00:00Z&end=2026-11-21T10:15:00Z");

        Assert.Equal("2026-11-21T10:05:00.000+0000", (string?)deleted.Json["deletedRecords"]![0]!["deletedDate"]);
        Assert.Equal(id, (string?)updated.Json["ids"]![0]);
        Assert.Empty((await host.GetAsync($"{Root}/sobjects/Event/deleted?{Window}")).Json["deletedRecords"]!.AsArray());
    }

    private static async Task<JsonArray> PageAsync(SalesforceHost host, string type, string after)
        => (await host.QueryAsync($"SELECT Id, SystemModstamp FROM {type} WHERE {after} ORDER BY SystemModstamp, Id LIMIT 2", "queryAll")).Json["records"]!.AsArray();
}
