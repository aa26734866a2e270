using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Bench;

/// <summary>The benchmarks. They report; nothing fails.</summary>
internal sealed class Benchmarks(Figures figures)
{
    private static readonly PortalSize TenThousand = new(500, 10_000);
    private static readonly PortalSize TwoHundredThousand = new(500, 200_000);

    /// <summary>Calls for 10,000 new activities, side by side with the fewest that could do, and of a run that finds nothing new.</summary>
    public async Task CallsAsync()
    {
        Console.WriteLine("Calls of a first run over 10,000 activities and of the run after it");
        await using BenchPortal portal = await BenchPortal.StartAsync(TenThousand, everybodyIsLinked: true, isQuiet: true);
        (WorkerRun first, CallLedger taken) = await CountedAsync(portal);
        (_, CallLedger idle) = await CountedAsync(portal);
        int tasks = first.Created;
        FewestCalls fewest = new(portal.Simulator.Portal);
        Console.WriteLine(taken);
        Compare("reads", "HubSpot: activities read, by page", taken.Reads, fewest.Reads);
        Compare("associations", "HubSpot: associations", taken.Associations, fewest.Associations);
        Compare("writes", $"Salesforce: tasks written ({tasks})", taken.Writes, FewestCalls.Writes(tasks));
        figures.Add("calls.contactLookups.hubspot", taken.ContactLookUps, "HubSpot: contacts looked up (500 of them)");
        figures.Add("calls.contactLookups.salesforce", taken.Queries - idle.Queries, "Salesforce: leads and contacts looked up");
        figures.Add("calls.idle", idle.HubSpot + idle.Salesforce, "a run without changes (aim: 10)");
        Console.WriteLine(idle);
        await NextCallsAsync("calls.next", "a run that follows at once, on a busy day", everybodyIsLinked: true);
        await NextCallsAsync("calls.waiting", "the same, where one contact in five is not in Salesforce", everybodyIsLinked: false);
    }

    /// <summary>Activities per second, start and sign-in of the process included.</summary>
    public async Task SpeedAsync()
    {
        Console.WriteLine("Speed of a first run over 10,000 activities, without quotas");
        foreach (int latency in new[] { 0, 50 })
        {
            await using BenchPortal portal = await BenchPortal.StartAsync(TenThousand, TimeSpan.FromMilliseconds(latency), everybodyIsLinked: true);
            WorkerRun run = await portal.RunAsync();
            figures.Add($"speed.{latency}ms.activitiesPerSecond", run.Read / run.Elapsed.TotalSeconds, $"activities per second at {latency} ms an answer");
            figures.Add($"speed.{latency}ms.processorSeconds", run.Processor.TotalSeconds, $"processor seconds of the worker at {latency} ms an answer");
        }
    }

    /// <summary>The most memory the worker holds, over a small and a large history.</summary>
    public async Task MemoryAsync()
    {
        Console.WriteLine("Peak memory of the worker (resident), in MB");
        double small = await PeakAsync("memory.10000.megabytes", TenThousand);
        double large = await PeakAsync("memory.200000.megabytes", TwoHundredThousand);
        figures.Add("memory.growth", large / small, "the second as a multiple of the first (aim: at most 1.5)");
    }

    private async Task<double> PeakAsync(string name, PortalSize size)
    {
        await using BenchPortal portal = await BenchPortal.StartAsync(size);
        WorkerRun run = await portal.RunAsync();
        double megabytes = run.PeakBytes / (double)(1 << 20);
        figures.Add(name, megabytes, $"a first run over {size.Activities:#,0} activities");
        return megabytes;
    }

    private async Task NextCallsAsync(string name, string said, bool everybodyIsLinked)
    {
        await using BenchPortal portal = await BenchPortal.StartAsync(TenThousand, everybodyIsLinked: everybodyIsLinked);
        await portal.RunAsync();
        (_, CallLedger next) = await CountedAsync(portal);
        figures.Add(name, next.HubSpot + next.Salesforce, said);
        Console.WriteLine(next);
    }

    private void Compare(string name, string said, int taken, int fewest)
    {
        figures.Add($"calls.{name}", taken, said);
        figures.Add($"calls.{name}.ofFewest", taken / (double)fewest, $"  as a multiple of the fewest, {fewest} (aim: at most 1.1)");
    }

    private static async Task<(WorkerRun Run, CallLedger Calls)> CountedAsync(BenchPortal portal)
    {
        portal.Simulator.HubSpotCalls.Reset();
        portal.Simulator.SalesforceCalls.Reset();
        WorkerRun run = await portal.RunAsync();
        return (run, new CallLedger(portal.Simulator.HubSpotCalls.Snapshot(), portal.Simulator.SalesforceCalls.Snapshot()));
    }
}
