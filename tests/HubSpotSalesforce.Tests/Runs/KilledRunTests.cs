using System.Globalization;
using HubSpotSalesforce.Simulator;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>The worker, killed again and again in the middle of what it does.</summary>
public sealed class KilledRunTests
{
    private static readonly string[] Compared =
        ["HubSpot_Activity_Kind__c", "WhoId", "OwnerId", "Subject", "Status", "Priority", "Type", "ActivityDate", "Description", "HubSpot_Occurred_At__c"];

    // Other numbers by HUBSPOT_SALESFORCE_KILLS.
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("HUBSPOT_SALESFORCE_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : 30;

    private readonly Random _chance = new(30);

    // design, section 3: intent, request, outcome, cursor; any of them may be the last thing a process does
    [Fact]
    public async Task A_worker_that_is_killed_thirty_times_ends_with_one_task_for_each_activity()
    {
        SimulatorOptions portal = new() { Quota = false, Now = TimeProvider.System.GetUtcNow(), Generate = new PortalSize(200, 2_000), Latency = TimeSpan.FromMilliseconds(3) };
        string settings = SimulatedSync.AllKinds() + "\nevents: { settle: 0s }";    // or some would be ripe for the later of two runs only
        await using SimulatedSync whole = await SimulatedSync.StartAsync(portal, settings);
        await using SimulatedSync killed = await SimulatedSync.StartAsync(portal, settings);
        await whole.RunAsync();

        await KillAsync(killed, CallsOf(whole.Simulator));
        await RunAsync(killed);
        int writes = killed.TaskWrites.Length;
        await RunAsync(killed);

        Assert.Equal(Lines(whole), Lines(killed));
        Assert.Equal(whole.Tasks.Count, killed.TaskWrites.Count(entry => entry.Action == "create"));
        Assert.Equal(writes, killed.TaskWrites.Length);
        Assert.Equal("ok", CheckIntegrity(killed.StorePath));
    }

    // A run that came to its end before its time was not killed, and says how many calls there are to be killed at.
    private async Task KillAsync(SimulatedSync sync, int calls)
    {
        for (int done = 0; done < Kills;)
        {
            int before = CallsOf(sync.Simulator);
            bool isWriting = _chance.Next(2) == 0;
            SlowDown(sync.Simulator);
            if (await RunUntilAsync(sync, isWriting, isWriting ? _chance.Next(1, 600) : _chance.Next(1, calls)))
            {
                calls = CallsOf(sync.Simulator) - before;
            }
            else
            {
                done++;
            }
        }
    }

    // Batches arrive at times of their own, so that some are written and others are not when the end comes.
    private void SlowDown(SimulatorHost simulator) => simulator.Faults.Set(
        Enumerable.Range(1, 30).Select(number => new FaultRule { Host = "salesforce", Endpoint = "PATCH ", Nth = number, DelayMs = _chance.Next(1, 60) }));

    // Kills in the middle of a call: when it has arrived, or when it has written this many records and answered for none of them.
    private static async Task<bool> RunUntilAsync(SimulatedSync sync, bool isWriting, int moment)
    {
        using WorkerProcess worker = WorkerProcess.Run(sync);
        int count = 0;
        Action counting = () =>
        {
            if (Interlocked.Increment(ref count) == moment)
            {
                worker.Kill();
            }
        };
        Watch(sync.Simulator, isWriting, counting);
        try
        {
            return await worker.EndAsync();
        }
        finally
        {
            sync.Simulator.Log.Added -= counting;
            sync.Simulator.HubSpotCalls.Added -= counting;
            sync.Simulator.SalesforceCalls.Added -= counting;
        }
    }

    private static void Watch(SimulatorHost simulator, bool isWriting, Action counting)
    {
        if (isWriting)
        {
            simulator.Log.Added += counting;
            return;
        }

        simulator.HubSpotCalls.Added += counting;
        simulator.SalesforceCalls.Added += counting;
    }

    private static async Task RunAsync(SimulatedSync sync)
    {
        using WorkerProcess worker = WorkerProcess.Run(sync);
        Assert.True(await worker.EndAsync());
    }

    private static int CallsOf(SimulatorHost simulator) => simulator.HubSpotCalls.Snapshot().Values.Sum() + simulator.SalesforceCalls.Snapshot().Values.Sum();

    private static string[] Lines(SimulatedSync sync)
        => [.. sync.Tasks.Select(task => $"{task.Key}: {string.Join(" | ", Compared.Select(field => task.Value.Text(field)))}").Order(StringComparer.Ordinal)];

    private static string? CheckIntegrity(string path)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = "pragma integrity_check";
        return check.ExecuteScalar()?.ToString();
    }
}
