using System.Diagnostics;
using System.Globalization;
using HubSpotSalesforce;
using HubSpotSalesforce.Runner;
using HubSpotSalesforce.Runs;

// Usage: Runner SETTINGS [BOUNDARY NUMBER] [--clock FACTOR ORIGIN] [--direction hubspot|both]
// Kills itself, by a signal that nobody catches, at the given number of a boundary: send (before a request leaves), receive (after it was
// answered), commit (before the store writes), durable (after it wrote). Without one it runs to the end and prints how many there were.
string boundary = args.Length >= 3 && !args[1].StartsWith("--", StringComparison.Ordinal) ? args[1] : "";
int number = boundary.Length > 0 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
int clockAt = Array.IndexOf(args, "--clock");
TimeProvider clock = clockAt < 0 ? TimeProvider.System : Hurried(args[clockAt + 1], args[clockAt + 2]);
int directionAt = Array.IndexOf(args, "--direction");
string direction = directionAt < 0 ? "salesforce" : args[directionAt + 1];

int sends = 0;
int commits = 0;
new RequestWatch(count => At("send", sends = count), count => At("receive", count)).Start();
RunHost host = new()
{
    Clock = clock,
    Books = store => WatchedStore.Of(store, count => At("commit", commits = count), count => At("durable", count)),
};
try
{
    int created = await CreateAsync(new RunRequest { SettingPath = args[0] });
    Console.WriteLine($"{sends} {commits} {created}");
    return 0;
}
catch (SyncException stopped)
{
    Console.Error.WriteLine($"{stopped.Kind}: {stopped.Message}");
    return stopped.Kind == FaultKind.LeaseHeld ? 3 : 4;
}

async Task<int> CreateAsync(RunRequest request)
{
    if (direction == "both")
    {
        await using BothWays both = await BothWays.OpenAsync(request, host, CancellationToken.None);
        return (await both.ExecuteAsync(null, null, CancellationToken.None)).Sum(result => result.Created);
    }

    await using DirectedRun run = direction == "hubspot"
        ? await RecordRun.OpenAsync(request, host, CancellationToken.None)
        : await TimelineRun.OpenAsync(request, host, CancellationToken.None);
    return (await run.ExecuteAsync(null, null, CancellationToken.None)).Created;
}

static FastClock Hurried(string factor, string origin)
{
    DateTimeOffset at = DateTimeOffset.Parse(origin, CultureInfo.InvariantCulture);
    return new FastClock(at, double.Parse(factor, CultureInfo.InvariantCulture), at);
}

void At(string name, int count)
{
    if (name == boundary && count == number)
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);    // not a step further
    }
}
