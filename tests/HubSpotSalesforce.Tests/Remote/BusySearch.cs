using HubSpotSalesforce.Remote;

namespace HubSpotSalesforce.Tests.Remote;

/// <summary>A server of five searches a second in a time that passes by hand: others take a third of them evenly, and the machine stands still now and then.</summary>
internal sealed class BusySearch(ManualClock clock, Random chance, TimeSpan betweenStalls, TimeSpan stall) : IDisposable
{
    public const int Limit = 5;

    private const int Latency = 5;    // milliseconds, each way
    private static readonly TimeSpan BetweenOthers = TimeSpan.FromSeconds(3.0 / Limit);

    private readonly Queue<DateTimeOffset> _second = new();
    private readonly CancellationTokenSource _end = new();
    private DateTimeOffset _from;
    private DateTimeOffset _stalledUntil;
    private int _answered;

    /// <summary>Searches of ours, those refused included.</summary>
    public int Ours { get; private set; }

    /// <summary>How many of them were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The part of what is allowed that was used, by us and by others.</summary>
    public double Used => _answered / ((clock.GetUtcNow() - _from).TotalSeconds * Limit);

    /// <summary>Searches as fast as the pace lets two at a time, and counts after the warm-up.</summary>
    public async Task RunAsync(SteadyPace pace, TimeSpan warmUp, TimeSpan length)
    {
        _from = clock.GetUtcNow() + warmUp;
        DateTimeOffset end = _from + length;
        DateTimeOffset nextStall = clock.GetUtcNow() + (betweenStalls * 2 * chance.NextDouble());
        Task[] clients = [OursAsync(pace), OursAsync(pace), OthersAsync()];
        for (; clock.GetUtcNow() < end; clock.Advance(TimeSpan.FromMilliseconds(1)))
        {
            if (clock.GetUtcNow() >= nextStall)
            {
                _stalledUntil = clock.GetUtcNow() + (stall * 2 * chance.NextDouble());
                nextStall = clock.GetUtcNow() + (betweenStalls * 2 * chance.NextDouble());
            }
        }

        await _end.CancelAsync();
        await Task.WhenAll(clients);
    }

    public void Dispose() => _end.Dispose();

    private Task OursAsync(SteadyPace pace) => UntilEndAsync(async () =>
    {
        object search = new();
        await pace.WaitAsync(search, _end.Token);
        await TravelAsync();
        bool isTaken = Take();
        if (clock.GetUtcNow() >= _from)
        {
            Ours++;
            Refused += isTaken ? 0 : 1;
        }

        await TravelAsync();
        pace.Answered(search);
        if (!isTaken)
        {
            pace.Refused(TimeSpan.FromSeconds(1));
        }
    });

    private Task OthersAsync()
    {
        DateTimeOffset next = clock.GetUtcNow();
        return UntilEndAsync(async () =>
        {
            TimeSpan wait = next - clock.GetUtcNow();
            next += BetweenOthers;
            await DelayAsync(wait);
            await TravelAsync();
            Take();
        });
    }

    private async Task UntilEndAsync(Func<Task> search)
    {
        try
        {
            while (true)
            {
                await search();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
        }
    }

    // What arrives while the machine stands still arrives when it goes on.
    private async Task TravelAsync()
    {
        await DelayAsync(TimeSpan.FromMilliseconds(Latency * (0.5 + chance.NextDouble())));
        await DelayAsync(_stalledUntil - clock.GetUtcNow());
    }

    private Task DelayAsync(TimeSpan wait)
        => wait > TimeSpan.Zero ? Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, _end.Token) : Task.CompletedTask;

    private bool Take()
    {
        DateTimeOffset now = clock.GetUtcNow();
        while (_second.TryPeek(out DateTimeOffset oldest) && now - oldest >= TimeSpan.FromSeconds(1))
        {
            _second.Dequeue();
        }

        if (_second.Count >= Limit)
        {
            return false;
        }

        _second.Enqueue(now);
        _answered += now >= _from ? 1 : 0;
        return true;
    }
}
