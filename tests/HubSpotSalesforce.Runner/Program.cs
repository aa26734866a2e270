using System.Diagnostics;
using System.Globalization;
using HubSpotSalesforce;
using HubSpotSalesforce.Runner;
using HubSpotSalesforce.Runs;

// Usage: Runner SETTINGS [BOUNDARY NUMBER] [--clock FACTOR ORIGIN]
// Kills itself, by a signal that nobody catches, at the given number of a boundary: send (before a request leaves), receive (after it was
// answered), commit (before the store writes), durable (after it wrote). Without one it runs to the end and prints how many there were.
string boundary = args.Length >= 3 && args[1] != "--clock" ? args[1] : "";
int number = boundary.Length > 0 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
int clockAt = Array.IndexOf(args, "--clock");
TimeProvider clock = clockAt < 0 ? TimeProvider.System : Hurried(args[clockAt + 1], args[clockAt + 2]);

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
    await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = args[0] }, host, CancellationToken.None);
    RunResult result = await run.ExecuteAsync(null, null, CancellationToken.None);
    Console.WriteLine($"{sends} {commits} {result.Created}");
    return 0;
}
catch (SyncException stopped)
{
    Console.Error.WriteLine($"{stopped.Kind}: {stopped.Message}");
    return stopped.Kind == FaultKind.LeaseHeld ? 3 : 4;
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
