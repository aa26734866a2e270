using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Writes below one account, person or thing, in an org where a write holds them while it lasts and who comes upon one is refused.</summary>
public sealed class ParentLockTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]    // O22
    [InlineData("COMPLETED")]
    [InlineData("NOT_STARTED")]    // open and dated: each needs its parents
    public async Task Rows_of_one_parent_never_travel_in_two_requests_at_once(string status)
    {
        await using SimulatedSync sync = await StartAsync(status, tasks: 600);

        RunResult made = await sync.RunAsync();
        sync.Simulator.Clock.Set(Now.AddMinutes(10));
        await EditAllAsync(sync);
        RunResult edited = await sync.RunAsync();

        Assert.Equal((600, 0), (made.Created, made.Failed));
        Assert.Equal((600, 0), (edited.Updated, edited.Failed));
        Assert.Equal(0, sync.Simulator.Org.Concurrency.Contentions);
    }

    private static async Task<SimulatedSync> StartAsync(string status, int tasks)
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(
            new SimulatorOptions { Quota = false, Now = Now },
            "timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { taskCreated: { sync: true } } }\nlimits: { bulkFrom: 0 }");
        for (int person = 1; person <= 3; person++)
        {
            string id = $"003{person:D12}AAA";
            sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = id, ["LastName"] = "Lee", ["Email"] = $"lee{person}@example.com", ["CreatedDate"] = "2026-01-05T00:00:00.000+0000" });
            await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(100 + person, $"lee{person}@example.com", Now.AddDays(-100), id));
        }

        for (int number = 0; number < tasks; number++)
        {
            await sync.PutHubSpotAsync("tasks", PortalRecord.Task(7_001 + number, Now.AddDays(-1), $"Task {number}", status, Now.AddDays(3), 101 + (number % 3)));
        }

        (sync.Simulator.Org.Concurrency.WriteTime, sync.Simulator.Org.Concurrency.LockWait) = (TimeSpan.FromMilliseconds(20), TimeSpan.Zero);
        return sync;
    }

    private static async Task EditAllAsync(SimulatedSync sync)
    {
        foreach (JsonObject task in sync.Simulator.Portal.Records("tasks"))
        {
            await sync.PutHubSpotAsync("tasks", new JsonObject { ["id"] = (string)task["id"]!, ["properties"] = new JsonObject { ["hs_task_subject"] = "Changed" } });
        }
    }
}
