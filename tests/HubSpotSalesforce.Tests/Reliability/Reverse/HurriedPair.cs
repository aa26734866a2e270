using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Linking;
using HubSpotSalesforce.Tests.Runs;
using HubSpotSalesforce.Tests.Runs.Reverse;

namespace HubSpotSalesforce.Tests.Reliability.Reverse;

/// <summary>An org with records that become activities of a portal, linked contacts, and runs both ways for which time flies.</summary>
internal sealed class HurriedPair : IAsyncDisposable
{
    private const string Stamp = "2026-03-01T08:00:00.000+0000";
    private const int People = 20;

    private readonly HurriedSync _hurried;

    private HurriedPair(HurriedSync hurried) => _hurried = hurried;

    public SimulatedSync Sync => _hurried.Sync;

    /// <summary>Starts one with so many tasks, calls, emails and events each.</summary>
    public static async Task<HurriedPair> StartAsync(SimulatorOptions options, int each, string? settings = null)
    {
        HurriedPair pair = new(await HurriedSync.StartAsync(options with { Quota = false }, settings ?? TwoWaySync.Settings()));
        await FillAsync(pair.Sync, each);
        return pair;
    }

    /// <summary>Puts in contacts that are linked, and so many records of each family.</summary>
    public static async Task FillAsync(SimulatedSync sync, int each)
    {
        for (int person = 1; person <= People; person++)
        {
            sync.PutPerson(Person(person), $"person{person}@example.com");
            sync.PutContact(100 + person, $"person{person}@example.com", more: ("salesforcecontactid", Person(person)));
        }

        await sync.PreparePortalAsync();
        for (int number = 1; number <= each; number++)
        {
            sync.Simulator.Org.Insert("Task", Task(TaskId(number, "Task"), $"Task {number}", "Task", number));
            sync.Simulator.Org.Insert("Task", Task(TaskId(number, "Call"), $"Call {number}", "Call", number));
            sync.Simulator.Org.Insert("Task", Task(TaskId(number, "Email"), $"Email {number}", "Email", number));
            sync.Simulator.Org.Insert("Event", Event(number));
        }
    }

    public static string TaskId(int number, string subtype) => $"00T{(subtype switch { "Task" => 1, "Call" => 2, _ => 3 } * 1_000_000) + number:D12}EAA";

    public static string EventId(int number) => $"00U{number:D12}EAA";

    /// <summary>Runs both ways once.</summary>
    /// <returns>Why it stopped; null when it came to its end.</returns>
    public Task<SyncException?> RunAsync(Func<IStateStore, IStateStore>? books = null) => _hurried.RunAsync(
        async (request, host) =>
        {
            await using BothWays both = await BothWays.OpenAsync(request, host, CancellationToken.None);
            await both.ExecuteAsync(null, null, CancellationToken.None);
        },
        books);

    /// <summary>Runs until one comes to its end, and then checks that nothing was lost or doubled and that a further run writes nothing.</summary>
    /// <returns>How many runs stopped before.</returns>
    public async Task<int> FinishAsync(string[] expected, int creates, string told, int maxRuns = 4)
    {
        int stopped = await HurriedSync.RunToEndAsync(() => RunAsync(), told, maxRuns);

        TwoWayState.AssertSame(expected, creates, Sync, told);
        int writes = Sync.Writes();
        stopped += await HurriedSync.RunToEndAsync(() => RunAsync(), told, maxRuns);    // what goes wrong once may do so as late as this
        Assert.True(writes == Sync.Writes(), $"{told}: a further run wrote {Sync.Writes() - writes} times: {string.Join(", ", Sync.Simulator.Log.Snapshot().Skip(writes).Take(3).Select(entry => $"{entry.System} {entry.Action} {entry.Type} {entry.Fields?.ToJsonString()}"))}");
        return stopped;
    }

    public ValueTask DisposeAsync() => _hurried.DisposeAsync();

    private static string Person(int number) => $"003{number:D12}AAA";

    private static JsonObject Task(string id, string subject, string subtype, int number) => Stamped(new JsonObject
    {
        ["Id"] = id,
        ["Subject"] = subject,
        ["TaskSubtype"] = subtype,
        ["Status"] = "Not Started",
        ["Priority"] = "Normal",
        ["WhoId"] = Person((number % People) + 1),
        ["ActivityDate"] = "2026-03-20",
        ["Description"] = "First line\nsecond line",
    });

    private static JsonObject Event(int number) => Stamped(new JsonObject
    {
        ["Id"] = EventId(number),
        ["Subject"] = $"Event {number}",
        ["WhoId"] = Person((number % People) + 1),
        ["StartDateTime"] = "2026-03-25T09:00:00.000+0000",
        ["EndDateTime"] = "2026-03-25T10:00:00.000+0000",
        ["ActivityDateTime"] = "2026-03-25T09:00:00.000+0000",
        ["DurationInMinutes"] = 60,
    });

    private static JsonObject Stamped(JsonObject record)
    {
        record["CreatedDate"] = Stamp;
        record["LastModifiedDate"] = Stamp;
        record["SystemModstamp"] = Stamp;
        return record;
    }
}
