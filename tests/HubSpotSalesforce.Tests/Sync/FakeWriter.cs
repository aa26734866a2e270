using System.Collections.Concurrent;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>The other side as a dictionary: an upsert by key that fails where a test wants it to.</summary>
internal sealed class FakeWriter : IActivityWriter
{
    private int _running;

    public Side Side { get; init; } = Side.Salesforce;

    public int MaxBatch { get; init; } = 200;

    public TimeSpan UnderWay { get; init; }

    /// <summary>The records there, by key.</summary>
    public ConcurrentDictionary<string, WrittenRecord> Records { get; } = new();

    /// <summary>The keys of each request, in order.</summary>
    public ConcurrentQueue<string[]> Requests { get; } = new();

    /// <summary>How often keys were looked up.</summary>
    public int LookUps { get; private set; }

    /// <summary>How many requests are running now.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>The most requests that ever ran beside each other.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Called before anything is written: the number of the request, from 1, and its batch.</summary>
    public Func<int, IReadOnlyList<Change>, CancellationToken, Task> Before { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Called after everything was written, before the answer leaves.</summary>
    public Action<int> After { get; init; } = _ => { };

    /// <summary>The fault of one row: the number of the request and the change; null writes it.</summary>
    public Func<int, Change, SyncException?> Refuse { get; init; } = (_, _) => null;

    public static SyncException Fault(FaultKind kind) => new(kind, "salesforce", $"{kind}. Run again.");

    public async Task<IReadOnlyList<Outcome>> WriteAsync(IReadOnlyList<Change> batch, CancellationToken cancel)
    {
        int number;
        lock (Records)
        {
            Requests.Enqueue([.. batch.Select(change => change.Activity.Key)]);
            number = Requests.Count;
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        }

        try
        {
            await Before(number, batch, cancel);
            Outcome[] outcomes = [.. batch.Select(change => Write(number, change))];
            After(number);
            return outcomes;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Called when keys are looked up.</summary>
    public Action LookingUp { get; init; } = () => { };

    public Task<IReadOnlyDictionary<string, WrittenRecord>> FindAsync(IReadOnlyCollection<SoughtKey> keys, CancellationToken cancel)
    {
        LookingUp();
        LookUps++;
        return Task.FromResult<IReadOnlyDictionary<string, WrittenRecord>>(keys.Where(sought => Records.TryGetValue(sought.Key, out WrittenRecord? record) && !sought.IsFormer(record.Id, record.IsDeleted)).ToDictionary(sought => sought.Key, sought => Records[sought.Key]));
    }

    private Outcome Write(int number, Change change)
    {
        if (Refuse(number, change) is { } fault)
        {
            return new Outcome(change, null, fault);
        }

        WrittenRecord record = Records.AddOrUpdate(change.Activity.Key, key => new("id of " + key, false), (_, known) => known);
        return new Outcome(change, record.Id, null);
    }
}
