using System.Text.Json.Nodes;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Activities;

namespace HubSpotSalesforce.Tests.Salesforce;

public sealed class DeletedReaderTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Theory]    // R51: the log counts whole minutes, and begins with the one in which the time begins
    [InlineData("2026-11-20T09:00:10Z", "2026-11-20T09:00:30Z", true)]
    [InlineData("2026-11-20T08:59:59Z", "2026-11-20T09:00:30Z", false)]
    [InlineData("2026-11-21T10:14:59Z", "2026-11-20T09:00:30Z", true)]
    [InlineData("2026-11-21T10:15:00Z", "2026-11-20T09:00:30Z", false)]    // this minute is the next read's
    public async Task The_log_of_deletions_is_read_by_whole_minutes(string deletedAt, string since, bool isIn)
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string id = org.Put("Task", "00T000000000001", deletedAt, ("IsDeleted", true));
        org.Put("Task", "00T000000000002", deletedAt);

        DeletedRecords deleted = await Reader(org).ReadAsync("Task", Sample.At(since), SimulatedOrg.Now, Cancel);

        Assert.True(deleted.IsComplete);
        Assert.Equal(isIn ? [(id, Sample.At(deletedAt))] : [], deleted.Ids.Select(entry => (entry.Key, entry.Value)));
    }

    [Theory]    // R51: fifteen days back the log ends
    [InlineData("2026-11-06T10:16:30Z", true)]
    [InlineData("2026-11-06T10:14:00Z", false)]
    [InlineData("2020-01-01T00:00:00Z", false)]
    public async Task A_read_that_reaches_past_the_log_says_so_and_brings_what_there_is(string since, bool isComplete)
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Put("Event", "00U000000000001", "2026-11-20T09:00:00Z", ("IsDeleted", true), ("StartDateTime", "2026-11-20T09:00:00Z"));

        DeletedRecords deleted = await Reader(org).ReadAsync("Event", Sample.At(since), SimulatedOrg.Now, Cancel);

        Assert.Equal(isComplete, deleted.IsComplete);
        Assert.Single(deleted.Ids);
    }

    [Fact]
    public async Task A_time_with_too_many_deletions_is_halved()    // R51
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string[] ids = [.. Enumerable.Range(1, 5).Select(number => org.Put("Task", SimulatedOrg.Id("00T", number), $"2026-11-20T0{number}:00:00Z", ("IsDeleted", true)))];
        org.Simulator.Faults.Set([new FaultRule { Endpoint = "/Task/deleted", Times = 3, Status = 400, Body = Error("EXCEEDED_ID_LIMIT") }]);

        DeletedRecords deleted = await Reader(org).ReadAsync("Task", Sample.At("2026-11-20T00:00:00Z"), SimulatedOrg.Now, Cancel);

        Assert.True(deleted.IsComplete);
        Assert.Equal(ids, deleted.Ids.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_log_that_was_emptied_early_is_not_complete()    // R51
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Simulator.Faults.Set([new FaultRule
        {
            Endpoint = "/Task/deleted",
            Status = 200,
            Body = JsonNode.Parse("""{"deletedRecords":[],"earliestDateAvailable":"2026-11-20T12:00:00.000+0000","latestDateCovered":"2026-11-21T10:15:00.000+0000"}"""),
        }]);

        Assert.False((await Reader(org).ReadAsync("Task", Sample.At("2026-11-20T00:00:00Z"), SimulatedOrg.Now, Cancel)).IsComplete);
        Assert.True((await Reader(org).ReadAsync("Task", Sample.At("2026-11-20T12:00:00Z"), SimulatedOrg.Now, Cancel)).IsComplete);
    }

    [Theory]
    [InlineData("INVALID_REPLICATION_DATE")]
    [InlineData("EXCEEDED_ID_LIMIT")]    // of a single minute, too
    public async Task A_time_that_the_org_refuses_is_not_complete_and_no_fault(string code)    // R51
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        org.Simulator.Faults.Set([new FaultRule { Endpoint = "/Task/deleted", Status = 400, Body = Error(code) }]);

        DeletedRecords deleted = await Reader(org).ReadAsync("Task", SimulatedOrg.Now.AddMinutes(-3), SimulatedOrg.Now, Cancel);

        Assert.False(deleted.IsComplete);
        Assert.Empty(deleted.Ids);
    }

    [Fact]
    public async Task A_time_within_one_minute_needs_no_question()
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();

        Assert.True((await Reader(org).ReadAsync("Task", SimulatedOrg.Now, SimulatedOrg.Now, Cancel)).IsComplete);
        Assert.Equal(0, org.Calls("deleted"));
    }

    [Fact]
    public async Task A_sweep_takes_only_what_it_sees_deleted_for_deleted()    // R51
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string deleted = org.Put("Task", "00T000000000001", "2026-11-20T09:00:00Z", ("IsDeleted", true));
        string living = org.Put("Task", "00T000000000002", "2026-11-20T09:00:00Z");
        string[] gone = [.. Enumerable.Range(100, 900).Select(number => SimulatedOrg.Id("00T", number))];

        IReadOnlyDictionary<string, RecordPresence> seen = await Reader(org).SweepAsync("Task", [deleted, living, .. gone, living], Cancel);

        Assert.Equal((RecordPresence.Deleted, RecordPresence.Living), (seen[deleted], seen[living]));
        Assert.All(gone, id => Assert.Equal(RecordPresence.Unknown, seen[id]));
        Assert.Equal(3, org.Calls("queryAll"));
    }

    private static DeletedReader Reader(SimulatedOrg org) => new(org.Client, org.Simulator.Clock);

    private static JsonArray Error(string code) => [new JsonObject { ["errorCode"] = code, ["message"] = "not so" }];
}
