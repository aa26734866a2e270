using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>Jobs that write into the records of a <see cref="FakeWriter"/>, as far as a test wants them to.</summary>
internal sealed class FakeJobs(FakeWriter writer) : IJobWriter
{
    public int MaxRows { get; init; } = 10_000;

    public long MaxSize { get; init; } = long.MaxValue;

    /// <summary>The keys of each job that was carried.</summary>
    public List<string[]> Jobs { get; } = [];

    /// <summary>The jobs that were ended for an earlier run.</summary>
    public List<string> Ended { get; } = [];

    /// <summary>Called when a job is opened, and again when its rows are sent.</summary>
    public Func<string, Task> At { get; init; } = _ => Task.CompletedTask;

    /// <summary>What a job tells of a row, by its number from 1: <c>written</c>, <c>lost</c> (written and not told), <c>untried</c> (neither) or a fault's kind.</summary>
    public Func<int, string> Tells { get; init; } = _ => "written";

    /// <summary>What jobs of earlier runs wrote.</summary>
    public IReadOnlyDictionary<string, string> Left { get; init; } = new Dictionary<string, string>();

    public bool Takes(Change change) => true;

    public async Task<string> OpenAsync(CancellationToken cancel)
    {
        await At("open");
        return $"job {Jobs.Count + 1}";
    }

    public async Task<IReadOnlyList<Outcome>> CarryAsync(string jobId, IReadOnlyList<Change> rows, CancellationToken cancel)
    {
        Jobs.Add([.. rows.Select(row => row.Activity.Key)]);
        await At("carry");
        List<Outcome> outcomes = [];
        foreach ((int number, Change row) in rows.Index())
        {
            string told = Tells(number + 1);
            string id = "id of " + row.Activity.Key;
            if (told is "written" or "lost")
            {
                writer.Records[row.Activity.Key] = new WrittenRecord(id, false);
            }

            if (told is not ("lost" or "untried"))
            {
                outcomes.Add(told == "written" ? new Outcome(row, id, null) : new Outcome(row, null, FakeWriter.Fault(Enum.Parse<FaultKind>(told))));
            }
        }

        return outcomes;
    }

    public Task<IReadOnlyDictionary<string, string>> EndAsync(string jobId, CancellationToken cancel)
    {
        Ended.Add(jobId);
        return Task.FromResult(Left);
    }
}
